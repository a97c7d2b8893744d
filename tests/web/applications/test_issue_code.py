"""补发查询码: a new code for whoever lost his, after it was made sure who asks; the old one opens nothing any more."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gongkai.papers.writers.proof import text_of_pdf
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.receipt import Channel
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts import intake
from gongkai.web.applications.acts.receipting import Verified, issue_code
from gongkai.web.applications.codes import as_typed
from gongkai.web.applications.models import Application, Particulars
from gongkai.web.applications.queries import by_code
from gongkai.web.apply.telling.effects import send_mail
from gongkai.web.audit import ledger
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.models import AuditRow, Event, Look, SideEffect
from gongkai.web.ui import clock
from tests.web.applications.cases import RECEIVED, a_submission
from tests.web.applications.conftest import day
from tests.web.applications.test_pages import address, form_of
from tests.web.page import page_of
from tests.web.rules.setting import set_in

ON = day("2025-03-20")


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(ON):
        yield


@pytest.fixture
def desk(client: Client, clerk) -> Client:
    client.force_login(clerk)
    return client


def test_the_new_code_opens_the_case_and_the_old_one_no_more(water, clerk) -> None:
    entered = intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    one = entered.application
    code = issue_code(one, by=clerk, on=ON, verified=Verified.DOCUMENT_SEEN, note="窗口办理")
    assert by_code(one.number, code) == one
    assert by_code(one.number, entered.code) is None
    event = Event.objects.get(kind="issue_code")
    assert event.payload["office"]["verified"] == "document_seen"
    assert code not in str(event.payload)
    assert code not in str(list(AuditRow.objects.values_list("changes", flat=True)))
    assert "窗口办理" in str([row.content for row in Particulars.objects.all()])
    assert list(ledger.verify()) == []


def test_a_page_that_the_old_code_opened_is_shut(client, water, clerk) -> None:
    entered = intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    client.post("/track/", {"number": entered.application.number, "code": entered.code})
    assert client.get("/track/case/").status_code == 200
    issue_code(entered.application, by=clerk, on=ON, verified=Verified.CALLED_BACK)
    assert client.get("/track/case/").url == "/track/"


def test_it_is_not_for_the_leader_and_not_without_a_number_or_words(application, water, clerk, leader) -> None:
    with pytest.raises(Forbidden):
        issue_code(application, by=leader, on=ON, verified=Verified.AGENT)
    unnumbered = intake.arrive(
        water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON, is_numbered=False
    ).application
    with pytest.raises(NotAllowed, match="先登记编号"):
        issue_code(unnumbered, by=clerk, on=ON, verified=Verified.AGENT)
    application.erased_on = ON
    with pytest.raises(NotAllowed, match="已经销毁"):
        issue_code(application, by=clerk, on=ON, verified=Verified.AGENT)


def test_the_applicant_is_told_by_the_address_on_record_and_not_the_code(
    water, clerk, django_capture_on_commit_callbacks
) -> None:
    who = {**a_submission().applicant, "email": "shen@example.com"}
    one = intake.arrive(
        water, a_submission(applicant=who), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON
    ).application
    code = issue_code(one, by=clerk, on=ON, verified=Verified.IN_WRITING)
    told = SideEffect.objects.filter(name="apply.mail").latest("pk")
    assert told.payload["act"] == "issue_code"
    send_mail(told.key, told.payload)
    sent = mail.outbox[-1]
    assert sent.to == ["shen@example.com"]
    assert "原查询码作废" in sent.body
    assert code not in sent.body.replace("-", "")


def test_on_the_page_how_it_was_verified_is_asked_and_the_code_is_shown_once_with_a_receipt(
    desk: Client, water, head, application
) -> None:
    set_in(water, head, "set_letter_head", head_phone="0378-1234567", head_contact="公开办")
    page = address("issue_code", application)
    refused = page_of(desk.post(page, form_of(desk, "issue_code", application, note="")))
    assert "怎样核实身份" in refused.text
    assert not Event.objects.filter(kind="issue_code").exists()
    form = form_of(desk, "issue_code", application, verified="called_back", note="回拨登记的手机，姓名和申请内容相符")
    slip = page_of(desk.post(page, form))
    (code,) = re.findall(r'name="code" value="([^"]+)"', slip.html)
    assert by_code(application.number, as_typed(code)) == Application.objects.get()
    assert "原查询码已经作废" in slip.text
    assert "怎样核实身份" not in slip.text
    assert code not in page_of(desk.get(address("case", application))).text
    given = desk.post(reverse("applications:receipt", args=[application.key]), {"code": code, "format": "pdf"})
    assert code in text_of_pdf(b"".join(given))
    assert Look.objects.latest("pk").what == "下载接收回执"
