"""The day and the people of the applications' tests, and somebody in the asked organ."""

import pytest

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.organs.models import Organ
from tests.web.applications.conftest import application, handler, ledger_holds, reviewer, school, water
from tests.web.directory.conftest import enrolled

__all__ = ["application", "handler", "ledger_holds", "reviewer", "school", "water"]


@pytest.fixture
def teacher(school: Organ) -> User:
    """Handles applications in the asked organ."""
    return enrolled("teacher", Role.HANDLER, at=school)
