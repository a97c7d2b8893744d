"""What reading a paper gives: the report, where each number stood, and what is to be said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.annual_report.finding import Finding, Severity
from gongkai.annual_report.report import Report


class Place(NamedTuple):
    """Where a cell was found: the line of the source, or the number of the table row in it (from 1), and what stood
    there, as printed; on which page of a paged source, in which column of the source's own grid (-1: it has none), and
    how sure the text is (1 but for what was recognised from a picture)."""

    line: int
    printed: str
    page: int = 0
    column: int = -1
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A report read from one source.

    places: for every cell that has a place on the paper, blank ones included.
    printed: the words that the paper prints where they are not the form's own: by row (`table3.refused.process`), by
    the first cell under a column's head (`table2.rules.repealed`), by section (`section.5`).
    """

    source: str
    report: Report
    places: Mapping[str, Place]
    printed: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def findings_at(self, where: str) -> tuple[Finding, ...]:
        """The findings that name this place (a cell, a head, a section)."""
        return tuple(finding for finding in self.findings if finding.where == where)
