from datetime import date
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.clock import carried_over_from, reply_due
from gongkai.regulation.event_records import from_record
from gongkai.regulation.policies import Policies
from gongkai.regulation.procedure import Standing, standing
from gongkai.regulation.workdays import national_calendar

from .case_files import cases

NATIONAL = national_calendar()
ANSWERS = {
    "due": lambda found: found.due,
    "receipt": lambda found: found.receipt,
    "confirm_by": lambda found: found.confirm_by,
    "correction_notice_by": lambda found: found.correction_notice_by,
    "state": lambda found: found.state.value,
    "provisional": lambda found: found.is_provisional,
    "suspended_workdays": lambda found: found.suspended_workdays,
    "undisturbed": lambda found: reply_due(found.receipt, NATIONAL),
    "limit": lambda found: found.letters[-1].limit,
    "lapses_from": lambda found: found.lapses_from,
    "outcome": lambda found: found.outcome.value,
    "replied_on": lambda found: found.replied_on,
    "in_time": lambda found: found.is_in_time,
    "remaining": lambda found: found.remaining(),
}


@cases("clock")
def test_it_reckons_as_a_lawyer_does(case: dict[str, Any]) -> None:
    found = of(case)
    expected = dict(case["expect"])
    warning = expected.pop("warns", None)
    assert {name: ANSWERS[name](found) for name in expected} == expected
    assert cite(case["reference"])
    warned = [step.what for step in found.warnings]
    if warning:
        assert any(warning in what for what in warned), warned
    else:
        assert not warned or case.get("on"), warned


@cases("clock")
def test_its_derivation_ends_on_the_due_day_and_names_its_law(case: dict[str, Any]) -> None:
    found = of(case)
    for step in (*found.steps, *found.warnings):
        assert step.what
        assert step.why
        assert "{" not in step.what + step.why
        assert str(step.citation)
    if found.due:
        assert found.steps[-1].day == found.due


@cases("clock")
def test_the_days_it_marks_as_counted_are_the_days_of_the_period(case: dict[str, Any]) -> None:
    found = of(case)
    if found.clock:
        marks = dict(found.clock.marks(NATIONAL))
        counted = [day for day, mark in marks.items() if mark.name in {"COUNTED", "MAKEUP"}]
        suspended = [day for day, mark in marks.items() if mark.name == "SUSPENDED"]
        assert len(counted) == found.clock.workdays
        assert len(suspended) == found.suspended_workdays
        assert max(marks) == found.due


def test_it_warns_in_december_of_what_will_be_carried_over() -> None:
    threshold = carried_over_from(2025, NATIONAL)
    assert threshold == date(2025, 12, 4)
    assert reply_due(threshold, NATIONAL) == date(2026, 1, 4)
    assert reply_due(date(2025, 12, 3), NATIONAL).year == 2025


def of(case: dict[str, Any]) -> Standing:
    events = [from_record(record) for record in case["events"]]
    policies = Policies.read(case.get("policies", {}))
    return standing(events, calendar=NATIONAL, on=case.get("on"), policies=policies)
