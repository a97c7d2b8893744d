import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.audit.models import Event
from gongkai.web.calendar.actions import propose, reject
from tests.web.calendar.conftest import DAY


def test_a_second_person_sends_it_back_and_says_why(first, second, notice) -> None:
    row = propose(by=first, on=DAY, notice=notice, source="")
    with pytest.raises(NotAllowed, match="请用“撤回放假通知”"):
        reject(row, by=first, on=DAY, why="自己看错了")
    reject(row, by=second, on=DAY, why="春节少了一天")
    assert row.state == "rejected"
    assert Event.objects.get(kind="reject").payload == {"why": "春节少了一天"}
