from gongkai.web.accounts.queries import standing_of
from gongkai.web.directory.people_acts import restore, suspend
from tests.web.directory.conftest import DAY


def test_he_has_again_what_was_not_taken(clerk, operator) -> None:
    suspend(clerk, by=operator, on=DAY)
    restore(clerk, by=operator, on=DAY)
    assert clerk.is_active
    assert len(standing_of(clerk, on=DAY).grants) == 1
