from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.regulation.days import Limit, add_months
from gongkai.regulation.errors import ImpossibleDate, LimitExceeded, NotAllowed
from gongkai.regulation.grounds import Ground
from gongkai.regulation.organs import Kind, Level, Organ, jurisdictions, reconsideration_organs
from gongkai.regulation.outcomes import Outcome, Remedy
from gongkai.regulation.remedies import (
    CourtPaper,
    Procedure,
    answer_limit,
    appeal_limit,
    applicant_limits,
    decision_limit,
    defence_limit,
    litigation_cap,
    litigation_limit,
    litigation_limit_after,
    litigation_limit_after_silence,
    litigation_limit_untold,
    reconsideration_limit,
    reconsideration_limit_untold,
    remedy_for,
    simplified_trial_limit,
)
from gongkai.regulation.remedy_notice import check_online_service, remedy_notice, remedy_notice_of_items

from .chinese_days import OfficialDays

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "remedies.yaml").read_text("utf-8"))
CALENDAR = OfficialDays()
SIMPLIFIED, ORDINARY = Procedure.SIMPLIFIED, Procedure.ORDINARY
LIMITS: dict[str, Callable[[date], Limit]] = {
    "reconsideration": lambda day: reconsideration_limit(day, CALENDAR),
    "litigation": lambda day: litigation_limit(day, CALENDAR),
    "after": lambda day: litigation_limit_after(day, CALENDAR),
    "silence": lambda day: litigation_limit_after_silence(day, CALENDAR),
    "answer": lambda day: answer_limit(day, ORDINARY, CALENDAR),
    "answer_simplified": lambda day: answer_limit(day, SIMPLIFIED, CALENDAR),
    "defence": lambda day: defence_limit(day, CALENDAR),
    "decision": lambda day: decision_limit(day, ORDINARY, CALENDAR),
    "decision_simplified": lambda day: decision_limit(day, SIMPLIFIED, CALENDAR),
    "appeal_judgment": lambda day: appeal_limit(day, CourtPaper.JUDGMENT, CALENDAR),
    "appeal_ruling": lambda day: appeal_limit(day, CourtPaper.RULING, CALENDAR),
    "simplified_trial": lambda day: simplified_trial_limit(day, CALENDAR),
    "cap": lambda day: litigation_cap(day, CALENDAR),
}


def an_organ(level: str = "county", kind: str = "department", **more: str) -> Organ:
    return Organ(
        name="某机关",
        level=Level(level),
        kind=Kind(kind),
        own_government="梁山县人民政府",
        higher_government="济宁市人民政府",
        superior_department="济宁市某局",
        **more,
    )


def named(section: str) -> Any:
    return pytest.mark.parametrize("case", CASES[section], ids=[case["name"] for case in CASES[section]])


@named("organs")
def test_it_names_who_reconsiders_as_the_law_stood_on_the_day(case: dict[str, Any]) -> None:
    found = reconsideration_organs(an_organ(case["level"], case["kind"]), case["day"])
    assert list(found.names) == case["names"]
    assert found.citation.key == case["article"]


@named("notices")
def test_it_tells_the_remedies_that_the_outcome_demands(case: dict[str, Any]) -> None:
    grounds = [Ground(ground) for ground in case.get("grounds", [])]
    query = Remedy(case.get("query", "either"))
    notice = remedy_notice(an_organ(), Outcome(case["outcome"]), grounds, case["day"], administrative_query=query)
    assert notice.remedy == case["remedy"]
    assert ("应当先自收到" in notice.text) == (notice.remedy is not Remedy.EITHER)
    assert ("6个月内" in notice.text) == (notice.remedy is not Remedy.RECONSIDERATION_FIRST)
    assert ("ARL 23.2" in [citation.key for citation in notice.citations]) == ("应当先" in notice.text)


@named("limits")
def test_it_ends_each_limit_on_the_right_day(case: dict[str, Any]) -> None:
    limit = LIMITS[case["kind"]](case["from"])
    assert limit.day == case["last"]
    assert limit.steps[0].day == case["from"]
    assert limit.steps[-1].day == limit.day


def test_it_prints_the_names_of_the_organ_and_of_the_court() -> None:
    organ = an_organ(court="济宁铁路运输法院", online_reconsideration="https://example.cn/fy")
    notice = remedy_notice(organ, Outcome.REFUSED_PROCESS, [Ground.PROCESS], date(2025, 8, 5))
    assert notice.text == (
        "如不服本处理决定，应当先自收到本告知之日起60日内向梁山县人民政府申请行政复议；对行政复议决定不服的，"
        "可以自收到行政复议决定书之日起15日内向济宁铁路运输法院提起行政诉讼。"
        "行政复议申请也可以通过互联网提交：https://example.cn/fy。"
    )
    old = remedy_notice(an_organ(), Outcome.REFUSED_PROCESS, [Ground.PROCESS], date(2023, 8, 4))
    assert "向梁山县人民政府或者济宁市某局申请行政复议" in old.text
    assert "有管辖权的人民法院" in old.text


def test_a_partial_grant_tells_each_part_its_own_remedy() -> None:
    grounds = [Ground.THIRD_PARTY]
    notice = remedy_notice(an_organ(), Outcome.PARTLY_GRANTED, grounds, date(2025, 8, 5))
    withheld, rest = notice.text.split("。")[:2]
    assert withheld.startswith("对其中不予公开的部分不服的，应当先")
    assert rest.startswith("对其他内容不服的，可以")


def test_a_reply_to_several_items_names_those_for_which_reconsideration_comes_first() -> None:
    items = {
        1: (Outcome.GRANTED, ()),
        2: (Outcome.REFUSED_PROCESS, [Ground.PROCESS]),
        3: (Outcome.PARTLY_GRANTED, [Ground.THIRD_PARTY]),
    }
    first, rest = remedy_notice_of_items(an_organ(), items, date(2025, 8, 5)).text.split("。")[:2]
    assert first.startswith("对第2项、第3项不予公开的部分不服的，应当先")
    assert rest.startswith("对第1项、第3项其他内容不服的，可以")
    alike = {1: (Outcome.GRANTED, ()), 2: (Outcome.UNAVAILABLE_NOT_HELD, ())}
    notice = remedy_notice_of_items(an_organ(), alike, date(2025, 8, 5))
    assert notice == remedy_notice(an_organ(), Outcome.GRANTED, [], date(2025, 8, 5))


def test_a_decision_served_online_needs_an_online_address() -> None:
    notice = remedy_notice(an_organ(), Outcome.GRANTED, [], date(2025, 8, 5))
    with pytest.raises(NotAllowed, match="互联网渠道"):
        check_online_service(notice)
    online = an_organ(online_reconsideration="https://example.cn/fy")
    check_online_service(remedy_notice(online, Outcome.GRANTED, [], date(2025, 8, 5)))


def test_a_city_departments_unit_may_also_be_reconsidered_by_the_government_of_its_place() -> None:
    unit = an_organ("city", "dispatched_unit", host_government="任城区人民政府")
    assert str(reconsideration_organs(unit, date(2025, 3, 3))) == "梁山县人民政府或者任城区人民政府"


def test_it_says_what_is_missing_on_the_organs_record() -> None:
    bare = Organ("某局", Level.COUNTY, Kind.DEPARTMENT)
    with pytest.raises(NotAllowed, match="请先在机关信息中登记本级人民政府"):
        reconsideration_organs(bare, date(2025, 3, 3))
    with pytest.raises(NotAllowed, match="请核对机关的层级和类型"):
        reconsideration_organs(an_organ("township", "department"), date(2025, 3, 3))


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 1, 1)])
def test_exactly_one_line_of_jurisdiction_covers_each_kind_and_level_of_organ(day: date) -> None:
    for kind in Kind:
        for level in Level:
            lines = [line for line in jurisdictions() if line.covers(an_organ(level, kind), day)]
            assert len(lines) <= 1
        assert any(line.kind is kind for line in jurisdictions())


def test_rights_not_told_leave_a_year_at_most() -> None:
    told_late = reconsideration_limit_untold(
        content_known_on=date(2024, 3, 1), rights_known_on=date(2025, 2, 20), calendar=CALENDAR
    )
    assert told_late.day == date(2025, 3, 3)
    told_soon = reconsideration_limit_untold(
        content_known_on=date(2024, 3, 1), rights_known_on=date(2024, 4, 1), calendar=CALENDAR
    )
    assert told_soon.day == date(2024, 5, 31)
    with pytest.raises(ImpossibleDate, match="早于"):
        reconsideration_limit_untold(
            content_known_on=date(2024, 3, 1), rights_known_on=date(2024, 2, 29), calendar=CALENDAR
        )


def test_a_suit_over_an_old_act_ends_with_five_years_from_it() -> None:
    limit = litigation_limit_untold(
        made_on=date(2020, 6, 1),
        content_known_on=date(2025, 5, 6),
        rights_known_on=date(2025, 5, 7),
        calendar=CALENDAR,
    )
    assert limit.day == date(2025, 6, 3)  # 2025-06-01 and 06-02 are the Dragon Boat holiday


def test_reconsideration_first_leaves_no_direct_suit() -> None:
    limits = applicant_limits(Remedy.RECONSIDERATION_FIRST, date(2025, 8, 5), CALENDAR)
    assert limits.litigation is None
    both = applicant_limits(Remedy.EITHER, date(2025, 8, 5), CALENDAR)
    assert both.litigation is not None
    assert both.litigation.day == date(2026, 2, 5)


def test_it_refuses_an_extension_beyond_thirty_days_or_of_the_simplified_procedure() -> None:
    assert decision_limit(date(2025, 3, 3), ORDINARY, CALENDAR, extended_by=30).day == date(2025, 6, 3)
    with pytest.raises(LimitExceeded, match="最多延长30日"):
        decision_limit(date(2025, 3, 3), ORDINARY, CALENDAR, extended_by=31)
    with pytest.raises(LimitExceeded, match="最多延长0日"):
        decision_limit(date(2025, 3, 3), SIMPLIFIED, CALENDAR, extended_by=1)


def test_it_refuses_a_day_before_the_rules_it_knows() -> None:
    with pytest.raises(ImpossibleDate, match="自2024年1月1日起施行"):
        answer_limit(date(2023, 12, 31), ORDINARY, CALENDAR)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2025, 8, 5), 6, date(2026, 2, 5)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_it_adds_months_by_the_day_of_the_month(day: date, months: int, end: date) -> None:
    assert add_months(day, months) == end


DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 1))


@settings(max_examples=2000, deadline=None)
@given(DAYS, st.sampled_from(["reconsideration", "litigation", "after", "answer", "defence"]))
def test_every_limit_ends_on_a_working_day_and_never_earlier_for_later_service(day: date, kind: str) -> None:
    limit = LIMITS[kind](day).day
    assert CALENDAR.is_workday(limit)
    assert limit <= LIMITS[kind](day + timedelta(days=1)).day


@settings(max_examples=2000, deadline=None)
@given(
    st.sampled_from(list(Outcome)),
    st.lists(st.sampled_from(list(Ground)), max_size=2),
    st.dates(date(2019, 5, 15), date(2026, 12, 31)),
    st.sampled_from([Remedy.EITHER, Remedy.RECONSIDERATION_FIRST]),
)
def test_every_letter_gets_a_remedy_that_it_can_print(
    outcome: Outcome, grounds: list[Ground], on: date, query: Remedy
) -> None:
    remedy = remedy_for(outcome, grounds, on, administrative_query=query)
    assert remedy is not Remedy.BY_POLICY
    assert on >= date(2024, 1, 1) or remedy is Remedy.EITHER
    notice = remedy_notice(an_organ(), outcome, grounds, on, administrative_query=query)
    assert "申请行政复议" in notice.text
    assert "提起行政诉讼" in notice.text
