"""Which columns of the form a paper prints, where its heads stand in another order, lack a column or add one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from gongkai.annual_report.form.form import Column, Form
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.alignment import Aligned, Usual, align
from gongkai.annual_report.readers.matcher import Match, Run
from gongkai.annual_report.readers.shape import EMPTY, NO_COLUMN, NUMBER, Spot

Place = tuple[int, int]
"""The table of a source and the column of its grid."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The columns of a table whose heads are not the form's. order: which column of the form each printed one is, from
    left to right (None: one that the form does not have). by_grid: the same by the columns of the grid."""

    order: tuple[int | None, ...]
    by_grid: Mapping[Place, int]

    def align(self, figures: Sequence[Spot], width: int, *, depth: int, learn: Callable[[], Usual]) -> Aligned:
        """The figures of a row as the form orders its columns."""
        gap = figures[0]._replace(sign=EMPTY, is_gap=True)
        filled = {self.by_grid[spot.grid]: spot for spot in figures if spot.grid in self.by_grid}
        if not filled:
            aligned = align(figures, len(self.order), depth=depth, learn=learn)
            if len(aligned.figures) < len(self.order):
                return Aligned((), certain=False)
            filled = {at: spot for at, spot in zip(self.order, aligned.figures, strict=True) if at is not None}
        return Aligned(tuple(filled.get(index, gap) for index in range(width)))


def printed_columns(rows: Sequence[Match], official: Form) -> Printed | None:
    """The columns that stand over these rows of one width, None where they are the form's, or where the heads do not
    show which they are."""
    columns = next(row.target.row.columns for row in rows if row.target)
    headed = [heads for heads in (_heads(row, columns, official) for row in rows) if heads]
    if not headed:
        return None
    by_grid = _by_grid([head for heads in headed for head in heads], rows)
    order = _order(headed[0], in_grid=bool(by_grid))
    known = [at for at in order if at is not None]
    counts = [sum(spot.sign == NUMBER for spot in row.figures) for row in rows]
    if len(set(known)) < len(known) or len(known) < max(1, len(columns) - 1):
        return None
    is_in_order = all(left < right for left, right in pairwise(known))
    is_lacking = len(known) < len(columns) and max(counts) <= len(known)
    wider = sum(count > len(columns) for count in counts)
    is_more = len(known) == len(columns) and wider * 2 > len(rows) and (len(order) > len(columns) or bool(by_grid))
    return Printed(tuple(order), by_grid) if is_lacking or is_more or not is_in_order else None


_Head = tuple[int | None, Place]


def _heads(row: Match, columns: Sequence[Column], official: Form) -> list[_Head]:
    """The heads over a row, each with the column of the form that it names, in the order in which they are printed."""
    keys = [label_key(text) for text in row.heads]
    names = {label_key(text): at for at, column in reversed(list(enumerate(columns))) for text in column.label.wordings}
    heads = [(names.get(key), place) for key, place in zip(keys, row.places, strict=True)]
    if row.target and row.target.table == "table3":
        return _in_reading_order(heads, keys, official)
    first = label_key(official.heads["table2"])
    return heads[len(keys) - keys[::-1].index(first) :] if first in keys else []


def _in_reading_order(heads: Sequence[_Head], keys: Sequence[str], official: Form) -> list[_Head]:
    """Those of table 3: its total, which spans all lines of the head, is named before the columns left of it."""
    last = len(official.tables["table3"][0].columns) - 1
    over = label_key(official.heads["over_columns"])
    begin = keys.index(over) if over in keys else 0
    before = [head for head in heads[:begin] if head[0] == last]
    total = [head for head in heads[begin:] if head[0] == last]
    first = [head for head in heads if head[0] == 0]
    inner = [head for head in heads if head[0] not in (None, 0, last)]
    return [*before, *first, *inner, *total] if len(inner) > 1 else []


def _by_grid(heads: Sequence[_Head], rows: Sequence[Match]) -> dict[Place, int]:
    """The columns by the grid, empty where heads and figures do not stand over one another."""
    named = {(place, at) for at, place in heads if at is not None}
    by_grid = dict(named)
    all_places, filled = (
        {spot.grid for row in rows for spot in row.figures if spot.sign >= least} for least in (EMPTY, NUMBER)
    )
    fits = by_grid.keys() <= all_places or filled <= by_grid.keys()
    is_grid = all(column != NO_COLUMN for _, column in by_grid)
    return by_grid if is_grid and fits and len(by_grid) == len(named) else {}


def _order(heads: Sequence[_Head], *, in_grid: bool) -> list[int | None]:
    """From left to right: by the grid, where there is one; a head that stands in several lines counts once."""
    placed = sorted(heads, key=lambda head: head[1]) if in_grid else heads
    return [at for at, _ in groupby(at for at, _ in placed)]


def order_of_results(run: Run, groups: int, columns: Sequence[Column]) -> list[int]:
    """For each figure of table 4 the cell of the form that it belongs to, by the heads over it; the form's own order
    where these do not show another."""
    names = {label_key(text): at for at, column in enumerate(columns) for text in column.label.wordings}
    found = [names[key] for key in map(label_key, run.heads) if key in names]
    own = list(range(groups * len(columns)))
    parts = [found[at : at + len(columns)] for at in range(0, len(found), len(columns))]
    if len(found) != len(own) or any(set(part) != set(range(len(columns))) for part in parts):
        return own
    return [group * len(columns) + at for group, part in enumerate(parts) for at in part]
