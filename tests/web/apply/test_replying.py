"""A party that was asked: its code, what it may see, its answer."""

import os
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.consulting import consult_third_party
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.codes import is_reply_code, reply_code, written
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import standing_of
from gongkai.web.apply import limits
from gongkai.web.apply.reply.asking import Consultation, consultations
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.models import Event, Look
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock
from tests.web.apply.conftest import DAY, NAMED, let_in
from tests.web.directory.conftest import enrolled
from tests.web.page import page_of

PARTY = {"name": "乙公司", "contact": "王某", "address": "青石县", "concerns": "乙公司的投标报价"}


@pytest.fixture
def asked(client: Client, water: Organ) -> Consultation:
    thing = let_in(client, water)
    consult_third_party(thing, by=CONSOLE, on=DAY, party=PARTY, received_on=DAY)
    return next(consultations(thing))


def entered(asked: Consultation) -> Client:
    visitor = Client()
    response = visitor.post("/reply/", {"number": asked.application.number, "code": written(asked.code)})
    assert response.url == "/reply/answer/"
    return visitor


def test_it_is_shown_what_is_asked_until_when_and_nothing_of_the_applicant(asked: Consultation) -> None:
    page = page_of(entered(asked).get("/reply/answer/"))
    assert "乙公司的投标报价" in page.text
    assert "15 个工作日" in page.text
    assert "2025年3月24日" in page.text
    assert not [name for name in (*NAMED, "城东泵站") if name in page.text]


def test_its_objection_with_reasons_and_files_stands_in_the_record_as_the_third_partys(asked: Consultation) -> None:
    visitor = entered(asked)
    file = SimpleUploadedFile("合同.txt", "保密条款".encode(), "text/plain")
    with clock.fixed(date(2025, 3, 10)):
        words = {"opinion": "objects", "reason": "属于商业秘密", "signer": "乙公司", "files": file}
        assert visitor.post("/reply/answer/", words).url == "/reply/answer/"
        assert "不同意公开" in page_of(visitor.get("/reply/answer/")).text
    event = Event.objects.get(kind="record_third_party_answer")
    assert event.who == "第三方"
    assert "商业秘密" not in str(event.payload)
    sealed = sealing.opened([event.payload["sealed"]["key"]])[event.payload["sealed"]["key"]]
    assert sealed == {"reason": "属于商业秘密", "signer": "乙公司"}
    assert StoredFile.objects.get().purpose == "第三方的意见材料"
    with clock.fixed(date(2025, 3, 10)):
        letter = standing_of(Application.objects.get(), on=date(2025, 3, 10)).letters[0]
    assert (letter.opinion, letter.answered_on) == ("objects", date(2025, 3, 10))


def test_an_objection_needs_reasons(asked: Consultation) -> None:
    response = entered(asked).post("/reply/answer/", {"opinion": "objects", "signer": "乙公司"})
    page = page_of(response)
    assert response.status_code == 422
    assert "请写明理由" in page.text
    nothing = page_of(entered(asked).post("/reply/answer/"))
    links = {link["href"][1:] for link in nothing.all("a") if link["href"].startswith("#")}
    assert {"id_opinion_0", "id_signer"} <= links <= set(nothing.ids)


def test_it_answers_once(asked: Consultation) -> None:
    visitor = entered(asked)
    for _ in range(2):
        visitor.post("/reply/answer/", {"opinion": "agrees", "signer": "乙公司"})
    assert Event.objects.filter(kind="record_third_party_answer").count() == 1


def test_the_code_of_one_party_is_not_the_code_of_another(asked: Consultation) -> None:
    thing = asked.application
    consult_third_party(thing, by=CONSOLE, on=DAY, party={**PARTY, "name": "丙公司", "concerns": "丙的"})
    codes = [one.code for one in consultations(thing)]
    assert len(set(codes)) == 2
    second = list(consultations(thing))[1]
    assert "丙的" in page_of(entered(second).get("/reply/answer/")).text


def test_a_joint_organ_outside_of_the_system_answers_the_same_way(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    do(thing, "consult_joint_organ", by=CONSOLE, on=DAY, fields={"name": "市水务局"})
    one = next(consultations(thing))
    visitor = entered(one)
    page = page_of(visitor.get("/reply/answer/"))
    assert "视为同意公开" in page.text
    assert "您的合法权益" not in page.text
    visitor.post("/reply/answer/", {"opinion": "agrees", "signer": "市水务局"})
    assert Event.objects.get(kind="record_joint_organ_answer").who == "共同制作机关"


def test_a_wrong_code_is_counted_and_says_no_more_than_an_unknown_number(asked: Consultation) -> None:
    visitor = Client()
    for _ in range(limits.WRONG_FROM_ADDRESS_FOR_NUMBER.most):
        answer = visitor.post("/reply/", {"number": asked.application.number, "code": "AAAABBBBCCCC"})
        assert "对不上" in page_of(answer).text
    last = visitor.post("/reply/", {"number": asked.application.number, "code": asked.code})
    assert "次数太多" in page_of(last).text


def test_a_code_holds_after_the_keys_were_changed(asked: Consultation, settings: Any) -> None:
    thing, number, code = asked.application, asked.number, asked.code
    settings.DATA_KEYS = [os.urandom(32), *settings.DATA_KEYS]
    assert reply_code(thing.key, number) != code
    assert is_reply_code(code, thing.key, number)
    settings.DATA_KEYS = settings.DATA_KEYS[1:]


def test_staff_are_shown_the_codes_and_whoever_looks_is_written_down(
    asked: Consultation, client: Client, water: Organ, settings: Any
) -> None:
    settings.MFA_REQUIRED = False
    handler: User = enrolled("handler", Role.HANDLER, at=water)
    staff = Client()
    staff.force_login(handler)
    address = f"/office/applications/{asked.application.key}/reply-codes/"
    assert written(asked.code) not in staff.get(address).content.decode()
    assert not Look.objects.exists()
    assert written(asked.code) in staff.post(address).content.decode()
    assert Look.objects.get().user == handler
