"""The annual report as frozen values, whatever paper or ledger they came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from gongkai.annual_report.form.form import Form

Value: TypeAlias = int | Decimal | None
"""A cell's number; None where the paper has a blank, "/", "-" or nothing. Never a silent 0."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections: its number, the heading as printed, and its running text without the tables.

    Paragraphs are parted by a line feed.
    """

    no: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `cells` names every cell of the form (form.Form.cells).

    preface: what stands before the first section (title, 统计期限, who issues it), paragraphs parted by line feeds.
    Where the paper prints a merged row (form.Form.merged), its cells stand in place of those of the rows it merges.
    """

    form: Form
    organ: str | None
    year: int | None
    title: str | None
    cells: Mapping[str, Value]
    sections: tuple[Section, ...]
    contact: str | None = None
    preface: str = ""

    def section(self, no: int) -> Section | None:
        """That section, or None where the paper lacks it."""
        return next((section for section in self.sections if section.no == no), None)

    @property
    def merged(self) -> frozenset[str]:
        """The names of the merged rows that the paper prints in place of their parts."""
        return frozenset(row.name for row in self.form.merged if row.cells[0] in self.cells)

    def number(self, name: str) -> int | Decimal:
        """A cell's value for sums: a missing one counts as 0 (its absence is a finding of its own)."""
        return self.cells.get(name) or 0
