"""A question from one organ of the site to another, and its answer, as they travel."""

import pytest
from django.urls import reverse

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.web.applications.acts.consulting import consult_organ
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.queries import events_of, standing_of
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import Stale
from gongkai.web.consultations.actions import answer_consultation
from gongkai.web.consultations.models import Consultation
from gongkai.web.office.models import Notice
from tests.web.applications.conftest import day
from tests.web.page import page_of
from tests.web.work import work_off


@pytest.fixture
def question(application, handler, school, teacher) -> Consultation:
    consult_organ(
        application, "consult_joint_organ", by=handler, on=day("2025-03-05"), name=school.name,
        concerns="两局联合印发的通知，是否同意公开",
    )  # fmt: skip
    work_off()
    return Consultation.objects.get()


def test_the_question_reaches_the_other_organ_the_same_day_with_its_limit(question, teacher, school) -> None:
    assert (question.organ, question.asked_on, question.state) == (school, day("2025-03-05"), "asked")
    assert question.limit == day("2025-03-26")
    assert "请在 2025-03-26 前答复" in Notice.objects.filter(user=teacher).last().title


def test_the_answer_arrives_on_the_case(question, application, teacher) -> None:
    answer_consultation(question, by=teacher, on=day("2025-03-11"), opinion=Opinion.AGREES, words="同意公开")
    work_off()
    letter = standing_of(application, on=day("2025-03-12")).letters[0]
    assert (letter.answered_on, letter.opinion) == (day("2025-03-11"), Opinion.AGREES)
    assert events_of(application).last().kind == "record_joint_organ_answer"


def test_whoever_objects_says_why_and_an_answer_is_given_once(question, teacher) -> None:
    with pytest.raises(NotAllowed, match="说明理由"):
        answer_consultation(question, by=teacher, on=day("2025-03-11"), opinion=Opinion.OBJECTS, words=" ")
    with pytest.raises(ImpossibleDate):
        answer_consultation(question, by=teacher, on=day("2025-03-04"), opinion=Opinion.AGREES, words="")
    words = {"opinion": Opinion.OBJECTS, "words": "含未公布的数据", "version": question.version}
    answer_consultation(question, by=teacher, on=day("2025-03-11"), **words)
    with pytest.raises(Stale):
        answer_consultation(question, by=teacher, on=day("2025-03-11"), **{**words, "version": 1})
    with pytest.raises(NotAllowed):
        answer_consultation(question, by=teacher, on=day("2025-03-11"), opinion=Opinion.AGREES, words="")


def test_an_answer_after_the_end_stays_in_the_file_under_the_name_of_whoever_gave_it(
    question, application, teacher
) -> None:
    do(application, "withdraw", by=CONSOLE, on=day("2025-03-10"))
    answer_consultation(question, by=teacher, on=day("2025-03-11"), opinion=Opinion.AGREES, words="同意")
    work_off()
    last = events_of(application).last()
    assert (last.kind, last.who) == ("attach_paper", "青石县教育局 TEACHER")


def test_an_organ_outside_of_the_site_is_asked_by_letter_alone(application, handler) -> None:
    consult_organ(
        application, "consult_other_organ", by=handler, on=day("2025-03-05"), name="国家某局", concerns="请协助确认"
    )
    work_off()
    assert not Consultation.objects.exists()


def test_one_does_not_ask_oneself(application, handler, water) -> None:
    with pytest.raises(NotAllowed, match="本机关"):
        consult_organ(
            application, "consult_joint_organ", by=handler, on=day("2025-03-05"), name=water.name, concerns="问"
        )


def test_the_asked_organ_answers_on_its_page_and_sees_nothing_of_the_applicant(
    client, settings, question, teacher
) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(teacher)
    desk = page_of(client.get(reverse("office:desk")))
    assert "青石县水利局征求意见" in desk.text
    page = page_of(client.get(reverse("consultations:consultation", args=[question.key])))
    assert "两局联合印发的通知" in page.text
    assert "沈不凡" not in page.text
    address = reverse("consultations:answer_consultation", args=[question.key])
    sent = {"on": "2025-03-11", "opinion": "agrees", "words": "同意", "version": question.version}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409
