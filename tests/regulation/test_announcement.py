"""The printed notice is read as its days, and refused with a sentence where it cannot be right."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.regulation.workdays import NoticeError, national_calendar, notice_of, notices, plain, read_announcement

from .holiday_papers import OF_2023, OF_2024, OF_2025


@pytest.mark.parametrize(("year", "paper"), [(2023, OF_2023), (2024, OF_2024), (2025, OF_2025)])
def test_the_paper_gives_the_working_days_of_the_official_data(year: int, paper: str) -> None:
    calendar = national_calendar(read_announcement(paper).notice)
    day = date(year, 1, 1)
    while day.year == year:
        assert calendar.is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_it_knows_title_number_day_and_the_sentence_of_each_holiday() -> None:
    read = read_announcement(OF_2025)
    assert (read.notice.year, read.notice.number, read.notice.issued) == (
        2025,
        "国办发明电〔2024〕12号",
        date(2024, 11, 12),
    )
    assert [item.read.name for item in read.items][-1] == "国庆节、中秋节"
    assert "2月8日（周六）上班" in read.items[1].text
    assert read_announcement(OF_2023).notice.breaks[0].first == date(2022, 12, 31)


@given(year=st.sampled_from(sorted(notices())))
def test_a_notice_comes_back_from_its_plain_data(year: int) -> None:
    notice = notices()[year]
    assert notice_of(year, plain(notice)) == notice


WRONG = {
    "共几天": (
        ("放假调休，共8天。1月26日", "放假调休，共7天。1月26日"),
        "“春节”写明共 7 天，而 2025-01-28 至 2025-02-04 是 8 天",
    ),
    "星期": (("2月8日（周六）", "2月8日（周日）"), "“春节”写 2025-02-08 是周日，其实是周六"),
    "平日上班": (("4月27日（周日）上班", "4月28日上班"), "把 2025-04-28 列为调休上班，但这一天本来就是工作日"),
    "重叠": (("4月4日（周五）至6日（周日）", "1月31日至2月2日"), "2025-01-31 出现了不止一次"),
    "没有这一天": (("4月4日（周五）至6日（周日）", "4月29日至31日"), "2025年4月31日 不存在"),
    "没有标题": (("关于2025年部分节假日安排的通知", "通知"), "这不像放假通知"),
    "没有文号": (("国办发明电〔2024〕12号", ""), "没有找到文号"),
    "没有日期": (("2024年11月12日", ""), "没有找到单独成行的成文日期"),
    "没有至": (("4月4日（周五）至6日（周日）", "4月4日、4月6日"), "却没有写“至”"),
    "没有月份": (("1月28日（农历除夕、周二）至2月4日", "28日至2月4日"), "没有写月份"),
    "没有放假的日子": (("1月1日（周三）放假1天，不调休", "放假1天"), "没有读到放假的日期"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_a_paper_that_cannot_be_right_is_refused_with_the_place(change: tuple[str, str], said: str) -> None:
    assert change[0] in OF_2025
    with pytest.raises(NoticeError, match=said):
        read_announcement(OF_2025.replace(*change))


def test_a_paper_of_general_words_is_no_notice() -> None:
    with pytest.raises(NoticeError, match="没有找到“一、元旦：…”这样的条目"):
        read_announcement(
            "国务院办公厅关于2025年部分节假日安排的通知\n国办发明电〔2024〕12号\n各部门要妥善安排。\n2024年11月12日"
        )


@given(st.text(alphabet="国务院办公厅关于2025年部分节假日安排的通知一、：月日至共天放上班（周六）。\n10", max_size=300))
def test_whatever_it_is_given_it_refuses_in_a_sentence_or_reads(text: str) -> None:
    paper = "关于2025年部分节假日安排的通知\n国办发明电〔2024〕12号\n" + text + "\n2024年11月12日\n"
    assert _said_of(paper).endswith("。")


def _said_of(paper: str) -> str:
    try:
        return f"{read_announcement(paper).notice}。"
    except NoticeError as error:
        return str(error)


@pytest.mark.parametrize("data", [None, [], {"title": 1}, {"title": "", "number": "", "issued": "x", "holidays": {}}])
def test_data_that_is_no_notice_is_refused(data: object) -> None:
    with pytest.raises(NoticeError):
        notice_of(2025, data)
