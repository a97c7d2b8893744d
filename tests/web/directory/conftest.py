"""A day, and people who look after a county."""

from datetime import date

import pytest

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.organs.models import Organ
from tests.web.county import LONG_AGO, clerk, county, enrolled, head, holding, registered, school, water

__all__ = ["LONG_AGO", "clerk", "county", "enrolled", "head", "registered", "school", "water"]
DAY = date(2025, 2, 17)
ledger_holds = holding(DAY)


@pytest.fixture
def operator(county: Organ) -> User:
    return enrolled("operator", Role.OPERATOR, at=county)
