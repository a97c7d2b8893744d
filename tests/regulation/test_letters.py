import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.letters import (
    common_part,
    document_number,
    letters,
    letters_sent_on,
    missing_elements,
    missing_fields,
    numberings,
)
from gongkai.regulation.outcomes import Outcome, outcome_rule


def test_every_letter_says_when_it_is_sent_and_what_it_holds() -> None:
    for letter in letters().values():
        assert letter.title
        assert letter.when
        assert letter.fields


def test_every_paper_that_leaves_the_house_about_a_case_is_numbered() -> None:
    unnumbered = {one.key for one in letters().values() if one.to.value != "inside" and one.serial is None}
    assert unnumbered == {"handover_list"}


@pytest.mark.parametrize(
    ("event", "key"),
    [
        ("correction_requested", "correction_notice"),
        ("extended", "extension_notice"),
        ("fee_notified", "fee_notice"),
        ("reasons_demanded", "reasons_demand"),
        ("decided", "reply"),
        ("served", "service_receipt"),
    ],
)
def test_it_knows_the_paper_that_an_event_calls_for(event: str, key: str) -> None:
    assert key in [letter.key for letter in letters_sent_on(event)]


def test_a_consultation_is_told_to_the_third_party_and_to_the_applicant() -> None:
    assert [one.to for one in letters_sent_on("third_party_consulted")] == ["third_party", "applicant"]


def test_it_numbers_a_reply_as_offices_do() -> None:
    reply = letters()["reply"]
    number = document_number(reply, numbering=numberings()["letter_head"], mark="梁政", year=2025, serial=12)
    assert number == "梁政公复〔2025〕12号"
    number = document_number(reply, numbering=numberings()["per_class"], mark="梁政", year=2025, serial=12)
    assert number == "依申请公开〔2025〕第12号-答"


def test_it_refuses_a_number_for_a_paper_of_the_file_and_a_serial_below_one() -> None:
    pattern = numberings()["letter_head"]
    with pytest.raises(NotAllowed, match="不编发文字号"):
        document_number(letters()["search_record"], numbering=pattern, mark="梁政", year=2025, serial=1)
    with pytest.raises(NotAllowed, match="从1起编"):
        document_number(letters()["reply"], numbering=pattern, mark="梁政", year=2025, serial=0)


def test_it_names_what_a_letter_still_lacks() -> None:
    notice = letters()["extension_notice"]
    assert missing_fields(notice, {"reason": "需检索历年档案", "reply_by": " "}) == {
        "reply_by": "延长后的答复期限",
        "approver": "同意延期的政府信息公开工作机构负责人（内部记载）",
    }


def test_a_reply_holds_the_common_part_and_what_its_finding_demands() -> None:
    finding = outcome_rule(Outcome.UNAVAILABLE_NOT_HELD).findings["does_not_exist"]
    filled = dict.fromkeys(common_part().fields, "已填") | {"search_scope": "机关档案室"}
    assert set(missing_elements(finding, filled)) == {"search_method", "search_result"}


def test_only_notices_on_the_way_to_a_decision_tell_no_remedy() -> None:
    found = {letter.key for letter in letters().values() if letter.no_remedy}
    assert found == {"correction_notice", "extension_notice", "fee_notice"}
    assert all("G132X" in [citation.key for citation in letters()[key].citations] for key in found)
