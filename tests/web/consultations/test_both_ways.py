"""One case, a third party that answers by the code in its letter, and an organ of the site that answers at its desk."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.regulation.events import Opinion
from gongkai.web.applications.acts.consulting import consult_organ
from gongkai.web.applications.codes import written
from gongkai.web.applications.queries import events_of, standing_of
from gongkai.web.apply.reply.asking import consultations
from gongkai.web.audit.models import Look
from gongkai.web.consultations.models import Consultation
from gongkai.web.files.models import StoredFile
from tests.web.applications.conftest import day
from tests.web.consultations.conftest import signed_in
from tests.web.page import page_of
from tests.web.work import work_off

ASKED = day("2025-03-05")
OPINION = "含有未公布的数据，不同意公开。"


def answer_at_the_desk(teacher: Any) -> None:
    row = Consultation.objects.get()
    paper = SimpleUploadedFile("盖章意见.txt", OPINION.encode(), "text/plain")
    said = {"on": "2025-03-11", "opinion": "objects", "words": "数据尚未公布", "version": row.version, "scan": paper}
    response = signed_in(teacher).post(reverse("consultations:answer_consultation", args=[row.key]), said)
    assert response.status_code == 302, page_of(response).text
    work_off()


def test_both_answers_stand_on_the_case_under_the_names_of_those_who_gave_them(asked, handler, teacher) -> None:
    code = next(one.code for one in consultations(asked) if one.who.value == "third_party")
    party = Client()
    assert party.post("/reply/", {"number": asked.number, "code": written(code)}).url == "/reply/answer/"
    party.post("/reply/answer/", {"opinion": "agrees", "signer": "乙公司"})
    answer_at_the_desk(teacher)
    assert [one.opinion for one in standing_of(asked, on=day("2025-12-31")).letters] == [
        Opinion.AGREES,
        Opinion.OBJECTS,
    ]
    who = {one.kind: one.who for one in events_of(asked)}
    assert who["record_third_party_answer"] == "第三方"
    assert who["record_joint_organ_answer"] == "青石县教育局 TEACHER"
    page = page_of(signed_in(handler).get(reverse("applications:case", args=[asked.key])))
    assert "青石县教育局 TEACHER" in page.text
    assert "数据尚未公布" in page.text
    assert "乙公司" not in page.by_id("letters").text


def test_a_paper_of_the_asked_organ_is_among_the_papers_of_the_case_and_who_opens_it_is_written_down(
    asked, handler, teacher, reviewer
) -> None:
    answer_at_the_desk(teacher)
    copy = StoredFile.objects.get(stream_kind="application")
    page = page_of(signed_in(handler).get(reverse("applications:case", args=[asked.key])))
    address = reverse("files:download", args=[copy.pk])
    assert address in [link["href"] for link in page.all("a")]
    assert "对方机关的书面意见" in page.text
    response = signed_in(handler).get(address)
    assert b"".join(response.streaming_content).decode() == OPINION
    look = Look.objects.get(stream_kind="application")
    assert (look.user, look.why) == (handler, "对方机关的书面意见")
    assert signed_in(teacher).get(address).status_code == 404
    own = StoredFile.objects.get(stream_kind="consultation")
    assert own.sha256 == copy.sha256
    assert signed_in(handler).get(reverse("files:download", args=[own.pk])).status_code == 404
    response = signed_in(teacher).get(reverse("files:download", args=[own.pk]))
    assert b"".join(response.streaming_content).decode() == OPINION


def test_the_asked_organ_finds_its_paper_beside_its_answer(asked, teacher) -> None:
    answer_at_the_desk(teacher)
    row = Consultation.objects.get()
    page = page_of(signed_in(teacher).get(reverse("consultations:consultation", args=[row.key])))
    assert "盖章意见.txt" in page.text
    assert "TEACHER" in page.text


def test_an_organ_where_nobody_can_answer_is_asked_by_letter(application, handler, school) -> None:
    consult_organ(application, "consult_joint_organ", by=handler, on=ASKED, name=school.name, concerns="问")
    work_off()
    assert not Consultation.objects.exists()
    letter = standing_of(application, on=ASKED).letters[0]
    assert not letter.proved
