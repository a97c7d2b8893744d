"""What a letter says that follows from settings, numbers of the law or the record: nobody types it."""

import re

import pytest
from django.test import Client

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import intake, joining, keeping
from gongkai.web.applications.acts.consulting import consult_third_party
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.lettering import make_letter, with_letter
from gongkai.web.applications.acts.working import propose_fee
from gongkai.web.applications.letters.drafting import drafted, fields_of
from gongkai.web.applications.letters.elements_known import elements_known
from gongkai.web.applications.letters.facts import facts_of
from gongkai.web.applications.queries import events_of
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.files.models import StoredFile
from gongkai.web.rules.models import Counter
from gongkai.web.ui import clock
from tests.web.applications.cases import a_submission, passed
from tests.web.applications.conftest import day
from tests.web.applications.test_make_letter import water as under_its_government
from tests.web.applications.test_pages import address, form_of
from tests.web.page import page_of
from tests.web.rules.setting import set_in

water = under_its_government
ON = day("2025-03-05")


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(ON):
        yield


@pytest.fixture
def office(water, head):
    """The organ, which has said how it is reached and where it is paid."""
    set_in(
        water, head, "set_letter_head", head_phone="0378-1", head_contact="公开办", head_address="青石县青石路1号",
        fee_payment="青石县财政局非税专户，工商银行 0001",
    )  # fmt: skip
    return water


def asked(thing, key: str) -> set[str]:
    return {one.key for one in fields_of(facts_of(thing), key, on=ON, given={})}


def said(thing, key: str, **given) -> str:
    letter = drafted(facts_of(thing), key, on=ON, given=given, number="青水公〔2025〕1号")
    return "\n".join(str(getattr(one, "text", "")) for one in letter.elements)


def test_the_period_of_correction_is_the_organs_where_the_act_names_none(office, application, handler, head) -> None:
    assert asked(application, "correction_notice") == {"unclear", "guidance"}
    assert "15个工作日内" in said(application, "correction_notice")
    set_in(office, head, "set_policies", correction_workdays="7")
    assert "起7个工作日内" in said(application, "correction_notice")
    do(application, "request_correction", by=handler, on=ON, fields={"workdays": 5})
    assert "起5个工作日内" in said(application, "correction_notice")
    assert "公开办，0378-1，青石县青石路1号" in said(application, "correction_notice")


def test_a_clerk_asks_for_correction_and_types_what_is_unclear_alone(office, application, handler, client) -> None:
    client.force_login(handler)
    words = {"letter_unclear": "年度", "letter_guidance": "写明文号", "workdays": "", "makes_letter": "on"}
    form = form_of(client, "request_correction", application, **words)
    step = page_of(client.post(address("request_correction", application), form))
    assert "起15个工作日内" in step.text
    client.post(address("request_correction", application), {**form, "confirmed": "1"})
    assert [row.kind for row in events_of(application)][-2:] == ["request_correction", "make_letter"]


def test_a_preview_takes_no_number_of_any_series(office, application, handler, client: Client) -> None:
    client.force_login(handler)
    before = set(Counter.objects.values_list("frame", "last"))
    words = {"letter_unclear": "年度", "letter_guidance": "写明文号", "makes_letter": "on"}
    for _ in range(3):
        page = address("request_correction", application)
        client.get(page)
        form = form_of(client, "request_correction", application, **words)
        assert "起15个工作日内" in page_of(client.post(page, form)).text
        made = f"{address('make_letter', application)}?letter=correction_notice"
        client.get(made)
        client.post(made, {**form_of(client, "make_letter", application), **words, "letter": "correction_notice"})
    assert set(Counter.objects.values_list("frame", "last")) == before
    assert not StoredFile.objects.exists()
    client.post(page, {**form, "confirmed": "1"})
    number = events_of(application).last().payload["office"]["number"]
    assert re.search(r"〔2025〕1号$", number)


def test_an_act_that_is_refused_gives_its_letters_number_back(office, application, handler) -> None:
    given = {"unclear": "年度", "guidance": "写明文号"}

    def refused(_: str) -> None:
        raise NotAllowed("不行。", cite("REG 30"), "")

    with pytest.raises(NotAllowed):
        with_letter(application, refused, "correction_notice", by=handler, on=ON, given=given)
    make_letter(application, by=handler, on=ON, letter="correction_notice", given=given)
    assert events_of(application).last().payload["office"]["number"].endswith("〔2025〕1号")


def test_a_fee_notice_says_tariff_amount_and_where_to_pay(office, application, head, handler) -> None:
    propose_fee(application, by=handler, on=ON, volume=31, reason="要求提供复制件")
    do(application, "notify_fee", by=head, on=ON, fields={"yuan": 10})
    assert asked(application, "fee_notice") == set()
    text = said(application, "fee_notice")
    for words in ("10元", "工商银行 0001", "31"):
        assert words in text


def test_letters_to_other_organs_repeat_the_question_and_count_the_limit(office, application, handler) -> None:
    words = {"concerns": "请确认密级"}
    do(application, "consult_other_organ", by=handler, on=ON, fields={"name": "青石县档案馆"}, words=words)
    assert asked(application, "coordination_letter") == set()
    assert "请确认密级" in said(application, "coordination_letter")
    assert re.search(r"请于2025年3月\d+日以前", said(application, "coordination_letter"))
    assert "2025年3月5日征求其他机关意见" in said(application, "consultation_notice")
    do(application, "consult_joint_organ", by=handler, on=ON, fields={"name": "青石县档案馆"}, words=words)
    assert asked(application, "joint_organ_consultation") == set()


def test_the_record_of_searches_and_of_withdrawal_fill_their_papers(office, application, handler) -> None:
    search = {"what": "鉴定书", "where": "办公室档案", "keywords": "泵站", "searcher": "某人", "result": "没有"}
    keeping.log_search(application, by=handler, on=ON, **search)
    assert asked(application, "search_record") == {"method"}
    facts = facts_of(application)
    known = elements_known(facts, Outcome("unavailable.not_held"), "does_not_exist")
    assert known == {"search_scope": "办公室档案", "search_method": "泵站", "search_result": "没有"}
    do(application, "withdraw", by=handler, on=ON)
    assert "因申请人于2025年3月5日撤回申请" in said(application, "termination_notice")


def test_a_repeated_application_names_the_earlier_reply(office, application, handler) -> None:
    passed(application, ON)
    do(application, "decide", by=CONSOLE, on=ON, fields={"outcome": Outcome.GRANTED})
    again = intake.arrive(office, a_submission(), by=CONSOLE, on=ON, channel=Channel.IN_PERSON).application
    joining.mark_duplicate(again, by=handler, on=ON, of=application)
    known = elements_known(facts_of(again), Outcome("not_processed.repeated"), "repeated")
    assert known == {"earlier_reply": f"申请编号{application.number}，本机关已于2025年3月5日作出答复"}


def test_what_a_third_party_said_is_proposed_without_its_name(office, application, handler) -> None:
    party = {"name": "虚构甲建设有限公司", "concerns": "报价"}
    mark = consult_third_party(application, by=handler, on=ON, party=party)
    do(
        application, "record_third_party_answer", by=handler, on=ON,
        fields={"name": mark, "opinion": Opinion.OBJECTS},
    )  # fmt: skip
    known = elements_known(facts_of(application), Outcome("refused.third_party"), "protected")
    assert known == {"consultation": "本机关于2025年3月5日书面征求第三方意见，第三方于2025年3月5日答复不同意公开"}


def test_the_page_of_the_proposal_is_filled_in_with_what_is_known(office, application, handler, client) -> None:
    client.force_login(handler)
    search = {"what": "鉴定书", "where": "办公室档案", "keywords": "泵站", "searcher": "某人", "result": "没有"}
    keeping.log_search(application, by=handler, on=ON, **search)
    page = page_of(client.get(f"{address('propose_reply', application)}?finding1=unavailable.not_held/does_not_exist"))
    assert "办公室档案" in page.html.partition("element1_search_scope")[2][:400]
