"""收费建议: counted from the register by the tariff; a proposal, and never a decision."""

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import intake
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.working import fee_proposed, month_of, propose_fee
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import RECEIVED, a_submission
from tests.web.applications.conftest import day


def several(water, count: int):
    made = [
        intake.arrive(water, a_submission(f"第{n}件"), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
        for n in range(count)
    ]
    return made[-1].application


def test_the_twelfth_of_a_month_is_charged_by_items(water, handler) -> None:
    last = several(water, 12)
    counted = month_of(last)
    assert (counted.count, counted.ordinal, counted.fee.yuan) == (12, 12, 100)
    assert propose_fee(last, by=handler, on=day("2025-03-05"), reason="明显超出一般需要") == 100
    assert fee_proposed(last) == 100
    assert last.state != "awaiting_payment"


def test_within_the_free_number_nothing_is_proposed(application, handler) -> None:
    with pytest.raises(NotAllowed, match="不收费"):
        propose_fee(application, by=handler, on=day("2025-03-05"), reason="理由")


def test_another_persons_applications_are_not_counted(water, application) -> None:
    other = {"name": "罗某", "identity_number": "410102198001011234"}
    intake.arrive(water, a_submission(applicant=other), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    assert month_of(application).count == 1


def test_by_pages_the_tariff_by_volume_applies(application, handler) -> None:
    assert propose_fee(application, by=handler, on=day("2025-03-05"), volume=40, reason="提供的页数多") == 100


def test_what_the_head_notified_or_waived_is_proposed_no_more(application, handler, head) -> None:
    propose_fee(application, by=handler, on=day("2025-03-05"), volume=40, reason="页数多")
    do(application, "waive_fee", by=head, on=day("2025-03-06"), words={"reason": "研究用途"})
    assert fee_proposed(application) is None
