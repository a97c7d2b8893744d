from datetime import date, timedelta
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.regulation.errors import NotAnnounced
from gongkai.regulation.workdays import (
    DayKind,
    NoticeError,
    OrganDays,
    national_calendar,
    notices,
    read_notice,
)

from .case_files import cases

NATIONAL = national_calendar()
NOTICE_2027 = """
title: 国务院办公厅关于2027年部分节假日安排的通知
number: 国办发明电〔2026〕1号
issued: 2026-11-01
holidays:
  元旦: {first: 2026-12-31, last: 2027-01-02, makeup: [2027-01-03]}
"""
days = st.dates(date(2004, 1, 2), date(2026, 12, 31))


@cases("workdays")
def test_it_counts_as_the_worked_examples_do(case: dict[str, Any]) -> None:
    assert NATIONAL.add(case["after"], case["workdays"]) == case["day"]
    assert NATIONAL.count(case["after"], case["day"]) == case["workdays"]


@given(day=days)
def test_it_agrees_with_the_official_data_on_every_announced_day(day: date) -> None:
    assert NATIONAL.is_workday(day) == chinese_calendar.is_workday(day)
    assert NATIONAL.kind(day).is_working == chinese_calendar.is_workday(day)


@given(day=days, count=st.integers(1, 60))
def test_it_adds_by_walking_day_after_day(day: date, count: int) -> None:
    walked, left = day, count
    while left:
        walked += timedelta(days=1)
        left -= NATIONAL.is_workday(walked)
    assert NATIONAL.add(day, count) == walked


@given(day=days.filter(NATIONAL.is_workday), count=st.integers(1, 60))
def test_it_subtracts_what_it_added(day: date, count: int) -> None:
    assert NATIONAL.subtract(NATIONAL.add(day, count), count) == day


@given(first=days, second=days, third=days)
def test_it_counts_in_parts_what_it_counts_in_one(first: date, second: date, third: date) -> None:
    assert NATIONAL.count(first, third) == NATIONAL.count(first, second) + NATIONAL.count(second, third)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2025, 10, 4), date(2025, 10, 9)),
        (date(2025, 10, 7), date(2025, 10, 9)),
        (date(2026, 2, 5), date(2026, 2, 5)),
        (date(2025, 10, 11), date(2025, 10, 11)),
    ],
)
def test_it_moves_a_limit_that_ends_on_a_holiday_and_no_other(day: date, moved: date) -> None:
    assert NATIONAL.on_or_after(day) == moved


def test_it_names_the_holiday_and_the_make_up_day() -> None:
    assert (NATIONAL.kind(date(2025, 1, 29)), NATIONAL.name(date(2025, 1, 29))) == (DayKind.HOLIDAY, "春节")
    assert (NATIONAL.kind(date(2025, 1, 26)), NATIONAL.name(date(2025, 1, 26))) == (DayKind.MAKEUP, "春节")
    assert (NATIONAL.kind(date(2025, 3, 1)), NATIONAL.name(date(2025, 3, 1))) == (DayKind.WEEKEND, "")


def test_it_says_when_a_year_is_not_announced() -> None:
    assert not NATIONAL.is_provisional(date(2026, 1, 1), date(2026, 12, 31))
    assert NATIONAL.is_provisional(date(2026, 12, 31), date(2027, 1, 1))
    assert NATIONAL.is_workday(date(2027, 10, 1)), "an unannounced holiday is counted by its weekday"


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(1, 1, 1), date(2037, 1, 1), date(9999, 12, 31)])
def test_it_refuses_a_day_outside_every_calendar(day: date) -> None:
    for ask in (NATIONAL.is_workday, NATIONAL.kind, lambda d: NATIONAL.add(d, 1), lambda d: NATIONAL.subtract(d, 1)):
        with pytest.raises(NotAnnounced, match="超出了已知日历"):
            ask(day)


def test_it_never_counts_past_either_end() -> None:
    with pytest.raises(NotAnnounced):
        NATIONAL.add(date(2036, 12, 31), 1)
    with pytest.raises(NotAnnounced):
        NATIONAL.subtract(date(2004, 1, 5), 10)


@pytest.mark.parametrize("count", [0, -1])
def test_it_refuses_to_add_nothing(count: int) -> None:
    with pytest.raises(ValueError, match="至少为 1"):
        NATIONAL.add(date(2025, 1, 1), count)


def test_it_takes_a_notice_that_came_later() -> None:
    later = national_calendar(read_notice(2027, NOTICE_2027))
    assert not later.is_provisional(date(2026, 1, 1), date(2027, 12, 31))
    assert later.kind(date(2026, 12, 31)) is DayKind.HOLIDAY
    assert later.kind(date(2027, 1, 3)) is DayKind.MAKEUP
    assert later.kind(date(2026, 10, 1)) is DayKind.HOLIDAY, "the year before keeps its own notice"
    assert later.version != NATIONAL.version


def test_the_notices_that_come_along_agree_with_the_package() -> None:
    assert set(notices()) >= {2026}
    for year in notices():
        for number in range(365):
            day = date(year, 1, 1) + timedelta(days=number)
            assert NATIONAL.is_workday(day) == chinese_calendar.is_workday(day), day


def test_it_lays_an_organs_own_days_over_the_national_ones() -> None:
    own = NATIONAL.with_organ_days(
        OrganDays(closed={date(2025, 3, 4): "搬迁停止办公"}, opened={date(2025, 3, 8): "周六值班受理"})
    )
    assert (own.kind(date(2025, 3, 4)), own.name(date(2025, 3, 4))) == (DayKind.CLOSED, "搬迁停止办公")
    assert own.kind(date(2025, 3, 8)) is DayKind.OPENED
    assert own.add(date(2025, 3, 3), 5) == date(2025, 3, 10)
    assert own != NATIONAL
    assert own == NATIONAL.with_organ_days(
        OrganDays({date(2025, 3, 4): "搬迁停止办公"}, {date(2025, 3, 8): "周六值班受理"})
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("国庆节: {first: 2027-10-01, last: 2027-10-07, makeup: [2027-10-08]}", "本来就是工作日"),
        ("国庆节: {first: 2027-10-07, last: 2027-10-01}", "早于"),
        ("国庆节: {first: 2028-10-01, last: 2028-10-01}", "不在该年"),
        ("国庆节: {first: 2027-10-01}", "应当写成"),
        ("国庆节: {first: 2027-10-01, last: 十月七日}", "不是日期"),
        ("国庆节: {first: 2027-01-01, last: 2027-01-02}", "不止一次"),
        ("国庆节: {first: 2027-10-01, last: 2027-10-03, makeup: [2027-10-03]}", "不止一次"),
    ],
)
def test_it_refuses_a_notice_that_cannot_be_right(line: str, says: str) -> None:
    with pytest.raises(NoticeError, match=says):
        read_notice(2027, NOTICE_2027 + f"  {line}\n")


def test_it_refuses_a_notice_without_its_number() -> None:
    with pytest.raises(NoticeError, match="恰有"):
        read_notice(2027, NOTICE_2027.replace("number", "no"))
