from datetime import timedelta

import pytest

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.accounts.models import Membership
from gongkai.web.accounts.queries import standing_of
from gongkai.web.directory.people_acts import withdraw
from tests.web.directory.conftest import DAY, LONG_AGO


def test_it_is_gone_at_once_and_was_held_until_yesterday(clerk, head) -> None:
    withdraw(Membership.objects.get(user=clerk), by=head, on=DAY)
    assert standing_of(clerk, on=DAY).grants == ()
    assert len(standing_of(clerk, on=DAY - timedelta(1)).grants) == 1


def test_it_is_taken_once_and_not_before_it_was_given(clerk, head) -> None:
    row = Membership.objects.get(user=clerk)
    with pytest.raises(ImpossibleDate):
        withdraw(row, by=head, on=LONG_AGO - timedelta(1))
    withdraw(row, by=head, on=DAY)
    with pytest.raises(NotAllowed, match="已免去"):
        withdraw(row, by=head, on=DAY)
