"""Letters: drafted from the record, numbered when they are made, filed with their event."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from docx import Document

from gongkai.papers.letters.draft import draft
from gongkai.papers.letters.elements import Paragraph
from gongkai.papers.redaction.box import Box
from gongkai.papers.writers.pdf import set_elements
from gongkai.papers.writers.proof import text_of_pdf
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.grounds import Ground
from gongkai.regulation.organs import Kind
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import deciding, intake
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.lettering import LetterLacks, drafted_words, make_letter, with_letter
from gongkai.web.applications.acts.severing import attach_redaction, bytes_of, keep_original
from gongkai.web.applications.acts.working import ask_extension
from gongkai.web.applications.letters.drafting import drafted, record_of
from gongkai.web.applications.letters.facts import facts_of
from gongkai.web.applications.letters.making import written
from gongkai.web.applications.queries import events_of
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from gongkai.web.organs.models import Organ
from gongkai.web.rules.models import Counter
from tests.web.applications.cases import NAME, RECEIVED, a_draft, a_submission, passed
from tests.web.applications.conftest import day
from tests.web.directory.conftest import registered

LAW = "《中华人民共和国政府信息公开条例》"
UNCLEAR = {
    "unclear": "请写明需要哪一年的材料",
    "guidance": "可以写明文件的文号",
    "period": 10,
    "contact": "公开办，0378-1",
}


@pytest.fixture
def water() -> Organ:
    """Under its government, which is its reconsideration organ."""
    county = registered("qingshi", "青石县人民政府", kind=Kind.GOVERNMENT)
    return registered("qingshi-shuili", "青石县水利局", under=county)


def files_of(thing) -> dict[str, bytes]:
    rows = StoredFile.objects.filter(stream_id=str(thing.key))
    return {row.type: bytes_of(row) for row in rows}


def test_a_letter_is_numbered_written_in_both_formats_and_named_by_its_event(application, handler) -> None:
    make_letter(application, by=handler, on=day("2025-03-05"), letter="correction_notice", given=UNCLEAR)
    event = events_of(application).last()
    said = event.payload["office"]
    assert re.search(r"〔2025〕1号", said["number"])
    kept = files_of(application)
    assert set(kept) == {"docx", "pdf"}
    assert {one["sha256"] for one in said["files"]} == set(StoredFile.objects.values_list("sha256", flat=True))
    for text in ("\n".join(p.text for p in Document(BytesIO(kept["docx"])).paragraphs), text_of_pdf(kept["pdf"])):
        flat = "".join(text.split())
        assert NAME in flat
        assert "请写明需要哪一年的材料" in flat
        assert said["number"] in flat


def test_what_is_personal_stays_out_of_the_event(application, handler) -> None:
    make_letter(application, by=handler, on=day("2025-03-05"), letter="correction_notice", given=UNCLEAR)
    payload = str(events_of(application).last().payload)
    assert NAME not in payload
    assert "哪一年" not in payload
    assert StoredFile.objects.exclude(is_sealed=True).count() == 0


def test_a_letter_that_lacks_something_is_not_made_and_takes_no_number(application, handler) -> None:
    with pytest.raises(LetterLacks, match="需要补正的事项") as lacking:
        make_letter(application, by=handler, on=day("2025-03-05"), letter="correction_notice", given={})
    assert {"unclear", "guidance"} <= {one.key for one in lacking.value.draft.missing}
    assert Counter.objects.filter(frame__contains="补").count() == 0
    assert StoredFile.objects.count() == 0


def test_act_and_letter_are_both_done_or_neither(application, handler) -> None:
    def act(number: str) -> None:
        do(application, "request_correction", by=handler, on=day("2025-03-05"), fields={"workdays": 10})

    before = (application.state, application.version)
    with pytest.raises(LetterLacks):
        with_letter(application, act, "correction_notice", by=handler, on=day("2025-03-05"), given={})
    application.refresh_from_db()
    assert (application.state, application.version) == before
    with_letter(application, act, "correction_notice", by=handler, on=day("2025-03-05"), given=UNCLEAR)
    assert application.state == "awaiting_correction"
    of = events_of(application).get(kind="make_letter").payload["office"]["of"]
    assert events_of(application).get(number=of).kind == "request_correction"


def test_numbers_follow_each_other_without_gaps_though_some_letters_fail(application, handler) -> None:
    numbers = []
    for given in (UNCLEAR, {}, UNCLEAR):
        try:
            with transaction.atomic():
                make_letter(application, by=handler, on=day("2025-03-05"), letter="correction_notice", given=given)
        except LetterLacks:
            continue
        numbers.append(events_of(application).last().payload["office"]["number"])
    assert [re.search(r"〔2025〕(\d+)号", number)[1] for number in numbers] == ["1", "2"]


def test_the_reply_is_drafted_from_the_proposal_and_tells_the_remedies(application, leader) -> None:
    passed(application, day("2025-03-10"))
    words = {"contact": "公开办，0378-1", "how_supplied": "邮寄", "attachments": "鉴定书复印件"}
    made = with_letter(
        application, lambda number: deciding.decide(application, by=leader, on=day("2025-03-12"), number=number),
        "reply", by=leader, on=day("2025-03-12"), given=words,
    )  # fmt: skip
    assert made.title == "政府信息公开申请答复书"
    flat = "".join(text_of_pdf(files_of(application)["pdf"]).split())
    assert "青石县人民政府" in flat
    assert "六十日" in flat or "60日" in flat
    number = events_of(application).get(kind="decide").payload["event"]["number"]
    assert number
    assert number in flat


def test_items_given_and_withheld_are_told_in_one_reply(water) -> None:
    items = [{"description": "验收鉴定书"}, {"description": "评审专家名单"}]
    both = intake.arrive(
        water, a_submission(items=items), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON
    ).application
    deciding.propose_reply(
        both, by=CONSOLE, on=day("2025-03-10"),
        drafts=(a_draft(), a_draft(Outcome.REFUSED_THIRD_PARTY, item=2, grounds=(Ground.THIRD_PARTY,))),
    )  # fmt: skip
    letter = drafted(facts_of(both), "reply", on=day("2025-03-12"), given={"contact": "公开办", "how_supplied": "邮寄"})
    assert letter.title == "政府信息部分公开答复书"
    assert [one.key for one in letter.missing] == ["number"]
    told = [getattr(one, "text", "") for one in letter.elements]
    first, second = told.index("一、关于第1项"), told.index("二、关于第2项")
    assert told[first + 1] == "申请公开的内容：“验收鉴定书”。"
    assert told[first + 2].startswith(
        "根据《中华人民共和国政府信息公开条例》第三十六条第（二）项、第四十条的规定，答复如下："
    )
    assert "第十五条" in told[second + 2]
    assert "第十五条" not in "".join(told[:second])
    assert "第三方的合法权益" in told[second + 2]
    (remedies,) = [text for text in told if "行政复议" in text]
    assert remedies.startswith("对第2项不服的，应当先")
    assert "对第1项不服的，可以" in remedies


def test_items_that_differ_each_have_their_article_and_their_words(water) -> None:
    items = [{"description": "会议录音"}, {"description": "请处理某人"}]
    both = intake.arrive(
        water, a_submission(items=items), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON
    ).application
    petition = a_draft(Outcome.NOT_PROCESSED_PETITION, item=2)
    passed(both, day("2025-03-10"), a_draft(Outcome.UNAVAILABLE_NOT_HELD, finding="does_not_exist"), petition)
    facts, on, given = facts_of(both), day("2025-03-12"), {"contact": "公开办"}
    letter = drafted(facts, "reply", on=on, given=given, number="青水公〔2025〕1号")
    assert letter.missing == ()
    assert letter.title == "政府信息公开申请答复书"
    told = [getattr(one, "text", "") for one in letter.elements]
    asked = next(text for text in told if text.startswith("你提出的"))
    assert "“（1）会议录音；（2）请处理某人”" in asked
    second = told.index("二、关于第2项")
    assert "第三十六条第（四）项" in "".join(told[:second])
    assert "第三十九条第一款" not in "".join(told[:second])
    assert "第三十九条第一款" in told[second + 2]
    assert told[second + 3].startswith("提出信访、投诉、举报的途径：已写明")
    assert sum("行政复议" in text for text in told) == 1
    files = written(both, letter, record_of(facts, "reply", on=on, given=given), on=on)
    assert set(files) == {"docx", "pdf"}


def test_what_an_item_lacks_is_named_with_its_number(water) -> None:
    record = {
        "outcome": "granted", "organ": "", "items": [
            {"item": 1, "outcome": "granted", "finding_key": "already_public", "elements": {}},
            {"item": 2, "outcome": "granted", "finding_key": "already_public", "elements": {"where_published": "网站"}},
        ], "finding_key": "already_public",
    }  # fmt: skip
    letter = draft("reply", {**record, "organ": None})
    assert "第1项：获取该信息的方式、途径" in "".join(map(str, letter.missing))
    assert "第2项" not in "".join(map(str, letter.missing))


def test_a_letter_that_no_application_has_is_refused(application, handler) -> None:
    with pytest.raises(NotAllowed, match="没有这种文书"):
        make_letter(application, by=handler, on=day("2025-03-05"), letter="minutes", given={})


def test_a_partial_grant_tells_what_is_covered_and_on_which_ground(water, handler, leader) -> None:
    thing = intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON).application
    pdf = set_elements([Paragraph("联系电话：13800138000。")], title="鉴定书")
    original = keep_original(
        thing, receive(ContentFile(pdf, "鉴定书.pdf"), personal=True), by=handler, on=day("2025-03-05")
    )
    boxes = [Box(1, 50, 50, 550, 160, Ground.THIRD_PARTY, "手机号码")]
    attach_redaction(thing, by=handler, on=day("2025-03-06"), source=original, boxes=boxes)
    passed(thing, day("2025-03-10"), a_draft(Outcome.PARTLY_GRANTED, grounds=(Ground.THIRD_PARTY,)))
    made = with_letter(
        thing, lambda number: deciding.decide(thing, by=leader, on=day("2025-03-12"), number=number), "reply",
        by=leader, on=day("2025-03-12"), given={"contact": "公开办", "how_supplied": "邮寄"},
    )  # fmt: skip
    assert made.title == "政府信息部分公开答复书"
    flat = "".join(text_of_pdf(bytes_of(StoredFile.objects.get(purpose=made.title, type="pdf"))).split())
    assert "手机号码" in flat
    assert "第十五条" in flat
    assert thing.outcome == "partly_granted"


def test_the_reason_for_an_extension_goes_from_the_request_into_the_letter(application, handler, head) -> None:
    ask_extension(application, by=handler, on=day("2025-03-20"), workdays=20, reason="材料在外地档案馆")
    given = {**drafted_words(facts_of(application), "extension_notice"), "contact": "公开办"}
    fields = {"workdays": 20, "approved_on": day("2025-03-20"), "approver": "HEAD"}
    made = with_letter(
        application, lambda _: do(application, "extend", by=head, on=day("2025-03-21"), fields=fields),
        "extension_notice", by=head, on=day("2025-03-21"), given=given,
    )  # fmt: skip
    told = "".join(getattr(one, "text", "") for one in made.elements)
    assert "材料在外地档案馆" in told
    due = application.due_on
    assert f"{due.year}年{due.month}月{due.day}日" in told
    assert "HEAD" not in told
