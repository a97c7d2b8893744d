"""A plan in the making: figures are given to cells one row at a time, and every doubt is noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from gongkai.annual_report.form.form import Column, Row
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.alignment import Aligned
from gongkai.annual_report.readers.plan import Again, Doubt, Put, Puts, Step
from gongkai.annual_report.readers.shape import EMPTY, Spot

Aligner: TypeAlias = Callable[..., Aligned]
"""Gives a row's figures to its columns: `align`, or by the heads that a paper prints."""


@dataclass(slots=True)
class Draft:
    """A plan in the making."""

    cells: dict[str, None]
    steps: list[Step] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)

    def put(self, cell: str, column: Column, spot: Spot) -> None:
        self.cells[cell] = None
        self.placed.add(cell)
        put = Put(cell, column.unit, None if spot.is_gap else spot.place, spot)
        last = self.steps[-1] if self.steps else None
        if isinstance(last, Puts) and last.line == spot.line:
            last.puts.append(put)
        else:
            self.steps.append(Puts(spot.line, [put]))

    def doubt(self, where: str, row: Row, spots: Sequence[Spot], *, read: bool) -> None:
        self.steps.append(Doubt(where, row, tuple(spots), read))

    def name(self, place: str, official: str, printed: str) -> None:
        """Note the words in a label's place, where they are not the official ones."""
        if label_key(printed) != label_key(official):
            self.printed[place] = printed


def depth(row: Row) -> int:
    """Under how many labels the row's own stands: so many cells of it may hold words."""
    return len(row.label.under)


def put_figures(draft: Draft, where: str, row: Row, figures: Sequence[Spot], aligner: Aligner) -> None:
    """Give a row's figures to its cells, with a doubt where it is not certain which is whose."""
    aligned = aligner(figures, len(row.columns), depth=depth(row))
    for cell, column, spot in zip(row.cells, row.columns, aligned.figures, strict=False):
        draft.put(cell, column, spot)
    for cell in row.cells[len(aligned.figures) :]:
        draft.cells.setdefault(cell, None)
    if not aligned.certain:
        draft.doubt(where, row, figures, read=bool(aligned.figures))


def put_again(draft: Draft, where: str, row: Row, figures: Sequence[Spot], aligner: Aligner) -> None:
    """Note the figures of a row that has figures already: they must be the same (see Again)."""
    aligned = aligner(figures, len(row.columns), depth=depth(row))
    puts = tuple(
        (spot.line, Put(cell, column.unit, spot.place, spot))
        for cell, column, spot in zip(row.cells, row.columns, aligned.figures, strict=False)
        if not spot.is_gap and spot.sign != EMPTY
    )
    if puts and aligned.certain:
        draft.steps.append(Again(where, row, puts))
