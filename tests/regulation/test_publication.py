from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.organs import Kind, Level, Organ
from gongkai.regulation.publication import (
    Draft,
    annual_report_by,
    article_19_questions,
    comments_close_no_earlier_than,
    duties,
    duties_of,
    publication_limits,
    publish_by,
    publish_by_hour,
    reassess_by,
)

from .chinese_days import OfficialDays

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "publication.yaml").read_text("utf-8"))
CALENDAR = OfficialDays()


def an_organ(level: Level, kind: Kind) -> Organ:
    return Organ("某机关", level, kind)


def keys_of(level: Level, kind: Kind) -> set[str]:
    return {bound.duty.key for bound in duties_of(an_organ(level, kind))}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_gives_the_last_day_to_publish(case: dict[str, Any]) -> None:
    limit = publish_by(case["from"], CALENDAR, limit=case["limit"])
    assert limit.day == case["by"]
    assert [step.day for step in limit.steps] == [case["from"], case["by"]]


def test_it_lists_the_fifteen_items_of_article_20_in_their_order() -> None:
    listed = [duty for key, duty in duties().items() if key.startswith("art20_")]
    assert [duty.key for duty in listed] == [f"art20_{n:02}" for n in range(1, 16)]
    assert [duty.citations[0].item for duty in listed] == list(range(1, 16))


def test_the_report_counts_items_1_5_6_and_8() -> None:
    counted = {key: duty.counted for key, duty in duties().items() if duty.counted}
    assert counted == {
        "art20_01": ("rules", "normative_documents"),
        "art20_05": ("licensing",),
        "art20_06": ("penalty", "coercion"),
        "art20_08": ("fees_10k_yuan",),
    }


def test_every_organ_has_the_duties_of_article_20() -> None:
    for kind in Kind:
        for level in Level:
            assert {f"art20_{n:02}" for n in range(1, 16)} <= keys_of(level, kind)


def test_article_21_adds_to_counties_and_cities_and_otherwise_to_townships() -> None:
    assert "art21_municipal_works" in keys_of(Level.COUNTY, Kind.DEPARTMENT)
    assert "art21_municipal_works" in keys_of(Level.CITY, Kind.GOVERNMENT)
    assert "art21_township_homesteads" in keys_of(Level.TOWNSHIP, Kind.GOVERNMENT)
    assert not any(key.startswith("art21_township") for key in keys_of(Level.COUNTY, Kind.GOVERNMENT))
    assert not any(key.startswith("art21") for key in keys_of(Level.PROVINCE, Kind.GOVERNMENT))
    assert not any(key.startswith("art21") for key in keys_of(Level.NATIONAL, Kind.DEPARTMENT))


def test_it_marks_a_duty_as_an_assumption_where_article_21_does_not_name_the_kind() -> None:
    def article(level: Level, kind: Kind, key: str) -> str:
        bound = next(one for one in duties_of(an_organ(level, kind)) if one.duty.key == key)
        return bound.citations[0].key

    assert article(Level.COUNTY, Kind.DEPARTMENT, "art21_public_order") == "REG 21"
    assert article(Level.COUNTY, Kind.DEVELOPMENT_ZONE, "art21_public_order") == "REG 21 [A]"
    assert article(Level.TOWNSHIP, Kind.DISPATCHED_ORGAN, "art21_township_homesteads") == "REG 21 [A]"


def test_every_duty_names_a_limit_that_exists() -> None:
    assert {duty.limit for duty in duties().values()} <= set(publication_limits())


def test_limits_in_hours_and_in_days_are_not_confused() -> None:
    at = datetime(2025, 3, 3, 22, 30)  # noqa: DTZ001 (local time of the place, as it is counted)
    assert publish_by_hour(at, limit="emergency") == datetime(2025, 3, 4, 3, 30)  # noqa: DTZ001
    assert publish_by_hour(at, limit="opinion") - at == timedelta(hours=48)
    with pytest.raises(NotAllowed, match="按小时计算"):
        publish_by(date(2025, 3, 3), CALENDAR, limit="emergency")
    with pytest.raises(NotAllowed, match="按日计算"):
        publish_by_hour(at, limit="general")


def test_it_refuses_a_day_before_any_rule() -> None:
    with pytest.raises(ImpossibleDate, match="自2008年5月1日起施行"):
        publish_by(date(2008, 4, 30), CALENDAR)


def test_a_call_for_comments_stays_open_thirty_days() -> None:
    assert comments_close_no_earlier_than(date(2025, 3, 3), Draft.MAJOR_DECISION) == date(2025, 4, 2)
    assert comments_close_no_earlier_than(date(2025, 3, 3), Draft.RULE) == date(2025, 4, 2)


def test_a_withheld_record_is_looked_at_again_after_a_year() -> None:
    assert reassess_by(date(2024, 2, 29)).day == date(2025, 2, 28)


def test_the_annual_report_is_due_on_the_31st_of_january_or_march_and_holidays_do_not_move_it() -> None:
    department = annual_report_by(an_organ(Level.COUNTY, Kind.DEPARTMENT), 2025, CALENDAR)
    assert (department.day, department.steps[-1].day) == (date(2026, 1, 31), date(2026, 1, 30))
    government = annual_report_by(an_organ(Level.COUNTY, Kind.GOVERNMENT), 2025, CALENDAR)
    assert (government.day, len(government.steps)) == (date(2026, 3, 31), 1)
    assert annual_report_by(an_organ(Level.TOWNSHIP, Kind.GOVERNMENT), 2025, CALENDAR).day == date(2026, 1, 31)
    with pytest.raises(NotAllowed, match="核对机关的层级"):
        annual_report_by(an_organ(Level.NATIONAL, Kind.DEVELOPMENT_ZONE), 2025, CALENDAR)


def test_article_19_asks_three_questions() -> None:
    assert [question.key for question in article_19_questions()] == ["interests", "awareness", "participation"]


@settings(max_examples=2000, deadline=None)
@given(st.dates(date(2019, 5, 15), date(2026, 11, 1)))
def test_the_general_limit_ends_on_the_twentieth_working_day(formed_on: date) -> None:
    day = publish_by(formed_on, CALENDAR).day
    assert CALENDAR.is_workday(day)
    assert CALENDAR.count(formed_on, day) == 20
