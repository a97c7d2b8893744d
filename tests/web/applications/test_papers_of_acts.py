"""Scans and other papers on the pages of registration and of acts: taken in, or refused in one sentence."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from gongkai.papers.letters.elements import Title
from gongkai.papers.writers.pdf import set_elements
from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.proving import PROVED_BY
from gongkai.web.applications.archive.case_file import as_pdf
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.forms.known import FORMS
from gongkai.web.applications.table import table
from gongkai.web.audit.models import Event
from gongkai.web.config.headers import _limit_of_view
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from gongkai.web.ui import clock
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day
from tests.web.applications.test_pages import REGISTRATION, address, form_of
from tests.web.directory.test_pages import filled
from tests.web.page import page_of


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(day("2025-03-20")):
        yield


@pytest.fixture
def desk(client: Client, handler) -> Client:
    client.force_login(handler)
    return client


def a_scan(name: str = "申请书.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, set_elements([Title("扫描")], title="扫描", numbered=False))


def kept_of(page) -> list[str]:
    return re.findall(r'name="(?:scans|proofs)-kept"\s+value="([^"]+)"', page.html)


def registration(desk: Client, water, **words) -> tuple[str, dict]:
    page = reverse("applications:record_arrival")
    return page, {**filled(page_of(desk.get(page))), "organ": water.code, **REGISTRATION, **words}


def test_a_scan_comes_with_the_registration_and_is_a_paper_of_the_case(desk, water) -> None:
    page, form = registration(desk, water)
    desk.post(page, {**form, "scans": [a_scan(), a_scan("身份证.pdf")]})
    one = Application.objects.get()
    assert [file.name for file in StoredFile.objects.order_by("added_at")] == ["申请书.pdf", "身份证.pdf"]
    assert {file.is_sealed for file in StoredFile.objects.all()} == {True}
    assert Event.objects.get(kind="attach_paper").stream_id == str(one.key)
    shown = page_of(desk.get(address("case", one)))
    assert "申请书、身份证明等的扫描件" in shown.text
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(as_pdf(one))).pages)
    assert "申请书、身份证明等的扫描件" in re.sub(r"\s", "", text)


def test_a_refused_scan_is_one_sentence_and_nothing_typed_or_sent_is_lost(desk, water) -> None:
    page, form = registration(desk, water)
    bad = SimpleUploadedFile("申请.pdf", b"MZ" + bytes(200))
    answer = page_of(desk.post(page, {**form, "scans": [a_scan(), bad]}))
    assert answer.text.count("文件“申请.pdf”没有收下") == 2  # in the summary, and beside the field
    assert not Application.objects.exists()
    again = {**filled(answer), "organ": water.code, "channel": "internet", "applicant_kind": "business"}
    assert (again["name"], again["summary"]) == (REGISTRATION["name"], REGISTRATION["summary"])
    (token,) = kept_of(answer)
    sent = desk.post(page, {**again, "description": REGISTRATION["description"], "scans-kept": token})
    assert sent.status_code == 200, page_of(sent).text
    assert StoredFile.objects.get().name == "申请书.pdf"


def test_what_is_refused_for_another_field_keeps_its_scan(desk, water) -> None:
    page, form = registration(desk, water, summary="")
    answer = page_of(desk.post(page, {**form, "scans": [a_scan()]}))
    assert len(kept_of(answer)) == 1
    assert not StoredFile.objects.exists()


def test_a_paper_survives_the_step_on_which_the_act_is_confirmed(desk, application) -> None:
    decided(application, day("2025-03-18"))
    form = form_of(desk, "serve", application, on="2025-03-20")
    step = page_of(desk.post(address("serve", application), {**form, "proofs": [a_scan("回证.pdf")]}))
    assert not StoredFile.objects.exists()
    (token,) = kept_of(step)
    desk.post(address("serve", application), {**form, "confirmed": "1", "proofs-kept": token})
    file = StoredFile.objects.get()
    assert (file.name, file.purpose) == ("回证.pdf", PROVED_BY["serve"])
    (named,) = Event.objects.get(kind="serve").payload["office"]["files"]
    assert named["sha256"] == file.sha256
    with content_of(file) as content:
        assert b"".join(content).startswith(b"%PDF")


def test_a_paper_without_a_scan_says_where_it_lies_and_has_its_page(desk, application) -> None:
    form = form_of(desk, "attach_paper", application, title="身份证复印件", pages="", place="")
    assert "应当写明页数和存放处" in page_of(desk.post(address("attach_paper", application), form)).text
    desk.post(address("attach_paper", application), {**form, "pages": "2", "place": "三号柜"})
    shown = page_of(desk.get(address("case", application)))
    assert "身份证复印件" in shown.text
    assert "纸质 2 页，存放处：三号柜" in shown.text
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(as_pdf(application))).pages)
    assert "三号柜" in text


def test_every_act_that_is_proved_by_a_paper_asks_for_it_and_takes_large_ones(rf, application, handler) -> None:
    for name in PROVED_BY:
        assert table().act(name).label
        number = next(iter(Event.objects.filter(kind="register").values_list("number", flat=True)))
        form = FORMS[name](None, None, user=handler, thing=application, asked={"number": str(number)})
        assert "proofs" in form.fields, name
        assert (_limit_of_view(rf.post(address(name, application))) or 0) > 200 << 20, name


def test_a_refused_act_leaves_no_paper(desk, application) -> None:
    form = form_of(desk, "note_call", application, note="", proofs=a_scan())
    answer = page_of(desk.post(address("note_call", application), form))
    assert not StoredFile.objects.exists()
    assert len(kept_of(answer)) == 1


def test_a_file_outside_of_an_act_is_refused(application, handler) -> None:
    with pytest.raises(KeyError):
        do(application, "set_summary", by=handler, on=day("2025-03-20"), office={"summary": "x"}, proofs=[object()])


def test_a_case_whose_particulars_are_destroyed_takes_no_paper(application, handler) -> None:
    application.erased_on = day("2025-03-20")
    scan = receive(a_scan(), personal=True)
    with pytest.raises(NotAllowed, match="不再收存材料"):
        do(application, "attach_paper", by=handler, on=day("2025-03-20"), words={"title": "x"}, proofs=[scan])
    assert not StoredFile.objects.exists()
