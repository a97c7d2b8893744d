"""The frame of the office: desk, search, notices, the page of a thing, and who may come in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.roles import Role
from gongkai.web.audit import effects
from gongkai.web.audit.models import SideEffect
from gongkai.web.office import notices
from gongkai.web.office.desk import DeskItem, Provider, desk_of
from gongkai.web.office.models import Note, Notice, Telling
from tests.web.factories import a_person, an_organ
from tests.web.office.cases import DAY, a_case, a_handler, signed_in
from tests.web.office.casework.declared import PROVIDER
from tests.web.page import page_of
from tests.web.work import work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]


@pytest.fixture
def organ():
    return an_organ("青石县水利局")


@pytest.fixture
def handler(organ):
    return a_handler(organ, email="li@qingshi.example")


@pytest.fixture
def client(handler):
    return signed_in(handler)


ADDRESSES = (
    "/office/",
    "/office/lists/",
    "/office/search/",
    "/office/notices/",
    "/office/me/",
    "/office/cases/",
    "/office/ui/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_opens_to_staff_alone(address: str, organ) -> None:
    assert Client().get(address)["Location"] == f"{reverse('account_login')}?next={address}"
    assert signed_in(a_person()).get(address).status_code == 404
    assert signed_in(a_handler(organ, Role.OPERATOR)).get(address).status_code == 200


def test_what_is_refused_at_the_door_still_gets_its_page(settings) -> None:
    settings.BODY_LIMIT = 10
    assert Client().post("/office/me/", {"telling": "at_once"}).status_code == 413


def test_the_page_of_components_is_for_operators(client) -> None:
    response = client.get("/office/ui/")
    assert response.status_code == 403
    assert "由系统管理员使用" in page_of(response).text


def test_a_refusal_inside_of_the_office_leads_back_to_the_desk_and_to_a_stranger_shows_nothing_of_it(client) -> None:
    page = page_of(client.get("/office/nothing/"))
    assert ("回到工作台", "/office/") in [(link.text, link["href"]) for link in page.all("a")]
    assert "回到首页" not in page.text
    assert "回到工作台" not in page_of(signed_in(a_person()).get("/office/nothing/")).text


def test_the_desk_lays_out_what_is_late_and_what_is_due_this_week(client, organ) -> None:
    a_case(organ, "早该答复的", due=DAY - timedelta(3))
    a_case(organ, "周日到期的", due=DAY + timedelta(6))
    a_case(organ, "下周到期的", due=DAY + timedelta(7))
    a_case(organ, "没有期限的")
    a_case(organ, "办完了的", due=DAY, state="closed")
    page = page_of(client.get("/office/"))
    sections = [section.text for section in page.all("section")]
    assert ["早该答复的" in sections[0], "周日到期的" in sections[1]] == [True, True]
    assert "下周到期的" in sections[2]
    assert "没有期限的" in sections[2]
    assert "办完了的" not in page.text
    assert "2025年2月共有 3 件到期，分布在 3 天。" in page.text


def test_the_desk_is_drawn_with_few_queries_however_much_waits(client, organ) -> None:
    for number in range(40):
        a_case(organ, due=DAY + timedelta(number - 9))
    with CaptureQueriesContext(connection) as queries:
        page = page_of(client.get("/office/"))
    assert len(queries) <= 10, [query["sql"] for query in queries]
    assert "查看全部案件" in page.text


def test_an_empty_desk_says_what_will_come(client) -> None:
    assert "轮到您办理、审核或者确认的事项会列在这里" in page_of(client.get("/office/")).text


def test_the_desk_knows_what_is_late_whatever_the_order_of_a_provider(handler, organ) -> None:
    days = [DAY + timedelta(number) for number in (9, -1, 6, 0, -30, 7)]
    items = [DeskItem("", day, "#", "", "", "") for day in (None, *days)]
    strange = Provider("strange", "杂项", lambda *_: items[::-1], lambda *_: {})
    found = desk_of(handler, DAY, asked=[strange, PROVIDER])
    assert [item.due_on for item in found.late] == [DAY - timedelta(30), DAY - timedelta(1)]
    assert [item.due_on for item in found.this_week] == [DAY, DAY + timedelta(6)]
    assert [item.due_on for item in found.later] == [DAY + timedelta(7), DAY + timedelta(9), None]


def test_the_search_finds_in_all_lists_what_one_may_see(client, organ) -> None:
    case = a_case(organ, "防汛物资采购合同")
    a_case(an_organ(), "防汛方案")
    page = page_of(client.get("/office/search/", {"q": "防汛"}))
    assert case.number in page.text
    assert "防汛方案" not in page.text
    assert "没有找到“水库”" in page_of(client.get("/office/search/", {"q": "水库"})).text


def test_the_page_of_a_thing_shows_its_state_its_acts_and_why_not(client, organ) -> None:
    case = a_case(organ, due=DAY + timedelta(1))
    page = page_of(client.get(f"/office/case/{case.number}/"))
    assert "办理中" in page.text
    assert "还有 1 天" in page.text
    assert [a.text for a in page.all("a") if "button" in a["class"]] == ["办结"]
    assert "“延期”要由在“青石县水利局”担任审签负责人的人员办理" in page.text
    assert "依据：《条例》第三十一条" in page.text
    assert "代王科员" in page.text


def test_the_page_of_a_thing_is_not_there_for_others(client) -> None:
    case = a_case(an_organ())
    assert client.get(f"/office/case/{case.number}/").status_code == 404
    assert client.post(f"/office/case/{case.number}/note/", {"text": "看看"}).status_code == 404
    assert not Note.objects.exists()


def test_a_note_is_kept_with_its_author_and_an_empty_one_is_not(client, organ) -> None:
    case = a_case(organ)
    address = f"/office/case/{case.number}/note/"
    assert "备注要有内容" in page_of(client.post(address, {"text": "  "})).text
    page = page_of(client.post(address, {"text": "<b>已电话沟通</b>"}, follow=True))
    assert "<b>已电话沟通</b>" in page.text
    assert Note.objects.get().author.name == "李科员"


def test_a_notice_is_told_once_and_counted_until_read(client, handler) -> None:
    for _ in range(2):
        notices.tell([handler], key="case:1:due", title="防汛物资采购合同即将到期", url="/office/cases/")
    assert Notice.objects.count() == 1
    assert "1条未读" in page_of(client.get("/office/")).text.replace(" ", "")
    assert "防汛物资采购合同即将到期" in page_of(client.get("/office/notices/")).text
    assert "已读" in page_of(client.post("/office/notices/", follow=True)).text
    assert notices.unread(handler) == 0


def mailed(telling: Telling) -> int:
    """As the clock and then the worker do: how many letters are out in all."""
    notices.order_letters(telling)
    work_off()
    return len(mail.outbox)


def test_a_letter_names_no_matter_and_is_sent_once_as_wished(client, handler) -> None:
    notices.tell([handler], key="1", title="王某某的申请即将到期", url="/office/cases/")
    assert [mailed(telling) for telling in (Telling.AT_ONCE, Telling.DIGEST, Telling.DIGEST)] == [0, 1, 1]
    (letter,) = mail.outbox
    assert letter.to == ["li@qingshi.example"]
    assert "1 项新的待办提醒" in letter.subject
    assert "王某某" not in letter.subject + letter.body
    client.post("/office/me/", {"telling": "at_once"})
    notices.tell([handler], key="2", title="又一件", url="/office/cases/")
    assert mailed(Telling.AT_ONCE) == 2


def test_what_was_read_before_the_letter_left_is_not_in_it(handler) -> None:
    for key in "12":
        notices.tell([handler], key=key, title="一件", url="/office/cases/")
    notices.order_letters(Telling.DIGEST)
    notices.mark_read(handler, [Notice.objects.first().pk])
    work_off()
    assert "1 项新的待办提醒" in mail.outbox[0].subject
    notices.tell([handler], key="3", title="一件", url="/office/cases/")
    notices.order_letters(Telling.DIGEST)
    notices.mark_read(handler)
    work_off()
    assert len(mail.outbox) == 1


def test_who_wants_no_letters_gets_none_not_even_later(client, handler) -> None:
    notices.tell([handler], key="1", title="一件", url="/office/cases/")
    for wish in ("never", "digest"):
        assert "已保存" in page_of(client.post("/office/me/", {"telling": wish}, follow=True)).text
    assert "没有保存" in page_of(client.post("/office/me/", {"telling": "pigeon"}, follow=True)).text
    assert mailed(Telling.DIGEST) == 0
    assert notices.telling_of(handler) is Telling.DIGEST


def test_a_letter_that_was_not_taken_is_sent_later_and_is_then_the_same(handler, monkeypatch) -> None:
    notices.tell([handler], key="1", title="一件", url="/office/cases/")
    sent = []

    def refuses(letter: EmailMessage) -> int:
        sent.append(letter.message()["Message-ID"])
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuses)
        assert mailed(Telling.DIGEST) == 0
        assert effects.retry() == 0  # not before its minute is over
    SideEffect.objects.update(next_try_at=timezone.now())
    assert effects.retry() == 1
    work_off()
    assert [letter.message()["Message-ID"] for letter in mail.outbox] == sent
    assert SideEffect.objects.get().attempts == 2


def test_opening_a_notice_marks_that_one_as_read_and_leads_on(client, handler) -> None:
    for key in "12":
        notices.tell([handler], key=key, title=f"第{key}件", url=f"/office/me/?from={key}")
    first = Notice.objects.get(key="1")
    client.get("/office/notices/")
    assert notices.unread(handler) == 2
    assert client.post("/office/notices/", {"open": first.pk}).headers["Location"] == "/office/me/?from=1"
    assert [one.key for one in Notice.objects.filter(read_at=None)] == ["2"]


@pytest.mark.parametrize("word", ["theirs", "", "x", "9" * 30, "-1"])
def test_a_notice_that_is_not_his_opens_nothing(word, client, handler) -> None:
    other = a_handler(an_organ())
    notices.tell([other], key="1", title="别人的", url="/office/me/")
    word = str(Notice.objects.get().pk) if word == "theirs" else word
    answer = client.post("/office/notices/", {"open": word}, follow=True)
    assert answer.redirect_chain == [("/office/notices/", 302)]
    assert "没有这条通知" in answer.content.decode()
    assert notices.unread(other) == 1
