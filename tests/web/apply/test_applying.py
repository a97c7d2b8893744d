"""The form: its draft, its judgement, and the one application that it becomes."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image

from gongkai.web.applications import sealing
from gongkai.web.applications.models import Application, AppliesAs
from gongkai.web.apply import limits
from gongkai.web.apply.form import drafts, identity_number
from gongkai.web.apply.models import Draft
from gongkai.web.audit.models import AuditRow, Event
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Organ
from tests.web.apply.conftest import DAY, NAMED, WORDS, begun, submitted
from tests.web.page import page_of


def a_picture(name: str = "证件.png") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 25), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def test_it_finds_an_organ_by_a_part_of_its_name(client: Client, water: Organ) -> None:
    page = page_of(client.get("/apply/", {"q": "水利"}))
    assert f"/apply/?organ={water.code}" in [link["href"] for link in page.all("a")]
    assert "没有名称里有" in page_of(client.get("/apply/", {"q": "交通"})).text


def test_it_makes_one_application_that_waits_for_confirmation(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    assert (thing.state, thing.channel) == ("unconfirmed", "internet")
    assert thing.number.endswith("2025-00001")
    assert (thing.submitted_on, thing.arrived_on, thing.received_on) == (DAY, DAY, None)
    assert thing.applicant_kind == AppliesAs.NATURAL_PERSON
    assert len(code.replace("-", "")) == 12
    words = sealing.opened([thing.particulars])[str(thing.particulars)]
    assert words["applicant"]["name"] == "沈不凡"
    assert words["items"] == [{"description": WORDS["item-1-description"]}]


def test_the_applicant_stands_in_the_event_as_applicant_and_nowhere_by_name(client: Client, water: Organ) -> None:
    thing, _ = submitted(client, water)
    events = list(Event.objects.filter(stream_id=str(thing.key)))
    assert {event.who for event in events} == {"申请人"}
    assert {event.actor for event in events} == {None}
    written = "".join(f"{event.payload}" for event in events) + "".join(
        f"{row.changes}{row.why}" for row in AuditRow.objects.all()
    )
    assert not [name for name in NAMED if name in written]
    assert not [name for name in NAMED if name in thing.summary]


def test_sent_twice_it_makes_one(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    for _ in range(2):
        assert client.post("/apply/check/").url == "/apply/receipt/"
    assert Application.objects.get() == thing
    assert page_of(client.get("/apply/receipt/")).by_id("code").text.strip() == code


def test_a_draft_is_kept_right_or_wrong_and_found_by_its_cookie_alone(client: Client, water: Organ) -> None:
    begun(client, water)
    cookie = client.cookies[drafts.COOKIE]
    assert cookie["httponly"]
    assert cookie["path"] == "/apply/"
    client.post("/apply/form/", {"items": "1", "applicant-name": "沈不凡", "save": "1"})
    assert page_of(client.get("/apply/form/")).by_id("id_applicant-name")["value"] == "沈不凡"
    assert "还没有提交" in page_of(client.get("/apply/")).text
    assert Client().get("/apply/form/").status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM apply_draft")
        assert "沈不凡".encode() not in bytes(cursor.fetchone()[0])


def test_a_draft_is_gone_after_two_weeks(client: Client, water: Organ) -> None:
    draft = begun(client, water)
    Draft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(days=15))
    assert client.get("/apply/form/").status_code == 404
    assert drafts.sweep() == 1


def test_it_says_all_that_is_wrong_with_a_link_to_each_field(client: Client, water: Organ) -> None:
    begun(client, water)
    response = client.post(
        "/apply/form/", {"items": "1", "applicant-identity_number": "110105194912310021", "check": "1"}
    )
    page = page_of(response)
    assert response.status_code == 422
    targets = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#id_")}
    assert {"id_applicant-name", "id_applicant-phone", "id_item-1-description"} <= targets <= set(page.ids)
    field = page.by_id("id_applicant-name")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_applicant-name_error"


@pytest.mark.parametrize(
    ("number", "is_right"),
    [("11010519491231002X", True), ("11010519491231002x", True), ("110105194912310021", False),
     ("110105194913310027", False), ("1101051949123100", False)],
)  # fmt: skip
def test_an_identity_number_has_a_day_and_a_check_character(number: str, is_right: bool) -> None:
    assert identity_number.is_right(number) is is_right


def test_items_are_added_and_taken_away_and_the_rest_keeps_its_words(client: Client, water: Organ) -> None:
    begun(client, water)
    client.post("/apply/form/", {**WORDS, "add": "1"})
    both = {**WORDS, "items": "2", "item-2-description": "第二项"}
    client.post("/apply/form/", {**both, "remove": "1"})
    page = page_of(client.get("/apply/form/"))
    assert page.by_id("id_item-1-description").text.strip() == "第二项"
    assert "id_item-2-description" not in page.ids


def test_it_shows_what_is_published_already_without_script(client: Client, water: Organ) -> None:
    begun(client, water)
    page = page_of(client.post("/apply/form/", {**WORDS, "item-1-description": "办公时间和联系电话", "look": "1"}))
    assert water.get_absolute_url() in [link["href"] for link in page.all("a")]
    piece = client.post("/apply/published/", {"organ": water.code, "q": "办公时间和联系电话"})
    assert water.get_absolute_url() in piece.content.decode()


def test_files_are_sealed_survive_a_wrong_form_and_belong_to_the_case(client: Client, water: Organ) -> None:
    begun(client, water)
    client.post("/apply/form/", {"items": "1", "check": "1", "wish-identity_files": a_picture()})
    kept = [
        field["value"] for field in page_of(client.get("/apply/form/")).all("input") if field["name"].endswith("-kept")
    ]
    assert len(kept) == 1
    client.post("/apply/form/", {**WORDS, "wish-identity_files-kept": kept, "check": "1"})
    client.post("/apply/check/")
    file = StoredFile.objects.get()
    assert (file.purpose, file.is_sealed, file.holds_personal_data) == ("身份证明", True, True)
    event = Event.objects.get(kind="attach_paper")
    assert event.payload["office"]["files"][0]["sha256"] == file.sha256
    assert "证件" not in str(event.payload["office"]["files"][0]["key"])


def test_a_hidden_field_that_is_filled_in_stops_it(client: Client, water: Organ) -> None:
    begun(client, water)
    client.post("/apply/form/", {**WORDS, "check": "1"})
    response = client.post("/apply/check/", {"website": "http://spam"})
    assert "自动填表" in page_of(response).text
    assert not Application.objects.exists()


def test_a_form_that_is_filled_in_within_seconds_stops_it(client: Client, water: Organ) -> None:
    draft = begun(client, water)
    client.post("/apply/form/", {**WORDS, "check": "1"})
    Draft.objects.filter(pk=draft.pk).update(begun_at=timezone.now())
    assert "太快" in page_of(client.post("/apply/check/")).text
    assert not Application.objects.exists()


def test_too_many_from_one_address_to_one_organ_wait(client: Client, water: Organ) -> None:
    for _ in range(limits.SUBMITTED_HOURLY.most):
        limits.SUBMITTED_HOURLY.take("127.0.0.1", water.code)
    begun(client, water)
    client.post("/apply/form/", {**WORDS, "check": "1"})
    response = client.post("/apply/check/")
    assert response.status_code == 422
    assert "当面提交或者邮寄" in page_of(response).text
    assert not Application.objects.exists()


def test_confirming_makes_the_day_of_receipt_and_the_code_is_shown_no_more(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    client.post("/apply/receipt/")
    thing.refresh_from_db()
    assert (thing.state, thing.received_on, thing.due_on.isoformat()) == ("handling", DAY, "2025-03-31")
    assert Draft.objects.get().receipt is None
    assert code not in client.get("/apply/receipt/").content.decode()


def test_the_receipt_is_shown_for_half_an_hour(client: Client, water: Organ) -> None:
    _, code = submitted(client, water)
    Draft.objects.update(submitted_at=timezone.now() - timedelta(minutes=31))
    assert code not in client.get("/apply/receipt/").content.decode()
    drafts.sweep()
    assert Draft.objects.get().receipt is None


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_form_is_given_as_a_paper_while_the_receipt_is_shown(kind: str, client: Client, water: Organ) -> None:
    submitted(client, water)
    response = client.get(f"/apply/receipt/form.{kind}")
    assert response.status_code == 200
    assert response.content[:4] in (b"%PDF", b"PK\x03\x04")
    client.post("/apply/receipt/")
    assert client.get(f"/apply/receipt/form.{kind}").status_code == 404


def test_an_organisation_applies_under_its_own_column(client: Client, water: Organ) -> None:
    draft = begun(client, water, "organisation")
    words = {
        "items": "1", "applicant-name": "青石法律服务所", "applicant-organisation_kind": "legal_service",
        "applicant-credit_code": "91350100M000100Y43", "applicant-representative": "甲", "applicant-contact": "乙",
        "applicant-phone": "0371-65500000", "item-1-description": "水利工程招标结果", "check": "1",
    }  # fmt: skip
    assert client.post("/apply/form/", words).url == "/apply/check/"
    client.post("/apply/check/")
    thing = Application.objects.get(key=draft.key)
    assert thing.applicant_kind == AppliesAs.LEGAL_SERVICE
    sealed = sealing.opened([thing.particulars])[str(thing.particulars)]["applicant"]
    assert (sealed["identity_kind"], sealed["identity_number"]) == ("credit_code", "91350100M000100Y43")
    assert client.get("/apply/receipt/form.docx").status_code == 200


def test_an_organ_that_is_gone_takes_none(client: Client, water: Organ) -> None:
    Organ.objects.filter(pk=water.pk).update(state="abolished")
    assert client.post("/apply/begin/", {"organ": water.code, "kind": "citizen"}).status_code == 400
    Organ.objects.filter(pk=water.pk).update(state="active")
