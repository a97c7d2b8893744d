import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from gongkai.web.config import urls
from tests.web.page import page_of


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("no word of this reaches a visitor")


urlpatterns = [*urls.urlpatterns, path("denied", denied), path("suspicious", suspicious), path("broken", broken)]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/denied", 403, "工作权限"),
        ("/suspicious", 400, "读不懂"),
        ("/nothing", 404, "从下面的入口"),
        ("/broken", 500, "不是您的操作造成的"),
    ],
)
def test_it_says_what_happened_and_what_to_do_now(address: str, status: int, words: str) -> None:
    response = Client(raise_request_exception=False).get(address)
    page = page_of(response)
    assert response.status_code == status
    assert words in page.text
    assert "no word" not in page.text
    assert "/" in [link["href"] for link in page.all("main", "a")]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
