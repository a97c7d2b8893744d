import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import intake, joining
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import RECEIVED, a_submission
from tests.web.applications.conftest import day


def again(organ, **changed):
    entered = intake.arrive(organ, a_submission(**changed), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    return entered.application


def test_the_same_submission_goes_on_under_the_other_number(application, water, handler) -> None:
    twice = again(water)
    joining.merge(twice, by=handler, on=day("2025-03-05"), into=application)
    assert (twice.state, twice.outcome, twice.merged_into) == ("merged", "other.other", application)


def test_another_persons_another_organs_and_itself_are_refused(application, water, school, handler) -> None:
    stranger = again(water, applicant={"name": "另一人", "identity_number": "410102199001019999"})
    for into, why in ((application, "不是同一申请人"), (stranger, "不能并入自己")):
        with pytest.raises(NotAllowed, match=why):
            joining.merge(stranger, by=handler, on=day("2025-03-05"), into=into)
    with pytest.raises(NotAllowed, match="只能并入本机关"):
        joining.merge(application, by=handler, on=day("2025-03-05"), into=again(school))
