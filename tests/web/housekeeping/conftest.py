"""The calendar's people, and water's head, at their pages."""

import pytest
from django.test import Client

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.organs.models import Organ
from tests.web.calendar.conftest import DAY, county, first, ledger_holds, nobody_has_due_days, notice, second, water
from tests.web.directory.conftest import enrolled

__all__ = ["county", "first", "ledger_holds", "nobody_has_due_days", "notice", "second", "water"]


@pytest.fixture(autouse=True)
def without_second_factor(settings) -> None:
    settings.MFA_REQUIRED = False
    settings.TODAY = DAY


@pytest.fixture
def head(water: Organ) -> User:
    return enrolled("head", Role.HEAD, at=water)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
