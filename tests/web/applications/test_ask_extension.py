"""提请延期: the handler asks, the head approves by extending; the reason goes into the letter."""

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.working import ask_extension
from gongkai.web.applications.office.case import CasePage
from tests.web.applications.conftest import day


def test_what_is_asked_stands_on_the_case_until_the_head_settles_it(application, handler, head) -> None:
    before = application.due_on
    ask_extension(application, by=handler, on=day("2025-03-20"), workdays=20, reason="材料在外地档案馆")
    assert application.due_on == before
    assert "提请延长 20 个工作日" in CasePage(application, head, day("2025-03-20")).requests[0][0]
    fields = {"workdays": 20, "approved_on": day("2025-03-20"), "approver": "HEAD"}
    do(application, "extend", by=head, on=day("2025-03-21"), fields=fields)
    assert application.due_on > before
    assert CasePage(application, head, day("2025-03-21")).requests == []


def test_after_the_due_day_nothing_can_be_asked(application, handler) -> None:
    with pytest.raises(NotAllowed, match="届满"):
        ask_extension(application, by=handler, on=day("2025-04-10"), workdays=20, reason="材料多")


def test_what_was_extended_once_is_not_asked_for_again(application, handler, head) -> None:
    do(application, "extend", by=head, on=day("2025-03-20"), fields={"workdays": 5})
    with pytest.raises(NotAllowed, match="只能延长一次"):
        ask_extension(application, by=handler, on=day("2025-03-21"), workdays=20, reason="材料多")


def test_the_handler_does_not_extend_himself(application, handler) -> None:
    with pytest.raises(Forbidden):
        do(application, "extend", by=handler, on=day("2025-03-20"), fields={"workdays": 20})
