"""Every letter is drafted from its sentences; what is missing is named; nothing impossible is written."""

import re
from typing import Any

import pytest

from gongkai.papers.errors import BadValue, Unfinished
from gongkai.papers.letters.draft import blank_form, draft, finished, missing
from gongkai.papers.letters.template import template
from gongkai.papers.writers.docx import docx_of
from gongkai.papers.writers.pdf import pdf_of
from gongkai.papers.writers.text import words_of
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.letters import letters
from gongkai.regulation.outcomes import Outcome
from tests.papers.records import EVERY, ORGAN, Made

REPLY = Made("reply", Outcome.UNAVAILABLE_NOT_HELD, "does_not_exist")


def text(of: Made, **changes: Any) -> str:
    made = draft(of.key, of.record() | changes)
    assert missing(made) == ()
    return "\n".join(words_of(made.elements))


@pytest.mark.parametrize("made", EVERY, ids=str)
def test_it_drafts_every_letter_without_a_blank_or_a_placeholder(made: Made) -> None:
    words = text(made)
    assert not re.search(r"[{}]|None|。。|：。|；。|“”|《》", words)
    assert "2025年11月20日" in words
    assert "青石县水利局" in words


@pytest.mark.parametrize("made", EVERY, ids=str)
def test_it_names_each_field_that_is_taken_away_and_writes_nothing(made: Made) -> None:
    record = made.record()
    places = [(record, key) for key in record if key not in _NOT_NEEDED_BY(made)]
    places += [(record["elements"], key) for key in record.get("elements", {})]
    for held, key in places:
        value = held.pop(key)
        lacking = draft(made.key, record)
        assert lacking.missing, key
        assert all(sentence.startswith("缺少“") and "填写。" in sentence for sentence in missing(lacking))
        for write in (docx_of, pdf_of):
            with pytest.raises(Unfinished, match="缺少"):
                write(lacking)
        held[key] = value
    assert finished(draft(made.key, record))


def _NOT_NEEDED_BY(made: Made) -> set[str]:  # noqa: N802
    """What the record holds for other letters, or what chooses this one."""
    filling = draft(made.key, made.record()).values
    of = template(made.key)
    not_asked = {key for key in made.record() if key not in filling}
    return (
        (not_asked - {"organ", "on", "grounds"})
        | {"outcome", "finding_key", "elements"}
        | ({"number"} if not of.letter.serial and "number" not in of.fields else set())
    )


@pytest.mark.parametrize("key", list(letters()))
def test_every_field_that_the_table_of_letters_asks_for_is_told_or_recorded(key: str) -> None:
    of = template(key)
    made = next(made for made in EVERY if made.key == key)
    values = draft(key, made.record()).values
    told_elsewhere = {"elements", "return_form"} if key == "reply" else set()
    gathered = {column for field in of.fields.values() for column in field.columns}
    for field in of.letter.fields:
        if field in of.fields and not of.fields[field].required:
            continue
        assert field in values or field in gathered or field in told_elsewhere, field


def test_it_tells_the_remedies_of_the_outcome_and_of_the_day() -> None:
    refused = text(Made("reply", Outcome.REFUSED_PROCESS, "in_process"))
    assert "应当先自收到本告知之日起60日内向青石县人民政府申请行政复议" in refused
    absent = text(REPLY)
    assert "或者自收到本告知之日起6个月内向青石县人民法院提起行政诉讼" in absent
    partly = text(Made("reply", Outcome.PARTLY_GRANTED, "severed"))
    assert "对其中不予公开的部分不服的，应当先" in partly
    for key in ("correction_notice", "extension_notice", "fee_notice"):
        assert "行政诉讼" not in text(Made(key))


def test_it_names_the_place_in_the_law_that_the_finding_rests_on() -> None:
    assert "根据《中华人民共和国政府信息公开条例》第三十六条第（四）项的规定" in text(REPLY)
    partly = text(Made("reply", Outcome.PARTLY_GRANTED, "severed"))
    assert "第三十七条、第十五条的规定" in partly


@pytest.mark.parametrize("made", [made for made in EVERY if made.outcome], ids=str)
def test_only_withholding_rests_on_articles_14_to_16(made: Made) -> None:
    withheld = made.outcome is not None and (
        made.outcome.startswith("refused.") or made.outcome is Outcome.PARTLY_GRANTED
    )
    query = made.outcome is Outcome.REFUSED_ADMINISTRATIVE_QUERY
    cited = bool(re.search(r"第十四条|第十五条|第十六条", text(made)))
    assert cited == (withheld and not query)


def test_it_speaks_to_a_person_and_to_an_organisation() -> None:
    assert "\n你提出的" in text(REPLY, applicant_type="natural_person")
    assert "\n你单位提出的" in text(REPLY, applicant_type="business")


def test_it_writes_amounts_in_figures_and_in_capitals() -> None:
    assert "应缴纳：1,100.50元（大写：人民币壹仟壹佰元零伍角）" not in text(Made("fee_notice"))
    assert "应缴纳：1,100.50元（大写：人民币壹仟壹佰元伍角）" in text(Made("fee_notice"))


def test_it_quotes_what_was_asked_for_as_it_was_written() -> None:
    assert "“给我看{看}、第一行 第二行。”" in text(REPLY, asked_for="给我看{看}、第一行\n第二行。")


def test_it_composes_the_number_and_prints_a_red_head_where_the_organ_has_one() -> None:
    made = draft("reply", REPLY.record() | {"letter_head": "青石县水利局文件"})
    assert list(words_of(made.elements))[:2] == ["青石县水利局文件", "青水公复〔2025〕12号"]
    with pytest.raises(NotAllowed, match="从1起编"):
        draft("reply", REPLY.record() | {"number": {"mark": "青水", "year": 2025, "serial": 0}})


def test_it_prints_the_schedule_of_what_was_covered() -> None:
    row = {"page": "3", "part": "第2行", "ground": "个人隐私", "article": "第十五条", "note": "身份证号码"}
    assert "身份证号码" in text(Made("reply", Outcome.PARTLY_GRANTED, "severed"), schedule=[row])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": "perhaps"}, "办理结果“perhaps”不认识"),
        ({"finding_key": "nothing"}, "没有“nothing”这种认定"),
        ({"organ": "青石县水利局"}, "应当写明机关的名称、层级和类型"),
        ({"organ": ORGAN | {"level": "moon"}}, "机关的层级“moon”不认识"),
        ({"applicant_type": "robot"}, "申请人类型“robot”不认识"),
        ({"grounds": ["because"]}, "不予公开的理由不认识"),
        ({"finding": {"a": 1}}, "“查明的情况”应当是文字"),
        ({"course": "收到"}, "“补正、延期、征求意见的日期”应当是表格"),
        ({"course": [{"when": "x"}]}, "有不认识的列“when”"),
        ({"course": [{"on": ""}]}, "第1行是空的"),
        ({"asked_for": "字" * 20_001}, "最多20000字"),
        ({"number": {"mark": "青水"}}, "文号应当写明年份"),
        ({"number": {"pattern": "x", "year": 2025, "serial": 1}}, "文号规则“x”不认识"),
    ],
)
def test_it_refuses_a_value_that_cannot_be_and_says_why(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadValue, match=re.escape(sentence)):
        draft("reply", REPLY.record() | changes)


def test_it_refuses_a_day_that_cannot_be() -> None:
    with pytest.raises(ImpossibleDate, match="早于收到日期"):
        draft("reply", REPLY.record() | {"on": "2025-11-02"})
    with pytest.raises(ImpossibleDate, match="不存在"):
        draft("reply", REPLY.record() | {"received_on": "2025-02-30"})


def test_it_says_what_the_organs_record_lacks_for_the_remedies() -> None:
    made = draft("reply", REPLY.record() | {"organ": {key: ORGAN[key] for key in ("name", "level", "kind")}})
    assert any("救济途径" in sentence and "机关信息" in sentence for sentence in missing(made))


def test_it_prints_sheets_blank_but_no_letter() -> None:
    for kind in ("natural_person", "business"):
        form = blank_form("application_form", {"applicant_type": kind})
        words = "\n".join(words_of(form.elements))
        assert ("统一社会信用代码" in words) == (kind == "business")
        assert docx_of(form)
    with pytest.raises(BadValue, match="不是表格"):
        blank_form("reply")
    with pytest.raises(BadValue, match="没有“poem”这种文书"):
        draft("poem", {})
