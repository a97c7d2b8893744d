import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import intake
from gongkai.web.rules.models import Counter
from tests.web.applications.cases import RECEIVED, a_submission


def test_one_that_came_without_a_number_gets_the_next(water, clerk) -> None:
    one = intake.arrive(
        water, a_submission(), by=clerk, on=RECEIVED, channel=Channel.IN_PERSON, is_numbered=False
    ).application
    assert (one.number, one.state) == ("", "received")
    intake.register(one, by=clerk, on=RECEIVED)
    assert (one.number, one.state) == ("qingshi-shuili-2025-00001", "handling")


def test_a_second_number_is_refused_and_not_used_up(application, clerk) -> None:
    with pytest.raises(NotAllowed, match="已经登记编号"):
        intake.register(application, by=clerk, on=RECEIVED)
    assert Counter.objects.get().last == 1
