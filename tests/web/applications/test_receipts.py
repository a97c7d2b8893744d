"""接收回执: filed with the registration, without the code; handed over with it; never a reason not to register."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.papers.writers.proof import text_of_pdf
from gongkai.web.applications.acts.severing import bytes_of
from gongkai.web.applications.codes import as_typed
from gongkai.web.applications.models import Application, Particulars
from gongkai.web.applications.queries import by_code
from gongkai.web.audit.models import Event
from gongkai.web.files.models import StoredFile
from gongkai.web.ui import clock
from tests.web.applications.conftest import day
from tests.web.applications.test_pages import REGISTRATION, address
from tests.web.directory.test_pages import filled
from tests.web.page import page_of
from tests.web.rules.setting import set_in


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(day("2025-03-20")):
        yield


@pytest.fixture
def desk(client: Client, clerk) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def reached(water, head):
    """An organ that says how its office is reached."""
    set_in(water, head, "set_letter_head", head_phone="0378-1234567", head_contact="公开办")
    return water


def registered(desk: Client, organ, **words: str):
    page = reverse("applications:record_arrival")
    form = {**filled(page_of(desk.get(page))), "organ": organ.code, **REGISTRATION, **words}
    answer = page_of(desk.post(page, form))
    return Application.objects.get(), answer, re.findall(r'name="code" value="([^"]+)"', answer.html)


def flat(text: str) -> str:
    return "".join(text.split())


def test_the_filed_one_is_without_the_code_and_the_one_that_is_handed_over_has_it(desk, reached) -> None:
    one, answer, (code,) = registered(desk, reached, channel="in_person", way="post")
    assert by_code(one.number, as_typed(code)) == one
    number = Event.objects.get(kind="make_letter").payload["office"]["number"]
    assert number in answer.text
    assert "邮寄到登记的通信地址" in answer.text
    kept = flat(text_of_pdf(bytes_of(StoredFile.objects.get(type="pdf"))))
    assert "本件不留存" in kept
    for place in (kept, str([row.content for row in Particulars.objects.all()])):
        assert code not in place
        assert as_typed(code) not in place
    given = desk.post(reverse("applications:receipt", args=[one.key]), {"code": code, "format": "pdf"})
    text = flat(text_of_pdf(given.content))
    for words in (code, one.number, number, "2025年4月16日", "0378-1234567"):
        assert flat(words) in text, words
    docx = desk.post(reverse("applications:receipt", args=[one.key]), {"code": code, "format": "docx"})
    assert docx.content.startswith(b"PK")
    assert StoredFile.objects.count() == 2


def test_one_that_waits_for_its_confirmation_says_so(desk, reached) -> None:
    _one, _answer, _ = registered(desk, reached, channel="ordinary_mail")
    kept = flat(text_of_pdf(bytes_of(StoredFile.objects.get(type="pdf"))))
    assert "双方确认之日为收到申请之日" in kept
    assert "2025年3月18日到达本机关" in kept


def test_what_the_receipt_lacks_keeps_nobody_from_registering(desk, water) -> None:
    one, answer, codes = registered(desk, water, channel="in_person")
    assert one.number
    assert "接收回执还不能制作：缺少“联系方式”" in answer.text
    assert codes == []
    assert not Event.objects.filter(kind="make_letter").exists()


def test_a_code_that_is_not_his_gives_no_receipt(desk, reached) -> None:
    one, _, _ = registered(desk, reached, channel="in_person")
    answer = desk.post(reverse("applications:receipt", args=[one.key]), {"code": "AAAA-BBBB-CCCC"}, follow=True)
    assert "不是这件申请现在的查询码" in page_of(answer).text


def test_nobody_types_the_code_on_the_page_of_letters(desk, reached) -> None:
    one, _, _ = registered(desk, reached, channel="in_person")
    page = page_of(desk.get(f"{address('make_letter', one)}?letter=receipt_slip"))
    assert "letter_query_code" not in page.html
