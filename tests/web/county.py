"""An invented county and its people, for every test that needs some: organs, whoever works there, a ledger that holds.

A conftest takes what it needs:  ledger_holds = holding(DAY)  and the fixtures by name.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from gongkai.regulation.organs import Kind, Level
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit import ledger
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory import organ_acts, people_acts
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock

LONG_AGO = date(2019, 5, 15)


def registered(code: str, name: str, *, under: Organ | None = None, kind: Kind = Kind.DEPARTMENT) -> Organ:
    return organ_acts.register(
        by=CONSOLE, on=LONG_AGO, code=code, name=name, level=Level.COUNTY, kind=kind, under=under
    )


def enrolled(username: str, *roles: Role, at: Organ | None = None) -> User:
    user = people_acts.enrol(by=CONSOLE, on=LONG_AGO, username=username, name=username.upper(), organ=at)
    for role in roles:
        people_acts.appoint(user, by=CONSOLE, on=LONG_AGO, organ=at, role=role, since=LONG_AGO)
    return user


def holding(day: date) -> Callable[..., Iterator[None]]:
    """A fixture: it is that day, and whatever a test does through acts, the ledger is whole afterwards."""

    @pytest.fixture(autouse=True)
    def ledger_holds(db: None) -> Iterator[None]:
        with clock.fixed(day):
            yield
            assert list(ledger.verify()) == []

    return ledger_holds


def working(role: Role) -> Callable[..., User]:
    """A fixture: somebody who works at the water bureau in that role, called as the role is."""

    @pytest.fixture
    def someone(water: Organ) -> User:
        return enrolled(role.value, role, at=water)

    return someone


@pytest.fixture
def county() -> Organ:
    return registered("qingshi", "青石县人民政府", kind=Kind.GOVERNMENT)


@pytest.fixture
def water(county: Organ) -> Organ:
    return registered("qingshi-shuili", "青石县水利局", under=county)


@pytest.fixture
def school(county: Organ) -> Organ:
    return registered("qingshi-jiaoyu", "青石县教育局", under=county)


clerk, handler, head = working(Role.CLERK), working(Role.HANDLER), working(Role.HEAD)
