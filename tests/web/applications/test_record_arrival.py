import pytest
from django.core.exceptions import ValidationError

from gongkai.regulation.receipt import Channel
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts import intake
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import AlreadyDone
from tests.web.applications.cases import DUE, NAME, RECEIVED, a_submission


def test_at_the_counter_it_is_received_that_day_and_has_a_number(water, clerk) -> None:
    entered = intake.arrive(water, a_submission(), by=clerk, on=RECEIVED, channel=Channel.IN_PERSON)
    one = entered.application
    assert (one.number, one.state, one.received_on, one.due_on) == (
        "qingshi-shuili-2025-00001",
        "handling",
        RECEIVED,
        DUE,
    )
    assert one.code_digest
    assert entered.code not in one.code_digest


@pytest.mark.parametrize("channel", [Channel.INTERNET, Channel.FAX, Channel.ORDINARY_MAIL])
def test_what_must_be_confirmed_is_not_received_yet(water, clerk, channel) -> None:
    one = intake.arrive(water, a_submission(), by=clerk, on=RECEIVED, channel=channel).application
    assert (one.state, one.received_on, one.due_on, one.waits_for) == ("unconfirmed", None, None, "clerk")


def test_a_form_sent_twice_makes_one(water, clerk) -> None:
    first = intake.arrive(water, a_submission(), by=clerk, on=RECEIVED, channel=Channel.IN_PERSON)
    with pytest.raises(AlreadyDone):
        key = first.application.key
        intake.arrive(water, a_submission(), by=clerk, on=RECEIVED, channel=Channel.IN_PERSON, key=key)
    assert Application.objects.count() == 1


def test_numbers_run_without_a_gap_in_each_organ(water, school) -> None:
    def number(organ) -> str:
        return intake.arrive(
            organ, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON
        ).application.number

    assert [number(organ) for organ in (water, school, water)] == [
        "qingshi-shuili-2025-00001",
        "qingshi-jiaoyu-2025-00001",
        "qingshi-shuili-2025-00002",
    ]


def test_a_summary_that_names_the_applicant_is_refused_and_takes_no_number(water, clerk) -> None:
    with pytest.raises(ValidationError, match="只概括所申请的信息"):
        intake.arrive(water, a_submission(f"{NAME}要的材料"), by=clerk, on=RECEIVED, channel=Channel.IN_PERSON)
    assert intake.arrive(
        water, a_submission(), by=clerk, on=RECEIVED, channel=Channel.IN_PERSON
    ).application.number.endswith("00001")


def test_it_is_not_for_the_leader(water, leader) -> None:
    with pytest.raises(Forbidden):
        intake.arrive(water, a_submission(), by=leader, on=RECEIVED, channel=Channel.IN_PERSON)
