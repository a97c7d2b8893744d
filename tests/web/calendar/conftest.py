"""A county in November 2026, two people who look after its calendar, and a paper for the next year."""

from datetime import date

import pytest

from gongkai.regulation.workdays import Notice, read_announcement
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.calendar import due_days
from gongkai.web.organs.models import Organ
from tests.regulation.holiday_papers import OF_2027
from tests.web.county import county, enrolled, holding, water

__all__ = ["county", "water"]
DAY = date(2026, 11, 10)


ledger_holds = holding(DAY)


@pytest.fixture(autouse=True)
def nobody_has_due_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test registers what it needs."""
    monkeypatch.setattr(due_days, "_providers", {})


@pytest.fixture
def first(county: Organ) -> User:
    return enrolled("first", Role.OPERATOR, at=county)


@pytest.fixture
def second(county: Organ) -> User:
    return enrolled("second", Role.HEAD, at=county)


@pytest.fixture
def notice() -> Notice:
    return read_announcement(OF_2027).notice
