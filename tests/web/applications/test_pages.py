"""The office's pages of applications, as a browser without script uses them."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.regulation.grounds import Ground, ground_rule
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.applications.rules_of import calendar_of
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.models import Look
from gongkai.web.ui import clock
from tests.web.applications.cases import IDENTITY, NAME, PHONE
from tests.web.applications.conftest import day
from tests.web.directory.test_pages import filled
from tests.web.page import page_of


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(day("2025-03-20")):
        yield


@pytest.fixture
def desk(client: Client, handler) -> Client:
    client.force_login(handler)
    return client


def address(name: str, thing: Application) -> str:
    return reverse(f"applications:{name}", args=[thing.key])


def form_of(client: Client, name: str, thing: Application, **words: str) -> dict[str, str]:
    page = page_of(client.get(address(name, thing)))
    return {**filled(page), **words}


REGISTRATION = {
    "channel": "internet", "on": "2025-03-18", "applicant_kind": "business", "name": "青石县某某有限公司",
    "description": "第一项\n第二项", "summary": "排水管网图件",
}  # fmt: skip


def test_an_application_is_registered_once_and_its_code_is_shown_once(desk: Client, water) -> None:
    page = reverse("applications:record_arrival")
    form = {**filled(page_of(desk.get(page))), "organ": water.code, **REGISTRATION}
    answer = page_of(desk.post(page, form))
    one = Application.objects.get()
    assert "查询码只在这里显示一次" in answer.text
    assert (one.state, one.items, one.applicant_kind) == ("unconfirmed", 2, "business")
    assert "已经登记过" in page_of(desk.post(page, form)).text
    assert Application.objects.count() == 1


def test_a_wrong_registration_says_what_is_missing_and_keeps_what_was_typed(desk: Client, water) -> None:
    page = reverse("applications:record_arrival")
    answer = desk.post(page, {**REGISTRATION, "organ": water.code, "summary": "", "key": "x"})
    assert answer.status_code == 409
    assert "青石县某某有限公司" in answer.content.decode()


def test_the_case_masks_who_applied_until_somebody_looks_and_is_written_down(desk: Client, application) -> None:
    text = desk.get(address("case", application)).content.decode()
    assert NAME not in text
    assert IDENTITY not in text
    assert "4101**********1234" in text
    assert "138****8000" in text
    shown = desk.post(address("look", application)).content.decode()
    assert NAME in shown
    assert PHONE in shown
    assert Look.objects.get().what == "申请人信息"


def test_an_extension_shows_from_which_day_to_which_before_it_is_done(client, head, application) -> None:
    client.force_login(head)
    form = form_of(client, "extend", application, workdays="20")
    first = page_of(client.post(address("extend", application), form))
    assert "2025-03-31" in first.text
    assert "2025-04-28" in first.text
    application.refresh_from_db()
    assert (application.version, str(application.due_on)) == (2, "2025-03-31")
    answer = client.post(address("extend", application), {**form, "confirmed": "1"}, follow=True)
    assert "“延长答复期限”已经办理。" in page_of(answer).text
    application.refresh_from_db()
    assert str(application.due_on) == "2025-04-28"
    again = client.post(address("extend", application), {**form, "confirmed": "1"})
    assert again.status_code == 409
    assert "已经由他人" in page_of(again).text


def test_a_refusal_says_the_rule_the_article_and_what_to_do(client, head, application) -> None:
    do(application, "extend", by=CONSOLE, on=day("2025-03-20"), fields={"workdays": 5})
    client.force_login(head)
    text = page_of(client.get(address("case", application))).text
    assert "答复期限只能延长一次" in text
    assert "第三十三条第二款" in text
    form = form_of(client, "extend", application, workdays="5")
    answer = client.post(address("extend", application), form)
    assert answer.status_code == 409
    assert "答复期限只能延长一次" in page_of(answer).text


def test_a_reply_is_proposed_in_two_steps(desk: Client, application) -> None:
    first = page_of(desk.get(address("propose_reply", application)))
    assert "填写各项内容" in first.text
    query = "?finding1=refused.process/in_process&ground1=process"
    page = page_of(desk.get(address("propose_reply", application) + query))
    assert "属于哪一类" in page.text
    form = {**filled(page), "finding1": "refused.process/in_process", "ground1": "process"}
    for area in page.all("textarea"):
        form[area["name"]] = "写明了"
    form["kind1"] = min(ground_rule(Ground.PROCESS).kinds)
    assert desk.post(address("propose_reply", application), form).status_code == 302
    application.refresh_from_db()
    assert (application.proposal, application.waits_for) == ("proposed", "reviewer")


def test_a_record_is_corrected_in_two_steps(client, head, application) -> None:
    client.force_login(head)
    do(application, "extend", by=CONSOLE, on=day("2025-03-10"), fields={"workdays": 20})
    assert "记错的一条" in page_of(client.get(address("correct_record", application))).text
    page = page_of(client.get(address("correct_record", application) + "?number=3"))
    form = {**filled(page), "number": "3", "right_workdays": "10", "reason": "应为十日", "confirmed": "1"}
    answer = client.post(address("correct_record", application), form)
    assert answer.status_code == 302, page_of(answer).text
    application.refresh_from_db()
    assert str(application.due_on) == "2025-04-15"


def test_the_board_is_read_in_ten_questions(desk: Client, application, django_assert_max_num_queries) -> None:
    desk.get(reverse("office:applications"))
    with django_assert_max_num_queries(10):
        page = page_of(desk.get(reverse("office:applications")))
    assert "以后到期 1 件" in page.text
    assert "还有 7 个工作日" in page.text


def test_picked_cases_are_given_to_one_handler(client, head, handler, application) -> None:
    client.force_login(head)
    picked = {"act": "assign", "pick": [str(application.pk)]}
    assert "HANDLER（handler）" in page_of(client.post(reverse("office:applications-together"), picked)).text
    done = reverse("office:applications-together-done")
    client.post(done, {**picked, "option": "handler"})
    application.refresh_from_db()
    assert application.handler == handler
    client.post(done, {**picked, "option": "stranger"})
    application.refresh_from_db()
    assert application.handler == handler


def test_the_desk_counts_what_is_left_in_working_days(desk: Client, application) -> None:
    due = Application.objects.get().next_on
    with clock.fixed(calendar_of(application.organ).subtract(due, 2)):
        assert "还有 2 个工作日" in page_of(desk.get("/office/")).text
