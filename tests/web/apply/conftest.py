"""An organ that people apply to, and the way through its form. The ledger is whole afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gongkai.web.applications.models import Application
from gongkai.web.apply.models import Draft
from gongkai.web.audit import ledger
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock
from tests.web.directory.conftest import registered
from tests.web.page import page_of

DAY = date(2025, 3, 3)
WORDS = {
    "items": "1",
    "applicant-name": "沈不凡",
    "applicant-identity_kind": "resident",
    "applicant-identity_number": "11010519491231002X",
    "applicant-phone": "13800138000",
    "applicant-email": "shen@example.com",
    "item-1-description": "城东泵站改造工程竣工验收鉴定书",
    "wish-form": "electronic",
    "wish-way": "electronic",
}
NAMED = ("沈不凡", "11010519491231002X", "13800138000", "shen@example.com")


@pytest.fixture(autouse=True)
def ledger_holds(db: None, settings: Any) -> Iterator[None]:
    cache.clear()
    with clock.fixed(DAY):
        yield
        assert list(ledger.verify()) == []


@pytest.fixture
def water() -> Organ:
    return registered("qingshi-shuili", "青石县水利局")


def begun(client: Client, organ: Organ, kind: str = "citizen") -> Draft:
    """A draft, begun long enough ago to have been written by a person."""
    client.post("/apply/begin/", {"organ": organ.code, "kind": kind})
    draft = Draft.objects.latest("pk")
    Draft.objects.filter(pk=draft.pk).update(begun_at=timezone.now() - timedelta(minutes=5))
    return draft


def submitted(client: Client, organ: Organ, **changed: str) -> tuple[Application, str]:
    """An application that came through the form, and its code as the page printed it."""
    draft = begun(client, organ)
    client.post("/apply/form/", {**WORDS, **changed, "check": "1"})
    client.post("/apply/check/")
    code = page_of(client.get("/apply/receipt/")).by_id("code").text.strip()
    return Application.objects.select_related("organ").get(key=draft.key), code


def let_in(client: Client, organ: Organ, **changed: str) -> Application:
    """An application whose applicant has confirmed it and stands inside of the door."""
    thing, code = submitted(client, organ, **changed)
    client.post("/apply/receipt/")
    client.post("/track/", {"number": thing.number, "code": code})
    thing.refresh_from_db()
    return thing
