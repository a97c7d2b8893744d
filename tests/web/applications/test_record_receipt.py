from gongkai.web.applications.acts import intake
from tests.web.applications.cases import DUE, RECEIVED, a_submission


def test_it_is_received_on_the_day_that_is_told(water, clerk) -> None:
    one = intake.receive(water, a_submission(), by=clerk, on=RECEIVED).application
    assert (one.state, one.received_on, one.due_on, one.channel) == ("handling", RECEIVED, DUE, "")
