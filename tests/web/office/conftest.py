"""In these tests the office knows cases too."""

import pytest

from gongkai.web.accounts import acts
from gongkai.web.office import desk, object_page, worklist
from tests.web.office.cases import DAY
from tests.web.office.casework.declared import CASES, PAGE, PROVIDER, TABLE
from tests.web.office.casework.models import Case


@pytest.fixture(autouse=True)
def cases_are_known(monkeypatch, settings) -> None:
    monkeypatch.setitem(acts._tables, Case, TABLE)
    monkeypatch.setitem(worklist._worklists, CASES.name, CASES)
    monkeypatch.setitem(object_page._pages, Case, PAGE)
    monkeypatch.setattr(desk, "_providers", {PROVIDER.name: PROVIDER})
    settings.ROOT_URLCONF = "tests.web.office.urls"


@pytest.fixture
def that_day(settings) -> None:
    settings.TODAY = DAY
