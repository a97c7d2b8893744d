"""Findings, numbered in the order in which a reader meets them on the page, and found again by their place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.annual_report.finding import Finding, Severity
from gongkai.annual_report.form.form import Form

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTICE: "提示"}
_HEAD = "head:"
_ABOUT_HEADS = frozenset({"label_is_official", "label_has_official_wording"})
_SECTION_OF_TABLE = {"table2": 2, "table3": 3, "table4": 4}


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding with its number on the page and the place that it is drawn at."""

    number: int
    finding: Finding
    where: str

    @property
    def severity(self) -> str:
        return self.finding.severity.value

    @property
    def word(self) -> str:
        return WORDS[self.finding.severity]


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a reading."""

    all: tuple[Mark, ...]

    @staticmethod
    def of(findings: Iterable[Finding], form: Form) -> "Marks":
        """Number the findings by place: what is said of the whole first, then section by section, row by row."""
        order = {name: index for index, row in enumerate(form.rows) for name in (row.cells[0].rpartition(".")[0],)}
        placed = sorted(
            ((_place(finding, form), finding) for finding in findings), key=lambda pair: _rank(pair[0], order)
        )
        return Marks(tuple(Mark(number, finding, where) for number, (where, finding) in enumerate(placed, start=1)))

    @staticmethod
    def head_of(cell: str) -> str:
        """The name of the column head over a cell, for findings about its wording."""
        return _HEAD + cell

    def within(self, table: str) -> tuple[Mark, ...]:
        """Those of a table, its boxes included."""
        return tuple(mark for mark in self.all if _table_of(mark.where) == table)

    def of_section(self, no: int) -> tuple[Mark, ...]:
        """Those that name a section."""
        return tuple(mark for mark in self.all if mark.where.split(" ")[0] == f"section.{no}")

    @property
    def of_the_whole(self) -> tuple[Mark, ...]:
        """Those that name neither a section nor a table: the title, the file."""
        return tuple(mark for mark in self.all if not _table_of(mark.where) and not _section_of(mark.where))

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        """How many there are of each weight that occurs: (severity, word, number), the heaviest first."""
        found = Counter(mark.finding.severity for mark in self.all)
        return tuple((severity.value, word, found[severity]) for severity, word in WORDS.items() if found[severity])


def _place(finding: Finding, form: Form) -> str:
    """A finding on a column's wording names the column's first cell; it is drawn at the head above that cell.

    A row of one number has its cell's name: whether its own label or the column's is meant, the cell is beside both.
    """
    is_column = finding.rule.name in _ABOUT_HEADS and finding.where in form.cells and finding.where.count(".") > 1
    return Marks.head_of(finding.where) if is_column else finding.where


def _table_of(where: str) -> str:
    table = where.removeprefix(_HEAD).split(".")[0]
    return table if table in _SECTION_OF_TABLE else ""


def _section_of(where: str) -> int:
    if not where.startswith("section."):
        return 0
    number = where.removeprefix("section.").split(".")[0]
    return int(number) if number.isdecimal() and 1 <= int(number) <= 6 else 0


def _rank(where: str, order: dict[str, int]) -> tuple[int, int, int]:
    """Section, text before table, row."""
    table = _table_of(where)
    if not table:
        return _section_of(where), 0, 0
    name = where.removeprefix(_HEAD)
    return _SECTION_OF_TABLE[table], 1, order.get(name, order.get(name.rpartition(".")[0], -1))
