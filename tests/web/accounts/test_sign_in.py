"""Signing in: with a password, then with the code of an authenticator app; and what is shut."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.config import settings as real_settings
from tests.web.factories import a_person, an_organ

pytestmark = pytest.mark.django_db
PASSWORD = "qing-shi-7-shui"  # noqa: S105


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def person() -> User:
    user = a_person("张三", Role.HEAD, at=an_organ())
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": user.username, "password": password})


def confirmed(client: Client, user: User) -> None:
    """Signed in, and the password given once more, as the pages about sign-in itself ask."""
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_app(client: Client, user: User) -> str:
    """Signed in and with an authenticator app: its secret."""
    confirmed(client, user)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]{32})<', page)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret


def test_it_signs_in_with_the_right_password_and_not_with_a_wrong_one(client: Client, person: User) -> None:
    assert sign_in(client, person, "wrong").status_code == 200
    assert "_auth_user_id" not in client.session
    assert sign_in(client, person).headers["Location"] == "/office/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_it_asks_for_the_code_of_the_app_and_takes_no_other(client: Client, person: User) -> None:
    secret = with_app(client, person)
    client.logout()
    assert sign_in(client, person).headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    assert client.post(reverse("mfa_authenticate"), {"code": wrong}).status_code == 200
    assert "_auth_user_id" not in client.session
    cache.clear()
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert answer.headers["Location"] == "/office/"


def test_it_keeps_the_secret_of_an_app_encrypted(client: Client, person: User) -> None:
    secret = with_app(client, person)
    row = Authenticator.objects.get(user=person, type="totp")
    assert secret not in str(row.data)
    assert row.wrap().validate_code


def test_a_recovery_code_opens_once(client: Client, person: User) -> None:
    with_app(client, person)
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    for expected in (302, 200):
        client.logout()
        cache.clear()
        sign_in(client, person)
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_a_password_kept_in_an_older_way_is_kept_anew_at_sign_in(client: Client, person: User, settings) -> None:
    settings.PASSWORD_HASHERS = real_settings.PASSWORD_HASHERS
    User.objects.update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))
    assert sign_in(client, person).headers["Location"] == "/office/"
    person.refresh_from_db()
    assert person.password.startswith("argon2$argon2id$")
    client.logout()
    assert sign_in(client, person).headers["Location"] == "/office/"


def test_it_stops_guessing_after_five_tries(client: Client, person: User) -> None:
    for _ in range(5):
        sign_in(client, person, "wrong")
    assert sign_in(client, person).status_code == 200
    assert "_auth_user_id" not in client.session


def test_it_stops_guessing_codes_after_five_tries_too(client: Client, person: User) -> None:
    secret = with_app(client, person)
    client.post(reverse("account_logout"))
    cache.clear()
    sign_in(client, person)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "_auth_user_id" not in client.session


def test_nobody_signs_himself_up(client: Client) -> None:
    client.post(reverse("account_signup"), {"username": "me", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.exists()


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_demonstration_account_opens_in_the_demonstration_alone(client, person, settings, demonstration) -> None:
    settings.DEMONSTRATION = demonstration
    User.objects.update(is_demonstration=True)
    sign_in(client, person)
    assert ("_auth_user_id" in client.session) is demonstration


def test_an_account_that_was_shut_is_out_at_its_next_click(client: Client, person: User) -> None:
    sign_in(client, person)
    User.objects.update(is_active=False)
    assert client.get(reverse("account_change_password")).status_code == 302


def test_an_issued_password_opens_nothing_but_its_own_change(client: Client, person: User) -> None:
    User.objects.update(password_is_issued=True)
    sign_in(client, person)
    assert client.get("/office/").headers["Location"] == reverse("account_change_password")
    change = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert "新密码不能就是发给您的那个密码" in client.post(reverse("account_change_password"), change).content.decode()
    change |= {"password1": "bai-sha-9-hao", "password2": "bai-sha-9-hao"}
    assert client.post(reverse("account_change_password"), change).headers["Location"] == "/office/"
    assert client.get("/office/").headers["Location"] == reverse("mfa_index")
    person.refresh_from_db()
    assert not person.password_is_issued


def test_the_recovery_codes_are_shown_once(client: Client, person: User) -> None:
    with_app(client, person)
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    first, second = (client.get(reverse("mfa_view_recovery_codes")).content.decode() for _ in range(2))
    assert all(code in first for code in codes)
    assert 'download="recovery-codes.txt"' in first
    assert not any(code in second for code in codes)


def test_whoever_leaves_reads_that_he_has_left(client: Client, person: User) -> None:
    sign_in(client, person)
    page = client.post(reverse("account_logout"), follow=True)
    assert page.redirect_chain[-1][0] == "/account/signed-out/"
    assert "已经退出登录" in page.content.decode()


def test_whoever_comes_from_outside_is_told_where_his_password_is(client: Client, person: User) -> None:
    sign_in(client, person)
    User.objects.update(password="!")  # noqa: S106
    client.force_login(User.objects.get())
    page = client.get(reverse("account_change_password"), follow=True)
    assert "您通过统一身份认证登录" in page.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_set_password",
        "account_signed_out",
        "account_inactive",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "account_signup",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_change_password",
        "account_reauthenticate",
        "account_logout",
        "mfa_generate_recovery_codes",
    ],
)
def test_its_pages_speak_chinese(client: Client, person: User, name: str) -> None:
    if name not in {"account_login", "account_signup"}:
        with_app(client, person) if "recovery" in name else confirmed(client, person)
    page = client.get(reverse(name)).content.decode()
    shown = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r"<script.*?</script>|<svg.*?</svg>|<[^>]+>", " ", shown, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{3,}(?: [a-z]+)+", main) == []
