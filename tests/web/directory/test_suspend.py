import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.queries import standing_of
from gongkai.web.directory.people_acts import suspend
from tests.web.directory.conftest import DAY


def test_he_cannot_sign_in_and_holds_nothing(clerk, operator) -> None:
    suspend(clerk, by=operator, on=DAY)
    assert not clerk.is_active
    assert standing_of(clerk, on=DAY).grants == ()


def test_nobody_shuts_himself_out(operator) -> None:
    with pytest.raises(NotAllowed, match="不能停用自己的账号"):
        suspend(operator, by=operator, on=DAY)
