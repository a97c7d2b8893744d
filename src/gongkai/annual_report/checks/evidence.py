"""What the checks go by, and the one way in which they speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.reading import Place
from gongkai.annual_report.report import Report

LONGEST = 50_000
"""Characters of a section that are read. The longest of real reports has a fifth of that."""


@dataclass(frozen=True)
class Evidence:
    """A report and what is known of its paper.

    places: where each cell stood; empty for a report that never was a paper.
    printed: what stood in the place of an official text where it differs, by row (table3.refused.barred_by_law), by
        the first cell under a column's head (table2.rules.repealed), by section (section.5); see Reading.
    """

    report: Report
    places: Mapping[str, Place]
    printed: Mapping[str, str]

    def text(self, no: int) -> str:
        """The text of that section, no more than LONGEST; empty where the paper lacks it."""
        section = self.report.section(no)
        return section.text[:LONGEST] if section else ""

    @cached_property
    def prose(self) -> tuple[tuple[str, str], ...]:
        """All running text with its place, the preface first; of each no more than LONGEST."""
        sections = ((f"section.{section.no}", section.text[:LONGEST]) for section in self.report.sections)
        return (("preface", self.report.preface[:LONGEST]), *sections)


def finding(
    rule: str,
    where: str,
    message: str,
    *,
    expected: object = None,
    found: object = None,
    cells: tuple[str, ...] = (),
) -> Finding:
    """A finding by the rule of that name in rules.yaml."""
    return Finding(rules()[rule], where, message, _text(expected), _text(found), cells)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
