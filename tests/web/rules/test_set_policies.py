from datetime import timedelta

import pytest

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.policies import Policies, ReasonsDemand, SuspendedDays
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import Stale
from gongkai.web.rules.actions import change, open_settings
from gongkai.web.rules.queries import settings_of
from tests.web.directory.conftest import DAY, LONG_AGO
from tests.web.rules.setting import set_in

_DAY = timedelta(days=1)


def test_the_choice_holds_from_its_day_and_the_past_keeps_what_it_had(water, head) -> None:
    set_in(water, head, "set_policies", suspended_days="both_ends", reasons_demand="suspends")
    chosen = settings_of(water, on=DAY).policies
    assert (chosen.suspended_days, chosen.reasons_demand) == (SuspendedDays.BOTH_ENDS, ReasonsDemand.SUSPENDS)
    assert settings_of(water, on=DAY - _DAY).policies == Policies()


def test_a_choice_for_a_day_to_come_waits_for_it(water, head) -> None:
    set_in(water, head, "set_policies", since=DAY + 30 * _DAY, correction_workdays="10")
    assert [settings_of(water, on=DAY + days * _DAY)["correction_workdays"] for days in (0, 29, 30)] == [
        "15",
        "15",
        "10",
    ]


def test_what_is_taken_away_is_inherited_again(water, head) -> None:
    set_in(water, head, "set_policies", correction_workdays="10")
    set_in(water, head, "set_policies", since=DAY + _DAY, correction_workdays=None)
    assert [settings_of(water, on=DAY + days * _DAY)["correction_workdays"] for days in (0, 1)] == ["10", "15"]


def test_it_refuses_a_day_that_is_over(water, head) -> None:
    with pytest.raises(ImpossibleDate, match="已经过去的日子仍按当时的设置"):
        set_in(water, head, "set_policies", since=DAY - _DAY, correction_workdays="10")


def test_practice_of_before_this_program_is_entered_at_the_machine(water) -> None:
    set_in(water, CONSOLE, "set_policies", on=LONG_AGO, since=LONG_AGO, correction_workdays="7")
    assert settings_of(water, on=DAY - 365 * _DAY)["correction_workdays"] == "7"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"correction_workdays": "11"}, "“补正的合理期限”不能是“11”；可选 5个工作日、7个工作日"),
        ({"head_mark": "青水"}, "“办理口径”里没有 head_mark 这样的设置"),
        ({}, "没有设定任何内容"),
    ],
)
def test_it_refuses_what_is_no_choice(water, head, values: dict[str, str], said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        set_in(water, head, "set_policies", **values)


def test_two_who_set_at_once_do_not_overwrite_each_other(water, head, clerk) -> None:
    row = open_settings(by=head, on=DAY, organ=water)
    words = {"by": head, "on": DAY, "since": DAY, "version": 1}
    change("set_policies", row, values={"correction_workdays": "10"}, **words)
    with pytest.raises(Stale):
        change("set_policies", row, values={"correction_workdays": "7"}, **words)
    with pytest.raises(Forbidden):
        change("set_policies", row, by=clerk, on=DAY, since=DAY, values={"correction_workdays": "7"})
