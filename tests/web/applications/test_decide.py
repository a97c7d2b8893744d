from datetime import date

import pytest

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.events import DeliveryWay
from gongkai.regulation.outcomes import Outcome
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts import deciding
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.proposals import SecrecyOpinion
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import DUE, a_draft, decided, passed

DAY = date(2025, 3, 20)


def test_it_decides_what_was_proposed_cleared_and_approved(application, handler, secrecy, reviewer, leader) -> None:
    deciding.propose_reply(application, by=handler, on=DAY, drafts=[a_draft()])
    assert application.waits_for == "reviewer"
    deciding.review_reply(application, by=reviewer, on=DAY, approves=True)
    assert application.waits_for == "secrecy_reviewer"
    deciding.give_secrecy_opinion(application, by=secrecy, on=DAY, opinion=SecrecyOpinion.MAY)
    assert application.waits_for == "leader"
    deciding.decide(application, by=leader, on=DAY, number="青水公复〔2025〕1号")
    assert (application.state, application.outcome, application.due_on) == ("decided", "granted", DUE)
    do(application, "send", by=handler, on=DAY, fields={"way": DeliveryWay.POST})
    do(application, "serve", by=handler, on=date(2025, 3, 24))
    assert (application.state, application.is_open, application.is_late) == ("served", False, False)
    do(application, "archive", by=handler, on=date(2025, 4, 1))
    assert (application.state, application.waits_for, application.archived_on) == ("archived", "", date(2025, 4, 1))


def test_it_is_refused_without_a_proposal_and_without_each_opinion(application) -> None:
    with pytest.raises(NotAllowed, match="没有拟办意见"):
        deciding.decide(application, by=CONSOLE, on=DAY)
    deciding.propose_reply(application, by=CONSOLE, on=DAY, drafts=[a_draft()])
    with pytest.raises(NotAllowed, match="待审核"):
        deciding.decide(application, by=CONSOLE, on=DAY)
    deciding.review_reply(application, by=CONSOLE, on=DAY, approves=True)
    with pytest.raises(NotAllowed, match="还没有经过保密审查"):
        deciding.decide(application, by=CONSOLE, on=DAY)
    deciding.give_secrecy_opinion(application, by=CONSOLE, on=DAY, opinion=SecrecyOpinion.MAY_NOT, reason="涉密")
    with pytest.raises(NotAllowed, match="不得按拟办意见公开"):
        deciding.decide(application, by=CONSOLE, on=DAY)


def test_it_decides_as_was_proposed_and_not_otherwise(application) -> None:
    passed(application, DAY)
    with pytest.raises(NotAllowed, match="审核通过的拟办意见是“（一）予以公开”"):
        do(application, "decide", by=CONSOLE, on=DAY, fields={"outcome": Outcome.UNAVAILABLE_NOT_HELD})


def test_it_is_not_dated_before_the_review(application) -> None:
    passed(application, DAY)
    with pytest.raises(ImpossibleDate, match="早于审核之日"):
        deciding.decide(application, by=CONSOLE, on=date(2025, 3, 19))


def test_information_that_the_organ_does_not_hold_needs_no_secrecy_opinion(application, leader) -> None:
    draft = a_draft(Outcome.UNAVAILABLE_NOT_HELD)
    deciding.propose_reply(application, by=CONSOLE, on=DAY, drafts=[draft])
    deciding.review_reply(application, by=CONSOLE, on=DAY, approves=True)
    deciding.decide(application, by=leader, on=DAY)
    assert application.outcome == "unavailable.not_held"


def test_it_is_the_leaders(application, handler) -> None:
    passed(application, DAY)
    with pytest.raises(Forbidden, match="审签负责人"):
        deciding.decide(application, by=handler, on=DAY)


def test_it_is_late_after_the_due_day(application) -> None:
    decided(application, date(2025, 4, 2))
    do(application, "send", by=CONSOLE, on=date(2025, 4, 2))
    assert application.is_late is True
