"""审签退回: whoever signs can send back what was approved, and says why."""

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications.acts import deciding
from tests.web.applications.cases import passed
from tests.web.applications.conftest import day


def test_what_is_sent_back_cannot_be_decided_and_waits_for_the_handler(application, leader) -> None:
    passed(application, day("2025-03-10"))
    deciding.return_reply(application, by=leader, on=day("2025-03-11"), opinion="请补充依据")
    assert application.waits_for == "handler"
    with pytest.raises(NotAllowed, match="已退回修改"):
        deciding.decide(application, by=leader, on=day("2025-03-12"))


def test_only_what_was_approved_is_sent_back_and_with_a_reason(application, leader) -> None:
    with pytest.raises(NotAllowed, match="没有审核通过"):
        deciding.return_reply(application, by=leader, on=day("2025-03-11"), opinion="为什么")
    passed(application, day("2025-03-10"))
    with pytest.raises(NotAllowed, match="理由"):
        deciding.return_reply(application, by=leader, on=day("2025-03-11"), opinion=" ")
