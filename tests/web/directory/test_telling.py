"""People are told of their roles, of substitutions, and of what ends soon: once, not of what they did themselves."""

from datetime import timedelta

import pytest

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.roles import Role
from gongkai.web.audit import effects
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory.people_acts import appoint, end_substitution, substitute, withdraw
from gongkai.web.directory.telling import tell_of_ending
from gongkai.web.office import reminders
from gongkai.web.office.models import Notice
from tests.web.directory.conftest import DAY, enrolled
from tests.web.work import work_off


def told(user) -> list[str]:
    """What he is told, once the worker has been there; twice, so that a repetition would show."""
    for _ in range(2):
        work_off()
    return [notice.title for notice in Notice.objects.filter(user=user).order_by("pk")]


@pytest.fixture
def colleague(water):
    return enrolled("colleague", at=water)


@pytest.fixture
def lent(water, head, clerk, colleague):
    words = {"organ": water, "role": Role.CLERK, "since": DAY, "until": DAY + timedelta(5)}
    return substitute(by=head, on=DAY, user=clerk, substitute=colleague, **words)


def test_whoever_gets_or_loses_a_role_is_told(water, head, colleague) -> None:
    row = appoint(colleague, by=head, on=DAY, organ=water, role=Role.HANDLER, since=DAY)
    withdraw(row, by=head, on=DAY)
    assert told(colleague) == ["您担任青石县水利局承办人员", "您不再担任青石县水利局承办人员"]
    assert Notice.objects.filter(user=colleague).last().why == "自 2025-02-17 起"


def test_both_are_told_of_a_substitution_and_of_its_end(head, clerk, colleague, lent) -> None:
    end_substitution(lent, by=head, on=DAY)
    assert told(colleague) == ["请您代CLERK：青石县水利局收件人员", "不再代CLERK：青石县水利局收件人员"]
    assert told(clerk)[-2:] == ["COLLEAGUE代您：青石县水利局收件人员", "COLLEAGUE不再代您：青石县水利局收件人员"]


def test_nobody_is_told_of_what_he_did_himself(water, head) -> None:
    before = told(head)
    appoint(head, by=head, on=DAY, organ=water, role=Role.LEADER, since=DAY)
    assert told(head) == before


def test_what_ends_within_a_week_is_told_once(water, head, colleague, lent) -> None:
    appoint(colleague, by=head, on=DAY, organ=water, role=Role.HANDLER, since=DAY, until=DAY + timedelta(7))
    appoint(colleague, by=head, on=DAY, organ=water, role=Role.REVIEWER, since=DAY, until=DAY + timedelta(8))
    for on in (DAY, DAY + timedelta(1)):
        tell_of_ending(on)
    ending = [title for title in told(colleague) if "将到期" in title]
    assert ending == [
        "您的岗位将到期：青石县水利局承办人员",
        "您的代班将到期：青石县水利局收件人员",
        "您的岗位将到期：青石县水利局审核人员",
    ]


def test_what_was_refused_in_the_background_is_told_to_whoever_acted(water, head, colleague, monkeypatch) -> None:
    def refused(key: str, payload: object) -> None:
        raise NotAllowed("期限已经届满。", cite("REG 33"), "请改用延期。")

    monkeypatch.setitem(effects._handlers, "tell_of_role", refused)
    appoint(colleague, by=head, on=DAY, organ=water, role=Role.HANDLER, since=DAY)
    work_off()
    for _ in range(2):
        reminders.tell_of_what_was_not_done()
    notice = Notice.objects.filter(user=head, key__startswith="undone:").last()
    assert notice.title == "“任命岗位”以后的事务没有办成"
    assert "期限已经届满" in notice.why


def test_where_the_program_is_at_fault_operators_are_told_too(water, head, colleague) -> None:
    chief = enrolled("chief")
    appoint(chief, by=CONSOLE, on=DAY, organ=None, role=Role.OPERATOR, since=DAY)
    appoint(colleague, by=head, on=DAY, organ=water, role=Role.HANDLER, since=DAY)
    effects.SideEffect.objects.filter(key__contains="membership").update(attempts=effects.ATTEMPTS)
    reminders.tell_of_what_was_not_done()
    for user in (chief, head):
        assert "出了故障" in Notice.objects.filter(user=user, key__startswith="undone:").last().why
