"""What was typed is in no line of the log: not in addresses, forms, searches, nor in what broke because of it."""

import json
import logging
import logging.config

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.config import logs, urls
from gongkai.web.organs.models import Organ
from tests.web.factories import a_person, an_organ

pytestmark = pytest.mark.django_db
NAME, ID, PHONE, CODE = "欧阳娜娜", "110101199003074477", "13912345678", "k7Qz-tracking-secret"
PRIVATE = (NAME, ID, PHONE, CODE)


def breaks(request: HttpRequest, code: str = "") -> HttpResponse:
    raise ValueError(f"{request.POST['name']} {request.POST['id']} {request.POST['phone']} is no number")


def breaks_in_the_database(request: HttpRequest) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column, %s", [request.POST["id"]])
    return HttpResponse()


def chained(request: HttpRequest) -> HttpResponse:
    try:
        breaks(request)
    except ValueError as error:
        raise IntegrityError(f"Key (phone)=({request.POST['phone']}) already exists.") from error
    return HttpResponse()


def tells_a_library(request: HttpRequest) -> HttpResponse:
    """Libraries log as they like: with arguments, with a text made beforehand, as a warning and as an error."""
    library = logging.getLogger("some.library")
    library.error("cannot mail %s", request.POST["name"])
    library.warning(f"cannot mail {request.POST['name']}")
    logging.getLogger("django.db.backends").error("slow: %s", request.POST["id"])
    return HttpResponse()


urlpatterns = [
    *urls.urlpatterns,
    path("breaks/<str:code>/", breaks, name="breaks"),
    path("database/", breaks_in_the_database, name="database"),
    path("chained/", chained, name="chained"),
    path("library/", tells_a_library, name="library"),
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
FORM = {"name": NAME, "id": ID, "phone": PHONE, "text": f"{NAME} {ID} {PHONE}", "login": NAME, "password": ID}


@pytest.fixture(params=["json", "plain"])
def shape(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]):
    """The log as the site sets it up, to a stderr that is read."""
    logging.config.dictConfig(logs.configured(request.param))
    yield request.param
    logging.config.dictConfig(django_settings.LOGGING)


def walk_through(desk: Client, organ: Organ) -> None:
    """Every way by which words come in."""
    desk.post(f"/breaks/{CODE}/", FORM)
    desk.post("/database/", FORM)
    desk.post("/chained/", FORM)
    desk.post("/library/", FORM)
    desk.get(f"/organs/{CODE}/?q={NAME}")
    desk.get(f"/track/{CODE}/{PHONE}/")
    desk.get("/office/search/", {"q": NAME})
    desk.get("/office/organs/", {"q": ID})
    desk.post("/reports/try/", FORM)
    desk.post(reverse("directory:enrol"), {"username": PHONE, "name": NAME, "email": f"{ID}@example.cn"})
    desk.post(reverse("directory:update_contact", args=[organ.code]), FORM)
    desk.post(reverse("account_login"), FORM)
    desk.get("/", headers={"Host": f"{CODE}.example"})
    desk.get("/", headers={"User-Agent": NAME.encode().decode("latin-1"), "Referer": f"/{CODE}/{PHONE}"})
    Client(enforce_csrf_checks=True).post("/reports/try/", FORM)
    authenticate(username=NAME, password=ID)


@override_settings(ROOT_URLCONF=__name__, MFA_REQUIRED=False)
def test_no_line_holds_a_word_that_anybody_sent(shape: str, capsys: pytest.CaptureFixture[str]) -> None:
    organ = an_organ()
    operator = a_person(NAME, Role.OPERATOR, at=organ)
    desk = Client(raise_request_exception=False)
    desk.force_login(operator)
    walk_through(desk, organ)
    said = capsys.readouterr().err
    assert said.count("django.request") >= 3
    assert "ValueError" in said
    assert "some.library" in said
    for private in (*PRIVATE, PHONE[:8], ID[:10]):
        assert private not in said
        assert json.dumps(private)[1:-1] not in said


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]):
    logging.config.dictConfig(logs.configured("json"))
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    logging.config.dictConfig(django_settings.LOGGING)


def test_a_request_is_one_line_with_route_person_organ_and_cost(lines, settings) -> None:
    settings.MFA_REQUIRED = False
    organ = an_organ()
    operator: User = a_person("某", Role.OPERATOR, at=organ)
    client = Client()
    client.force_login(operator)
    answer = client.get("/office/organs/")
    (line,) = lines()
    assert line["logger"] == "gongkai.requests"
    assert (line["method"], line["route"], line["status"]) == ("GET", "office:organs", 200)
    assert (line["user"], line["organ"]) == (str(operator.key), organ.code)
    assert line["queries"] > 2
    assert line["ms"] > 0
    assert line["request"] == answer.headers["X-Request-Id"]
    assert "某" not in json.dumps(line, ensure_ascii=False)


def test_of_a_visitor_it_says_nothing_but_what_he_asked_for(lines) -> None:
    Client().get("/")
    (line,) = lines()
    assert set(line) == {"at", "level", "logger", "event", "request", "method", "route", "status", "ms", "queries"}


@override_settings(ROOT_URLCONF=__name__)
def test_of_an_error_it_says_the_kind_and_the_places(lines) -> None:
    Client(raise_request_exception=False).post("/breaks/x/", FORM)
    error, request = lines()
    assert (error["exception"], error["status"], error["request"]) == ("builtins.ValueError", 500, request["request"])
    assert error["trace"][-1].endswith(" breaks")
    assert (request["route"], request["status"]) == ("breaks", 500)


def test_without_json_no_line_a_request_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(logs.configured("plain"))
    Client().get("/")
    assert capsys.readouterr().err == ""
    logging.config.dictConfig(django_settings.LOGGING)
