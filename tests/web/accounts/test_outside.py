"""统一身份认证: who is known at a server of OpenID Connect signs in here as the person of the same account name, in an
exchange with a real server on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.config import environment
from tests.web.factories import a_person, an_organ
from tests.web.page import page_of

pytestmark = pytest.mark.django_db
CLIENT, SECRET = "gongkai", "a secret that both know, of some length"


class Provider(ThreadingHTTPServer):
    """Says of whoever comes what `told` holds."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answering)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str) -> dict[str, Any]:
        endpoints = {f"{name}_endpoint": f"{self.address}/{name}" for name in ("authorization", "token", "userinfo")}
        now = int(time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.told}
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.address, "jwks_uri": f"{self.address}/keys", **endpoints,
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/token": {"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(claims, SECRET, "HS256")},
            "/userinfo": self.told,
        }[path]  # fmt: skip


class _Answering(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(self.path)
        body = json.dumps(self.server.answer(self.path)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  (the library's own name)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    cache.clear()
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    for name, word in (("URL", server.address), ("CLIENT", CLIENT), ("SECRET", SECRET)):
        monkeypatch.setenv(f"GONGKAI_OIDC_{name}", word)
    settings.SOCIALACCOUNT_PROVIDERS, settings.MFA_REQUIRED = environment.openid_connect(), False
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def person() -> User:
    return a_person("张三", Role.HEAD, at=an_organ(), username="zhangsan")


def come(client: Client, *, state: str = "", next_page: str = "") -> HttpResponse:
    """To the server and back, as a browser would."""
    led = client.post(f"/account/oidc/oidc/login/?process=login&next={next_page}")
    assert led.status_code == 302
    asked = parse_qs(urlsplit(led.headers["Location"]).query)
    assert asked["client_id"] == [CLIENT]
    return client.get("/account/oidc/oidc/login/callback/", {"code": "c", "state": state or asked["state"][0]})


def is_in(client: Client) -> bool:
    return client.get("/office/").status_code == 200


def test_he_is_the_person_of_the_same_account_name_also_the_next_time(client: Client, provider, person) -> None:
    provider.told = {"sub": "4711", "preferred_username": "zhangsan", "name": "别的名字"}
    assert come(client).headers["Location"] == "/office/"
    assert is_in(client)
    assert int(client.session["_auth_user_id"]) == person.pk
    assert SocialAccount.objects.get().extra_data == {}
    client.post("/account/sign-out/")
    provider.told = {"sub": "4711", "preferred_username": "renamed"}
    come(client)
    assert is_in(client)
    assert (SocialAccount.objects.get().user, SocialAccount.objects.get().extra_data) == (person, {})
    person.refresh_from_db()
    assert person.name == "张三"


@pytest.mark.parametrize(
    "told", [{}, {"preferred_username": "nobody"}, {"preferred_username": ""}, {"name": "zhangsan"}]
)
def test_whom_no_account_knows_is_not_signed_in_and_none_is_made(told, client: Client, provider, person) -> None:
    provider.told = {"sub": "4711", **told}
    answer = come(client)
    assert not is_in(client)
    assert (SocialAccount.objects.count(), User.objects.count()) == (0, 1)
    assert "请联系本机关的系统管理员登记；通过统一身份认证登录的，两边的账号名要一致。" in page_of(answer).text


@pytest.mark.parametrize("what", ["is_active", "is_demonstration"])
def test_a_shut_or_a_demonstration_account_is_not_opened(what: str, client: Client, provider, person) -> None:
    setattr(person, what, what == "is_demonstration")
    person.save()
    provider.told = {"sub": "4711", "preferred_username": "zhangsan"}
    come(client)
    assert not is_in(client)


def test_an_account_that_is_shut_later_is_out_although_it_is_known(client: Client, provider, person) -> None:
    provider.told = {"sub": "4711", "preferred_username": "zhangsan"}
    come(client)
    client.post("/account/sign-out/")
    person.is_active = False
    person.save()
    come(client)
    assert not is_in(client)


def test_an_answer_that_was_not_asked_for_opens_nothing(client: Client, provider, person) -> None:
    provider.told = {"sub": "4711", "preferred_username": "zhangsan"}
    come(client, state="forged")
    assert not is_in(client)
    assert "/token" not in provider.asked


def test_it_asks_for_the_second_factor_all_the_same(client: Client, provider, person, settings) -> None:
    settings.MFA_REQUIRED = True
    provider.told = {"sub": "4711", "preferred_username": "zhangsan"}
    come(client)
    assert client.get("/office/").headers["Location"] == "/account/second-factor/"


def test_it_leads_to_no_other_site(client: Client, provider, person) -> None:
    provider.told = {"sub": "4711", "preferred_username": "zhangsan"}
    assert come(client, next_page="https://evil.example/").headers["Location"] == "/office/"


def test_its_page_speaks_chinese_and_leads_there_by_a_form(client: Client, provider) -> None:
    assert "统一身份认证" in client.get("/account/sign-in/").content.decode()
    page = client.get("/account/oidc/oidc/login/")
    assert page.status_code == 200
    assert "统一身份认证" in page.content.decode()
    assert 'method="post"' in page.content.decode()
