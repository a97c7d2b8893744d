"""What leaves the house: e-mails and signed messages, without anything of what is asked for."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts.doing import do
from gongkai.web.apply.telling.effects import HOOK, MAIL, OFFICE, send_mail, send_to_gateway, tell_clerks
from gongkai.web.apply.telling.hook import NotTaken
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.models import SideEffect
from gongkai.web.config import environment
from gongkai.web.office.models import Notice
from gongkai.web.organs.models import Organ
from tests.web.apply.conftest import DAY, NAMED, let_in, submitted
from tests.web.directory.conftest import enrolled

SECRET = "a secret of the gateway"  # noqa: S105  (of the test's own gateway)


class Gateway(HTTPServer):
    answer = 200

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), _Taking)


class _Taking(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), body))
        self.send_response(self.server.answer)
        if self.server.answer == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.APPLICANT_HOOK_URL = f"http://127.0.0.1:{server.server_port}/told"
    settings.APPLICANT_HOOK_SECRET = SECRET
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_each_step_that_he_is_told_of_is_ordered_once(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    do(thing, "add_note", by=CONSOLE, on=DAY, words={"note": "内部"})
    ordered = SideEffect.objects.filter(name=MAIL).values_list("payload__act", flat=True)
    assert sorted(ordered) == ["confirm_receipt", "record_arrival"]
    assert not SideEffect.objects.filter(name=HOOK).exists()


def test_whoever_takes_applications_in_is_told_of_one_from_the_web(client: Client, water: Organ) -> None:
    clerk = enrolled("clerk", Role.CLERK, at=water)
    enrolled("handler", Role.HANDLER, at=water)
    thing, _ = submitted(client, water)
    tell_clerks("key", SideEffect.objects.get(name=OFFICE).payload)
    [notice] = Notice.objects.all()
    assert notice.user == clerk
    assert thing.number in notice.title


def test_the_mail_names_number_and_step_and_nothing_else(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    send_mail("key", {"application": str(thing.key), "act": "record_arrival"})
    [sent] = mail.outbox
    assert sent.to == ["shen@example.com"]
    assert sent.subject.endswith(f"编号 {thing.number} 的申请有新进展")
    assert "/track/" in sent.body
    told = sent.subject + sent.body
    assert not [name for name in (*NAMED, "城东泵站", code, code.replace("-", "")) if name in told]


def test_without_an_address_no_mail_is_sent(client: Client, water: Organ) -> None:
    thing, _ = submitted(client, water, **{"applicant-email": ""})
    send_mail("key", {"application": str(thing.key), "act": "record_arrival"})
    assert mail.outbox == []


def test_the_gateway_gets_a_signed_message(client: Client, water: Organ, gateway: Gateway) -> None:
    thing = let_in(client, water)
    assert SideEffect.objects.filter(name=HOOK).count() == 2
    send_to_gateway("application/1/hook", {"application": str(thing.key), "act": "confirm_receipt"})
    [(headers, body)] = gateway.taken
    expected = hmac.new(SECRET.encode(), f"{headers['X-Gongkai-Time']}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["X-Gongkai-Signature"] == f"sha256={expected}"
    message = json.loads(body)
    assert (message["key"], message["number"], message["phone"]) == ("application/1/hook", thing.number, "13800138000")
    assert not [
        name for name in ("沈不凡", "11010519491231002X", "shen@example.com", "城东泵站") if name in body.decode()
    ]


@pytest.mark.parametrize("answer", [500, 302, 403])
def test_a_message_that_was_not_taken_is_tried_again_later(
    answer: int, client: Client, water: Organ, gateway: Gateway
) -> None:
    thing = let_in(client, water)
    gateway.answer = answer
    with pytest.raises(NotTaken):
        send_to_gateway("key", {"application": str(thing.key), "act": "confirm_receipt"})
    assert len(gateway.taken) == 1


@pytest.mark.parametrize(
    ("address", "secret"),
    [("ftp://x", SECRET), ("http://gateway.example", SECRET), ("https://gateway.example", "short")],
)
def test_a_gateway_that_is_not_safe_stops_the_start(address: str, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_HOOK_URL", address)
    monkeypatch.setenv("GONGKAI_HOOK_SECRET", secret)
    with pytest.raises(ImproperlyConfigured):
        environment.hook()
