"""What whoever attacks tries first. Each of these was found open, or would be noticed by nobody if it became so."""

import base64
import csv
import io
import stat
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from openpyxl import load_workbook

from gongkai.web.accounts.checks import patterns
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.apply.limits import address_of
from gongkai.web.audit import readonly
from gongkai.web.config import server
from gongkai.web.config.urls import handler400, handler403, handler404, handler500
from gongkai.web.config.urls import urlpatterns as site
from gongkai.web.files.names import clean_name, disposition
from tests.web.config.test_settings import settings as settings_of
from tests.web.config.test_settings import start
from tests.web.factories import a_person, an_organ
from tests.web.work import work_off

__all__ = ["handler400", "handler403", "handler404", "handler500"]
pytestmark = pytest.mark.django_db
PASSWORD = "qing-shi-7-shui"  # noqa: S105
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
)
FORMULA = '=HYPERLINK("https://evil.example")'


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [*site, path("broken/", broken)]


@pytest.fixture(autouse=True)
def fresh(settings, tmp_path: Path) -> None:
    settings.HOME, settings.MFA_REQUIRED = tmp_path, False
    cache.clear()


@pytest.fixture
def person() -> User:
    user = a_person("张三", Role.HEAD, at=an_organ(), email="zhang@qingshi.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, **more: object) -> HttpResponse:
    return client.post("/account/sign-in/", {"login": user.username, "password": PASSWORD, **more})


def asked(settings, status: int) -> HttpResponse:
    """An answer of that kind, each given by another door."""
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False, enforce_csrf_checks=status == 403)
    if status == 301:
        settings.SECURE_SSL_REDIRECT = True
    if status == 503:
        readonly.turn_on("升级")
    if status == 413:
        settings.BODY_LIMIT = 10
        return client.post("/reports/try/", {"text": "more than ten"})
    answers = {
        200: lambda: client.get("/"),
        301: lambda: client.get("/"),
        302: lambda: client.get("/office/"),
        400: lambda: client.get("/", headers={"Host": "evil.example"}),
        403: lambda: client.post("/account/sign-in/"),
        404: lambda: client.get("/nothing/"),
        405: lambda: client.post("/"),
        500: lambda: client.get("/broken/"),
        503: lambda: client.post("/office/notices/"),
    }
    return answers[status]()


@pytest.mark.parametrize("status", [200, 301, 302, 400, 403, 404, 405, 413, 500, 503])
def test_every_answer_says_what_a_page_may_load_and_that_nobody_frames_it(status: int, settings) -> None:
    answer = asked(settings, status)
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_a_bad_host_is_refused_with_the_same_headers_where_tls_is_asked_for(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = asked(settings, 400)
    assert (answer.status_code, answer.headers["X-Frame-Options"]) == (400, "DENY")
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/account/sign-in/", "/account/second-factor/", "/office/", "/office/nothing/", "/track/", "/apply/"]
)
def test_pages_of_one_person_are_kept_by_nobody(address: str, client: Client, person: User) -> None:
    sign_in(client, person)
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(client: Client, person: User) -> None:
    client.get("/account/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in(client, person)
    signed_in = client.session.session_key
    assert planted != signed_in
    assert not Session.objects.filter(session_key=planted).exists()
    client.post("/account/sign-out/")
    assert not Session.objects.filter(session_key=signed_in).exists()


def test_a_new_password_ends_every_other_session(person: User) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, person)
    person.set_password("another-7-shui-qing")
    person.save()
    assert here.get("/office/").status_code == there.get("/office/").status_code == 302


def test_no_view_takes_a_form_without_its_token() -> None:
    """The door of tokens stands before every view; only a view that says so is let past, and there is none."""
    assert [route for route, entry in patterns() if getattr(entry.callback, "csrf_exempt", False)] == []
    for address in ("/account/sign-in/", "/account/sign-out/", "/apply/begin/", "/track/", "/office/notices/"):
        assert Client(enforce_csrf_checks=True).post(address).status_code == 403


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_to_another_site(address: str, client: Client, person: User) -> None:
    assert sign_in(client, person, next=address).headers["Location"] == "/office/"
    assert client.get("/view/large", {"back": address}).headers["Location"] == "/"


def test_the_link_of_a_letter_goes_to_this_site_whatever_name_was_asked(person: User, settings) -> None:
    settings.ALLOWED_HOSTS, settings.LETTERS_ARE_SENT = ["*"], True
    settings.SITE_ADDRESS = "https://zwgk.example.gov.cn"
    Client().post("/account/password/forgotten/", {"email": person.email}, headers={"Host": "evil.example"})
    work_off()
    assert "https://zwgk.example.gov.cn/account/password/new/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


def test_whose_tries_are_counted_is_not_for_the_visitor_to_say(settings) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.7", headers={"X-Forwarded-For": "1.2.3.4, 192.0.2.9"})
    for proxies, address in ((0, "10.0.0.7"), (1, "192.0.2.9")):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        assert address_of(request) == address


def test_cookies_are_for_this_site_alone_and_for_no_script(person: User, settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/account/sign-in/", secure=True)
    client.post("/account/sign-in/", {"login": person.username, "password": PASSWORD}, secure=True)
    client.get("/view/large", secure=True)
    assert {"sessionid", "csrftoken", "gongkai_large_type"} <= set(client.cookies)
    for cookie in client.cookies.values():
        if cookie.value:
            assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax"), cookie.key


@pytest.mark.parametrize(
    "address", ["/office/people/?q=%00", "/organs/a%00b/", "/apply/?q=%00", "/office/search/?q=a%00"]
)
def test_a_zero_character_is_refused_in_words(address: str, client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get(address).status_code in (400, 404)


@pytest.mark.parametrize("word", ["²", "٣", "-1", "9" * 40, "1e9", "", "x"])
def test_what_looks_like_a_number_breaks_nothing(word: str, client: Client, person: User) -> None:
    client.force_login(person)
    for address in ("/office/people/", "/office/looks/", "/office/calendar/", "/apply/", "/deadline/", "/reports/"):
        answer = client.get(
            address, {"after": word, "before": word, "sort": word, "page": word, "year": word, "at_from": word}
        )
        assert answer.status_code in (200, 404), address
    assert client.post("/office/notices/", {"open": word}).status_code == 302
    assert client.post("/office/lists/people/together/", {"pick": word, "act": word}).status_code in (302, 404)


def test_a_name_runs_as_a_formula_in_no_file_that_is_taken_out(client: Client) -> None:
    user = a_person(FORMULA, Role.OPERATOR, at=an_organ("＝某局"))
    client.force_login(user)
    lines = b"".join(client.get("/office/lists/people/csv/").streaming_content).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(lines)) for cell in line]
    assert f"'{FORMULA}" in cells
    assert [cell for cell in cells if cell[:1] in "=＝+-@" and cell] == []
    book = load_workbook(io.BytesIO(b"".join(client.get("/office/lists/people/xlsx/").streaming_content)))
    found = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in found if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith(f"'{FORMULA}") for cell in found)


def test_the_name_of_a_download_adds_no_header() -> None:
    name = clean_name('../..\\a"\r\nSet-Cookie: x=1;\u202efdp.pdf')
    assert not {"\r", "\n", "/", "\\", '"', "\u202e"} & set(name)
    header = disposition('a"\r\nSet-Cookie: x=1.pdf')
    assert header.isascii()
    assert header.count('"') == 2
    assert not {"\r", "\n"} & set(header)


DEBUG = {
    "with TLS": {"GONGKAI_HTTPS": "1"},
    "for the outside": {"GONGKAI_ALLOWED_HOSTS": "zwgk.example.gov.cn"},
    "for everybody": {"GONGKAI_ALLOWED_HOSTS": "*"},
}


@pytest.mark.parametrize("given", DEBUG.values(), ids=DEBUG)
def test_pages_that_show_settings_are_for_a_developers_machine_alone(given: dict[str, str], tmp_path: Path) -> None:
    failed = start(tmp_path, GONGKAI_DEBUG="1", **given)
    assert failed.returncode
    assert "GONGKAI_DEBUG 会在出错的页面上显示设置和数据" in failed.stderr


def test_nor_are_they_served_under_another_address(settings) -> None:
    settings.DEBUG = True
    server._refuse_debug_elsewhere("127.0.0.1")
    with pytest.raises(server.CannotStart, match="只能在本机地址"):
        server._refuse_debug_elsewhere("0.0.0.0")  # noqa: S104


@pytest.mark.parametrize("key", ["given", "x" * 31])
def test_a_secret_that_can_be_guessed_stops_the_start(key: str, tmp_path: Path) -> None:
    assert "签名密钥太短" in start(tmp_path, GONGKAI_SECRET_KEY=key).stderr
    (tmp_path / "secret_key").write_text("")
    assert "签名密钥太短" in start(tmp_path).stderr


def test_the_data_directory_is_for_its_owner_alone(tmp_path: Path) -> None:
    settings_of(tmp_path / "new")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("address", "posted"),
    [
        ("/office/lists/people/keep/", {"name": "a\0b"}),
        ("/account/sign-in/", {"login": "a\0b", "password": "\0"}),
        ("/office/lists/people/forget/", {"name": "\0"}),
        ("/track/", {"number": "\0", "code": "\0"}),
    ],
)
def test_a_zero_character_in_a_form_breaks_nothing(address: str, posted: dict, client: Client, person: User) -> None:
    if address.startswith("/office/"):
        client.force_login(person)
    assert client.post(address, posted).status_code in (200, 302, 400, 422)


def test_a_zero_character_in_the_place_of_a_page_begins_at_the_first(client: Client, person: User) -> None:
    client.force_login(person)
    place = base64.urlsafe_b64encode(b'["\\u0000", 1]').decode().rstrip("=")
    assert client.get("/office/people/", {"after": place, "sort": "username"}).status_code == 200
