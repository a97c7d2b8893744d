from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.annual_report.form.form import form
from gongkai.regulation.grounds import (
    BanningText,
    Ground,
    LegalForm,
    Reason,
    ground_rule,
    ground_rules,
    missing_evidence,
    objections,
)
from gongkai.regulation.outcomes import Outcome, Remedy, outcome_rule, outcome_rules

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "decisions.yaml").read_text("utf-8"))


def reason(given: dict[str, Any]) -> Reason:
    ground = Ground(given["ground"])
    answers = dict.fromkeys(ground_rule(ground).questions, "已核对") if given["answered"] else {}
    text = given.get("banning")
    banning = BanningText(LegalForm(text["form"]), text["title"], text["place"]) if text else None
    return Reason(ground, given.get("kind"), banning, answers)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_weighs_an_outcome_with_its_reasons(case: dict[str, Any]) -> None:
    found = objections(Outcome(case["outcome"]), [reason(one) for one in case["reasons"]])
    if "objection" in case:
        assert len(found) == 1
        assert case["objection"] in str(found[0])
        assert found[0].instead
    else:
        assert found == ()


def test_it_has_the_twenty_one_detail_rows_of_table_three_in_their_official_words() -> None:
    rules = outcome_rules()
    assert list(rules) == list(Outcome)
    assert len(rules) == 21
    sizes = [[rule.group for rule in rules.values()].count(f"（{no}）{name}") for no, name in GROUPS]
    assert sizes == [8, 3, 5, 3]
    assert outcome_rule(Outcome.PARTLY_GRANTED).label == "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert outcome_rule(Outcome.OTHER_OTHER).full_label == "（六）其他处理—3.其他"


GROUPS = [("三", "不予公开"), ("四", "无法提供"), ("五", "不予处理"), ("六", "其他处理")]


def test_it_numbers_the_rows_of_each_group_from_one() -> None:
    for no, name in GROUPS:
        labels = [rule.label for rule in outcome_rules().values() if rule.group == f"（{no}）{name}"]
        assert [label.partition(".")[0] for label in labels] == [str(n + 1) for n in range(len(labels))]


def test_every_finding_titles_a_letter_and_says_what_it_must_hold() -> None:
    for rule in outcome_rules().values():
        assert rule.findings
        for finding in rule.findings.values():
            assert finding.title.endswith("书")
            assert finding.elements


def test_every_refusal_under_articles_14_to_16_demands_reconsideration_first_and_no_other_row_does() -> None:
    first = {outcome for outcome, rule in outcome_rules().items() if rule.remedy is Remedy.RECONSIDERATION_FIRST}
    assert first == {rule.outcome for rule in ground_rules().values()}
    assert {rule.article for rule in ground_rules().values()} == {14, 15, 16}


def test_it_names_the_evidence_that_the_file_still_lacks() -> None:
    kept = frozenset({"marking"})
    assert missing_evidence(Reason(Ground.STATE_SECRET, "secret", kept=kept)) == {
        "classification_record": "定密依据和审批记录"
    }


def test_it_uses_the_words_of_the_official_form() -> None:
    rows = {row.name: row.label for row in form(2021).tables["table3"]}
    for outcome, rule in outcome_rules().items():
        assert rows[outcome].text == rule.label
        assert (
            (rule.group in rows[outcome].under)
            if rule.group
            else not any("（三）" in one for one in rows[outcome].under)
        )
    assert set(rows) - set(outcome_rules()) == {"received", "carried_in", "total", "carried_out"}
