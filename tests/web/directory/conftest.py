"""A day, and people who look after a county."""

from collections.abc import Iterator
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

DAY = date(2025, 2, 17)
LONG_AGO = date(2019, 5, 15)


@pytest.fixture(autouse=True)
def ledger_holds(db: None) -> Iterator[None]:
    """Whatever a test does through acts, the ledger is whole afterwards."""
    with clock.fixed(DAY):
        yield
    assert list(ledger.verify()) == []


def registered(code: str, name: str, *, under: Organ | None = None, kind: Kind = Kind.DEPARTMENT) -> Organ:
    return organ_acts.register(
        by=CONSOLE, on=LONG_AGO, code=code, name=name, level=Level.COUNTY, kind=kind, under=under
    )


def enrolled(username: str, *roles: Role, at: Organ | None = None) -> User:
    user = people_acts.enrol(by=CONSOLE, on=LONG_AGO, username=username, name=username.upper(), organ=at)
    for role in roles:
        people_acts.appoint(user, by=CONSOLE, on=LONG_AGO, organ=at, role=role, since=LONG_AGO)
    return user


@pytest.fixture
def county() -> Organ:
    return registered("qingshi", "青石县人民政府", kind=Kind.GOVERNMENT)


@pytest.fixture
def water(county: Organ) -> Organ:
    return registered("qingshi-shuili", "青石县水利局", under=county)


@pytest.fixture
def school(county: Organ) -> Organ:
    return registered("qingshi-jiaoyu", "青石县教育局", under=county)


@pytest.fixture
def operator(county: Organ) -> User:
    return enrolled("operator", Role.OPERATOR, at=county)


@pytest.fixture
def head(water: Organ) -> User:
    return enrolled("head", Role.HEAD, at=water)


@pytest.fixture
def clerk(water: Organ) -> User:
    return enrolled("clerk", Role.CLERK, at=water)
