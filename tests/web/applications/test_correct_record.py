import pytest

from gongkai.regulation.errors import NotAllowed, RegulationError
from gongkai.regulation.events import Arrived, Decided, Extended
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import keeping
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day


def test_a_day_that_was_written_wrongly_is_put_right_and_the_due_day_follows(application, head) -> None:
    right = Arrived(day("2025-03-04"), Channel.IN_PERSON)
    keeping.correct_record(application, by=head, on=day("2025-03-10"), number=1, reason="日期写错", replacement=right)
    assert (application.received_on, application.due_on) == (day("2025-03-04"), day("2025-04-01"))
    assert application.number == "qingshi-shuili-2025-00001"


def test_what_did_not_happen_is_struck_out(application, head) -> None:
    do(application, "extend", by=CONSOLE, on=day("2025-03-10"), fields={"workdays": 20})
    keeping.correct_record(application, by=head, on=day("2025-03-11"), number=3, reason="没有发出")
    assert application.due_on == day("2025-03-31")
    do(application, "extend", by=CONSOLE, on=day("2025-03-12"), fields={"workdays": 5})
    assert application.due_on == day("2025-04-08")


def test_the_numbers_are_those_of_the_ledger_though_remarks_stand_between(application, head) -> None:
    do(application, "add_note", by=CONSOLE, on=day("2025-03-05"), words={"note": "电话联系"})
    do(application, "extend", by=CONSOLE, on=day("2025-03-10"), fields={"workdays": 20})
    right = Extended(day("2025-03-10"), 10)
    keeping.correct_record(application, by=head, on=day("2025-03-11"), number=4, reason="应为10", replacement=right)
    assert application.due_on == day("2025-04-15")
    with pytest.raises(NotAllowed, match="不是办理程序中的事件"):
        keeping.correct_record(application, by=head, on=day("2025-03-11"), number=3, reason="备注")


def test_a_decision_cannot_be_corrected_into_what_nobody_reviewed(application, head) -> None:
    decided(application, day("2025-03-10"))
    number = application.version
    wrong = Decided(day("2025-03-10"), Outcome.UNAVAILABLE_NOT_HELD)
    with pytest.raises(NotAllowed, match="不能决定为"):
        keeping.correct_record(
            application, by=head, on=day("2025-03-11"), number=number, reason="改", replacement=wrong
        )


def test_a_correction_that_makes_the_rest_impossible_is_refused(application, head) -> None:
    with pytest.raises(RegulationError):
        keeping.correct_record(application, by=head, on=day("2025-03-11"), number=1, reason="没有收到")
