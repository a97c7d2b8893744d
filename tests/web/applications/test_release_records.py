import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.conftest import day

ON = day("2025-04-01")


def test_the_head_releases_what_is_held(application, head, handler) -> None:
    with pytest.raises(NotAllowed, match="没有登记过暂停销毁"):
        do(application, "release_records", by=head, on=ON)
    do(application, "hold_records", by=CONSOLE, on=ON)
    with pytest.raises(Forbidden):
        do(application, "release_records", by=handler, on=ON)
    do(application, "release_records", by=head, on=day("2025-05-01"))
    assert application.held_on is None
