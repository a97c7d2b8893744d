"""What is to be done with the figures of a shape: which goes into which cell, and which doubts are to be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from gongkai.annual_report.form.form import Row
from gongkai.annual_report.readers.shape import Spot


class Put(NamedTuple):
    """One figure into one cell. unit: that of the cell's column, if it is money. place: see Spot; None for a gap."""

    cell: str
    unit: str | None
    place: int | None
    spot: Spot


class Puts(NamedTuple):
    """Figures of one line, in order."""

    line: int
    puts: list[Put]


class Doubt(NamedTuple):
    """Figures of which it is not certain where they belong. read: whether they were put into cells all the same."""

    where: str
    row: Row
    spots: tuple[Spot, ...]
    read: bool


class Again(NamedTuple):
    """A row that stands in the paper once more: its figures go nowhere, but must be those of the first.

    puts: where they would go, by their lines.
    """

    where: str
    row: Row
    puts: tuple[tuple[int, Put], ...]


class Rearranged(NamedTuple):
    """Rows whose figures were put by the heads over them, which are not in the form's order. cells: theirs."""

    where: str
    line: int
    cells: tuple[str, ...]


Step: TypeAlias = Puts | Doubt | Again | Rearranged


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with the figures of a shape, in order.

    cells: every cell of the report, null as yet. spots: where those that are put stand. printed: see Reading. lines:
    the lines of the shape that belong to tables. firsts: those on which the first row of table 3 stands. has_rows:
    whether any label of the form was found.
    """

    cells: Mapping[str, None]
    steps: tuple[Step, ...]
    spots: Mapping[str, Spot]
    printed: Mapping[str, str]
    lines: frozenset[int]
    firsts: tuple[int, ...]
    has_rows: bool
