"""The sweep: every address under /office/ × signed out, a stranger, another organ, a wrong role, the right role.

Nothing is listed here: the addresses are those of the site, and an address without a rule, or of a kind for which
examples.py names no thing, fails.
"""

from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse

from gongkai.web.accounts.acts import ALL_ROLES, tables
from gongkai.web.accounts.checks import office_patterns, rule_of
from gongkai.web.accounts.doors import Rule
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from tests.access.examples import World, a_world, address_of
from tests.web.factories import a_person

pytestmark = pytest.mark.django_db
OFFICE = sorted(office_patterns(), key=lambda found: found[0])
NAMES = [route for route, _ in OFFICE]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once: each test rolls back to it, and all of it is rolled back in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(params=[entry for _, entry in OFFICE], ids=NAMES)
def entry(request: pytest.FixtureRequest) -> URLPattern:
    return request.param


@pytest.fixture
def rule(entry: URLPattern) -> Rule:
    rule = rule_of(entry)
    assert rule is not None, f"{entry}: no rule"
    return rule


@pytest.fixture
def address(entry: URLPattern, rule: Rule, world: World) -> str:
    if rule.row and not rule.row.starts:
        thing = world.things[rule.of]
        type(thing).objects.filter(pk=thing.pk).update(state=min(rule.row.allowed_from))
    return address_of(next(route for route, known in OFFICE if known is entry), rule, world)


def right_roles(rule: Rule) -> frozenset[Role]:
    if rule.row is not None:
        return rule.row.roles
    if rule.roles is not None:
        return rule.roles
    return tables()[rule.of].seen_by if rule.of in tables() else ALL_ROLES


def answer(address: str, user: User | None) -> HttpResponse:
    """To a reader; a page that only takes forms is asked with one."""
    client = Client()
    if user is not None:
        client.force_login(user)
    response = client.get(address)
    if response.streaming:  # a download holds its file open until it is read
        b"".join(response.streaming_content)
    return client.post(address) if response.status_code == 405 else response


@pytest.fixture(autouse=True)
def second_factor_is_another_matter(settings):
    settings.MFA_REQUIRED = False


def gets_in(response: HttpResponse) -> bool:
    """A page; or, of an address that only takes forms, the way back to where its form stands."""
    is_led_on = response.status_code == 302 and response.headers["Location"].startswith("/office/")
    return response.status_code == 200 or (is_led_on and response.wsgi_request.method == "POST")


def test_signed_out_one_is_led_to_the_sign_in_page(address: str) -> None:
    response = answer(address, None)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login") + "?next=/office/")


def test_a_stranger_with_an_account_and_no_role_finds_nothing(address: str) -> None:
    assert answer(address, a_person()).status_code == 404


def test_the_same_role_in_another_organ_finds_no_thing_of_this_one(address: str, rule: Rule, world: World) -> None:
    for role in right_roles(rule):
        response = answer(address, world.someone(role, at=world.other))
        assert response.status_code == 404 if rule.finds_a_thing else gets_in(response)


def test_a_wrong_role_in_the_organ_is_told_so(address: str, rule: Rule, world: World) -> None:
    """Who may not even see such things is not told that this one is there."""
    table = tables().get(rule.of) if rule.finds_a_thing else None
    sees = table.seen_by if table else ALL_ROLES
    for role in ALL_ROLES - right_roles(rule):
        response = answer(address, world.someone(role, at=world.organ))
        if role not in sees:
            assert response.status_code == 404
            continue
        assert response.status_code == 403
        assert "请向本机关的系统管理员申请岗位" in response.content.decode()


def test_every_right_role_gets_in(address: str, rule: Rule, world: World) -> None:
    for role in right_roles(rule):
        assert gets_in(answer(address, world.someone(role, at=world.organ)))


def test_it_asks_for_a_second_factor_first(address: str, rule: Rule, world: World, settings) -> None:
    settings.MFA_REQUIRED = True
    user = world.someone(min(right_roles(rule)), at=world.organ)
    assert answer(address, user).headers["Location"] == reverse("mfa_index")


def test_it_knows_some_addresses_at_all() -> None:
    assert len(OFFICE) > 20
    assert not run_checks(tags=["gongkai"])
