from datetime import timedelta

from gongkai.web.accounts.queries import standing_of
from gongkai.web.accounts.roles import Role
from gongkai.web.directory.people_acts import end_substitution, substitute
from tests.web.directory.conftest import DAY, enrolled


def test_the_colleague_is_back(water, head, clerk) -> None:
    other = enrolled("other", at=water)
    row = substitute(
        by=head, on=DAY, user=clerk, substitute=other, organ=water, role=Role.CLERK, since=DAY, until=DAY + timedelta(9)
    )
    end_substitution(row, by=head, on=DAY)
    assert standing_of(other, on=DAY).grants == ()
    assert row.state == "ended"
