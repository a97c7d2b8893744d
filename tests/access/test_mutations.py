"""The build is broken on purpose, in each way in which somebody could forget something; each time it is noticed."""

from dataclasses import replace
from types import ModuleType

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from gongkai.web.accounts import acts as acts_module
from gongkai.web.accounts.acts import tables
from gongkai.web.accounts.checks import office_patterns, rule_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.models import Membership
from gongkai.web.config.urls import urlpatterns as site
from gongkai.web.office.models import Round
from gongkai.web.portal.views import home
from tests.access.examples import a_world, address_of, named_tests_of

pytestmark = pytest.mark.django_db


def bare(request: HttpRequest, **words: str) -> HttpResponse:
    return HttpResponse("open to everyone")


class Bare:
    """A view that is no function, and so says of no module that it comes from it."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return bare(request)


@office_view()
def ruled(request: HttpRequest, **words: str) -> HttpResponse:
    return HttpResponse("for staff")


def with_more(*more: URLPattern | URLResolver, first: bool = False) -> override_settings:
    """The site with further addresses."""
    urls = ModuleType("mutated")
    urls.urlpatterns = [*more, *site] if first else [*site, *more]
    return override_settings(ROOT_URLCONF=urls)


A_NEW_APP = ([path("bare/", bare)], "newcomer")
INSIDE = {
    "a view": path("office/bare/", bare),
    "a view of another tree": path("office/bare/", home),
    "a new app": path("office/", include(A_NEW_APP)),
    "an app in an app": path("office/", include(([path("", include(A_NEW_APP))], "outer"))),
    "a regular expression": re_path(r"^office/bare/$", bare),
    "a regular expression in an app": path("", include(([re_path(r"^office/bare/$", bare)], "newcomer"))),
    "a regular expression of the tree": re_path(r"^office/", include(A_NEW_APP)),
    "an object": path("office/bare/", Bare()),
}
BESIDE = {
    "a tree of its own": path("console/bare/", bare),
    "under a public tree": path("reports/bare/", bare),
    "at the root": path("bare/", include(A_NEW_APP)),
    "an object": path("apply/bare/", Bare()),
    "an office view where no sweep looks": path("desk/bare/", ruled),
}
UNSAID = {
    "a word that may be office": path("<slug:tree>/bare/", home),
    "an expression that may be office": re_path(r"^(office|desk)/bare/$", home),
    "an expression of letters": re_path(r"^[a-z]+/bare/$", home),
    "a path": path("<path:all>", home),
}


def found() -> list[str]:
    return [error.id for error in run_checks(tags=["gongkai"])]


@pytest.mark.parametrize("entry", INSIDE.values(), ids=INSIDE)
def test_an_address_of_the_office_without_a_rule(entry: URLPattern) -> None:
    with with_more(entry):
        assert found() == ["gongkai.E001"]
        assert None in [rule_of(entry) for _, entry in office_patterns()]  # and fails in the sweep


@pytest.mark.parametrize("entry", BESIDE.values(), ids=BESIDE)
def test_an_address_beside_the_office_whose_view_nobody_called_public(entry: URLPattern) -> None:
    with with_more(entry):
        assert found() == ["gongkai.E004"]


@pytest.mark.parametrize("entry", UNSAID.values(), ids=UNSAID)
def test_an_address_that_does_not_say_whether_it_is_of_the_office(entry: URLPattern) -> None:
    with with_more(entry):
        assert found() == ["gongkai.E005"]


@pytest.mark.parametrize("entry", [*INSIDE.values(), UNSAID["a word that may be office"]], ids=[*INSIDE, "a word"])
def test_nobody_gets_in_even_where_no_check_was_run(entry: URLPattern) -> None:
    with with_more(entry, first=True), pytest.raises(ImproperlyConfigured, match="has no rule"):
        Client().get("/office/bare/")


def test_a_rule_about_an_act_that_no_table_has() -> None:
    lost = office_view(of=Membership, act="forgotten")(bare)
    with with_more(path("office/bare/<uuid:key>/", lost)):
        assert found() == ["gongkai.E002"]


def test_an_act_without_an_address_and_one_with_an_address_and_a_reason_why_it_has_none(monkeypatch) -> None:
    table = tables()[Membership]
    extra = replace(table.act("withdraw"), name="forgotten")
    for changed in (extra, replace(table.act("withdraw"), without_page="由程序办理。")):
        with monkeypatch.context() as patch:
            acts = {**table.acts, changed.name: changed}
            patch.setitem(acts_module._tables, Membership, replace(table, acts=acts))
            assert found() == ["gongkai.E003"]
    assert found() == []


def test_an_act_without_a_test() -> None:
    act = tables()[Membership].act("withdraw")
    assert named_tests_of(act)
    assert named_tests_of(replace(act, name="forgotten")) == []


SWEPT_BY_NOBODY = {
    "a kind without an example": ("office/rounds/<int:pk>/", office_view(of=Round, found_by=lambda *_: None)(bare)),
    "a word without an example": ("office/bare/<slug:unheard>/", ruled),
    "a word of another sort": ("office/bare/<str:key>/", ruled),
}


@pytest.mark.parametrize(("route", "view"), SWEPT_BY_NOBODY.values(), ids=SWEPT_BY_NOBODY)
def test_an_address_that_the_sweep_cannot_fill(route: str, view: object) -> None:
    with with_more(path(route, view)):
        [(written, entry)] = [(one, entry) for one, entry in office_patterns() if one == route]
        rule = rule_of(entry)
        assert rule is not None
        with pytest.raises(AssertionError, match=r"examples\.py"):
            address_of(written, rule, a_world())
