"""A day, an organ with its people, and applications in it. Whatever a test does, the ledger is whole afterwards."""

from datetime import date

import pytest

from gongkai.regulation.receipt import Channel
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import intake
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.organs.models import Organ
from tests.web.applications.cases import RECEIVED, TODAY, a_submission
from tests.web.county import enrolled, holding, registered, working

ledger_holds = holding(TODAY)
clerk, handler, head = working(Role.CLERK), working(Role.HANDLER), working(Role.HEAD)
reviewer, leader = working(Role.REVIEWER), working(Role.LEADER)


@pytest.fixture
def water() -> Organ:
    return registered("qingshi-shuili", "青石县水利局")


@pytest.fixture
def school() -> Organ:
    return registered("qingshi-jiaoyu", "青石县教育局")


@pytest.fixture
def secrecy(water: Organ) -> User:
    return enrolled("secrecy", Role.SECRECY_REVIEWER, at=water)


@pytest.fixture
def application(water: Organ) -> Application:
    """Handed in at the counter."""
    entered = intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    return entered.application


@pytest.fixture
def online(water: Organ) -> Application:
    """Came by the internet, and is not confirmed."""
    return intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.INTERNET).application


def day(text: str) -> date:
    return date.fromisoformat(text)
