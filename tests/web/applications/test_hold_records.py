import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from tests.web.applications.conftest import day

ON = day("2025-04-01")


def test_it_is_held_from_that_day_once(application, handler) -> None:
    do(application, "hold_records", by=handler, on=ON, words={"note": "申请人提起复议"})
    assert application.held_on == ON
    with pytest.raises(NotAllowed, match="已经登记了暂停销毁"):
        do(application, "hold_records", by=handler, on=ON)


def test_it_is_not_for_everyone(application, reviewer) -> None:
    with pytest.raises(Forbidden):
        do(application, "hold_records", by=reviewer, on=ON)
    application.refresh_from_db()
    assert application.held_on is None
