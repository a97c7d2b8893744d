"""A forgotten password: a link by mail, that tells nobody who has an account, and never replaces the second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from tests.web.factories import a_person, an_organ
from tests.web.page import page_of
from tests.web.work import work_off

pytestmark = pytest.mark.django_db
ASK = "/account/password/forgotten/"
NEW = "shui-li-ju-8-hao"


@pytest.fixture(autouse=True)
def letters_are_sent(settings) -> None:
    cache.clear()
    settings.LETTERS_ARE_SENT = True
    settings.SITE_ADDRESS = "https://zwgk.example"


@pytest.fixture
def person() -> User:
    user = a_person("张三", Role.HEAD, at=an_organ(), email="zhang@qingshi.example")
    user.set_password("qing-shi-7-shui")
    user.save()
    return user


def asked(client: Client, email: str):
    answer = client.post(ASK, {"email": email})
    work_off()
    return answer


def link_of(letter) -> str:
    return re.search(r"https://zwgk\.example(\S+)", letter.body)[1]


def test_it_sends_a_link_by_which_a_new_password_is_set_once(client: Client, person: User) -> None:
    asked(client, "Zhang@qingshi.example")
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["zhang@qingshi.example"], "政府信息公开：设定新密码")
    form = client.get(link_of(letter), follow=True)
    address = form.redirect_chain[-1][0]
    done = client.post(address, {"password1": NEW, "password2": NEW}, follow=True)
    assert "新密码已经设定" in page_of(done).text
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "链接不能用了" in page_of(Client().get(link_of(letter), follow=True)).text


def test_the_second_factor_is_asked_for_after_it_as_before(client: Client, person: User) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    asked(client, person.email)
    address = client.get(link_of(mail.outbox[0]), follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})
    assert "_auth_user_id" not in client.session
    answer = client.post(reverse("account_login"), {"login": person.username, "password": NEW})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_nobody_learns_from_it_who_has_an_account(client: Client, person: User, django_assert_num_queries) -> None:
    known, unknown = asked(client, person.email), asked(client, "nobody@qingshi.example")
    assert known.headers["Location"] == unknown.headers["Location"] == "/account/password/forgotten/asked/"
    assert [letter.to for letter in mail.outbox] == [[person.email]]


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_demonstration": True}, {"password": "!"}])
def test_it_opens_no_account_that_a_password_does_not_open(client: Client, person: User, fields) -> None:
    User.objects.update(**fields)
    asked(client, person.email)
    assert mail.outbox == []


def test_it_is_asked_for_three_times_an_hour_and_then_says_why_not(client: Client, person: User) -> None:
    answers = [client.post(ASK, {"email": person.email}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "尝试次数太多" in page_of(answers[3]).text


def test_a_weak_password_is_refused_and_the_old_one_stays(client: Client, person: User) -> None:
    asked(client, person.email)
    address = client.get(link_of(mail.outbox[0]), follow=True).redirect_chain[-1][0]
    page = page_of(client.post(address, {"password1": "1234567890", "password2": "1234567890"}))
    assert "密码没有设定" in page.text
    person.refresh_from_db()
    assert person.check_password("qing-shi-7-shui")


def test_without_a_mail_server_the_page_says_whom_to_ask(client: Client, settings) -> None:
    settings.LETTERS_ARE_SENT = False
    page = page_of(client.get(ASK))
    assert "请联系本机关的系统管理员" in page.text
    assert not [one for one in page.all("input") if one["name"] == "email"]
