"""What a check has to say about a report: where, what was expected, what was found, and by which rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.citation import Citation, cite


class Severity(StrEnum):
    """How heavy a finding weighs. Only an error makes `gongkai report check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Basis(StrEnum):
    """What a rule is judged by."""

    REPORT = "report"
    PAPER = "paper"
    """Said while a paper is read, of the paper; it cannot be found anew from the report."""
    LAST_YEAR = "last_year"
    ROLL_UP = "roll_up"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a report must satisfy. `number` is the id of law.md's list of checks (V1 … V15), where it has one."""

    name: str
    label: str
    severity: Severity
    citation: Citation
    number: str | None = None
    basis: Basis = Basis.REPORT


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `where` is a cell's name (table3.received.total), `section.3`, `title`, or a column's or row's head
    (`table2.normative_documents.repealed`); `cells` are all cells that take part."""

    rule: Rule
    where: str
    message: str
    expected: str | None = None
    found: str | None = None
    cells: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.rule.severity


@cache
def rules() -> Mapping[str, Rule]:
    """All of rules.yaml by name."""
    text = resources.files("gongkai.annual_report").joinpath("rules.yaml").read_text("utf-8")
    entries: dict[str, dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return {
        name: Rule(
            name=name,
            label=entry["label"],
            severity=Severity(entry["severity"]),
            citation=cite(entry["reference"]),
            number=entry.get("number"),
            basis=Basis(entry.get("judged_by", Basis.REPORT)),
        )
        for name, entry in entries.items()
    }
