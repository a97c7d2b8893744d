"""The checks by cases that a lawyer can read: cases/*.yaml. A case names all rules that its report breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.annual_report.checks import check
from gongkai.annual_report.finding import Basis, Finding, rules
from gongkai.annual_report.form.form import form
from gongkai.annual_report.report import Report, Section, Value
from tests.annual_report.reports import a_report, applications, places_of

CASES = Path(__file__).parent / "cases"
OF_THE_REPORT = sorted(name for name, rule in rules().items() if rule.basis is Basis.REPORT)
"""The others are judged from a paper, from two years or from several reports: no check of one report can break them."""


@dataclass(frozen=True)
class Case:
    name: str
    data: Mapping[str, Any]

    @property
    def finds(self) -> set[str]:
        return set(self.data.get("finds", ()))

    @property
    def passes(self) -> set[str]:
        return set(self.data.get("passes", ()))

    def findings(self) -> tuple[Finding, ...]:
        report, absent = self.report(), tuple(self.data.get("absent", ()))
        places = {cell: place for cell, place in places_of(report).items() if not cell.startswith(absent or "-")}
        return check(report, places, printed=self.data.get("printed", {}))

    def report(self) -> Report:
        data = self.data
        year = data.get("year", 2024)
        sections = {data.get("in", 1): data["says"] * data.get("times", 1)} if "says" in data else {}
        if year != 2024 and 1 not in sections:
            sections[1] = "公开信息。"
        made = a_report(
            organ=data.get("organ", "青石县水利局"),
            year=year,
            form_year=data.get("form", 2021),
            title=data.get("title"),
            preface=data.get("preface", ""),
            cells=self._cells(),
            sections=sections,
        )
        return self._merged(self._arranged(made))

    def _cells(self) -> dict[str, Value]:
        cells: dict[str, Value] = applications(**self.data.get("table3", {}))
        for group, results in self.data.get("table4", {}).items():
            cells |= {f"table4.{group}.{column}": count for column, count in results.items()}
            cells[f"table4.{group}.total"] = sum(results.values())
        for cell, value in self.data.get("cells", {}).items():
            cells[cell] = Decimal(value) if isinstance(value, str) else value
        for table in self.data.get("absent", ()):
            cells |= {cell: None for row in form().tables[table] for cell in row.cells}
        return cells

    def _arranged(self, report: Report) -> Report:
        """The sections in the order that the case gives, with its headings."""
        headings = self.data.get("headings", {})
        order = self.data.get("order", [no for no in range(1, 7) if no not in self.data.get("without", ())])
        chosen = [section for no in order for section in report.sections if section.no == no]
        named = (Section(section.no, headings.get(section.no, section.title), section.text) for section in chosen)
        return replace(report, sections=tuple(named))

    def _merged(self, report: Report) -> Report:
        """（六）其他处理 as one row in place of its three parts."""
        if "merged" not in self.data:
            return report
        row = report.form.merged[0]
        cells = {cell: value for cell, value in report.cells.items() if not cell.startswith("table3.other.")}
        merged = {
            cell: self.data["merged"].get(column.name, 0) for cell, column in zip(row.cells, row.columns, strict=True)
        }
        return replace(report, cells=cells | merged)


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.yaml")):
        for data in yaml.safe_load(path.read_text("utf-8")):
            yield Case(f"{path.stem}：{data['case']}", data)


ALL = tuple(cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_it_finds_what_is_wrong_and_nothing_else(case: Case) -> None:
    findings = case.findings()
    assert {finding.rule.name for finding in findings} == case.finds, [finding.message for finding in findings]


@pytest.mark.parametrize("rule", OF_THE_REPORT)
def test_every_rule_has_a_case_that_breaks_it_and_one_that_nearly_does(rule: str) -> None:
    assert any(rule in case.finds for case in ALL)
    assert any(rule in case.passes and rule not in case.finds for case in ALL)


def test_every_finding_says_where_what_and_by_which_rule() -> None:
    for finding in (finding for case in ALL for finding in case.findings()):
        assert finding.where
        assert finding.message.endswith(("。", "”"))
        assert str(finding.rule.citation)
        assert finding.expected is not None or finding.found is not None or finding.rule.name == "section_has_text"


def test_no_case_names_a_rule_that_does_not_exist() -> None:
    for case in ALL:
        assert case.finds | case.passes <= set(rules()), case.name
        assert not case.finds & case.passes, case.name
