"""决定不收费: the head's, with a reason that is kept sealed."""

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.working import propose_fee
from gongkai.web.applications.queries import events_of
from tests.web.applications.conftest import day


def test_the_head_waives_what_was_proposed_and_says_why(application, handler, head) -> None:
    propose_fee(application, by=handler, on=day("2025-03-05"), volume=60, reason="页数较多")
    do(application, "waive_fee", by=head, on=day("2025-03-06"), words={"reason": "低保家庭"})
    payload = events_of(application).last().payload
    assert payload["sealed"]["purpose"] == "words"
    assert "低保" not in str(payload)
    with pytest.raises(NotAllowed, match="没有等候决定的收费建议"):
        do(application, "waive_fee", by=head, on=day("2025-03-06"), words={"reason": "低保家庭"})


def test_nobody_else_waives(application, handler) -> None:
    with pytest.raises(Forbidden):
        do(application, "waive_fee", by=handler, on=day("2025-03-06"), words={"reason": "x"})
