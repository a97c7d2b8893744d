"""不同意延期: nothing changes but that it is settled."""

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.working import ask_extension
from gongkai.web.applications.office.case import CasePage
from tests.web.applications.conftest import day


def test_the_request_is_settled_and_the_due_day_stays(application, handler, head) -> None:
    before = application.due_on
    ask_extension(application, by=handler, on=day("2025-03-20"), workdays=20, reason="材料多")
    do(application, "refuse_extension", by=head, on=day("2025-03-21"), words={"reason": "可以按期办结"})
    assert application.due_on == before
    assert CasePage(application, head, day("2025-03-21")).requests == []


def test_where_nobody_asked_there_is_nothing_to_refuse(application, head) -> None:
    with pytest.raises(NotAllowed, match="没有等候决定的延期提请"):
        do(application, "refuse_extension", by=head, on=day("2025-03-21"), words={"reason": "可以按期办结"})
