"""Matches to a plan: which figure of a shape goes into which cell, the words printed around it, and every doubt.

A plan holds for every paper of its shape, whatever its figures; `fill` puts them in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from rapidfuzz import fuzz, process

from gongkai.annual_report.form.form import Column, Form, Row, form
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.alignment import Aligned, Usual, align, usual
from gongkai.annual_report.readers.columns import Printed, order_of_results, printed_columns
from gongkai.annual_report.readers.heads import words_over_columns
from gongkai.annual_report.readers.matcher import Match, Matches, Run, match
from gongkai.annual_report.readers.plan import Again, Doubt, Plan, Put, Puts, Rearranged, Step
from gongkai.annual_report.readers.shape import EMPTY, Shape, Spot
from gongkai.annual_report.readers.vocabulary import Target, vocabulary

_SHAPES = 256
"""How many plans are kept, each some 30 KB."""
_LIKENESS_OF_GROUPS = 80
"""行行政复议 is 行政复议, but 行政诉讼 is not."""


Aligner: TypeAlias = Callable[..., Aligned]
"""Gives a row's figures to its columns: `align`, or by the heads that a paper prints."""


@dataclass(slots=True)
class _Draft:
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


@lru_cache(maxsize=_SHAPES)
def plan(shape: Shape, form_year: int) -> Plan:
    """The plan for all papers of this shape."""
    matches, official = match(shape, form_year), form(form_year)
    draft = _draft(matches, official)
    targets = [(row.target, row.line) for row in matches.rows if row.target]
    return Plan(
        MappingProxyType(draft.cells),
        tuple(draft.steps),
        {put.cell: put.spot for step in draft.steps if isinstance(step, Puts) for put in step.puts},
        MappingProxyType(draft.printed),
        frozenset(matches.lines),
        tuple(line for target, line in targets if target.table == "table3" and not target.index),
        bool(matches.rows),
    )


def _draft(matches: Matches, official: Form) -> _Draft:
    merged = _merged(matches)
    absent = {cell for target in merged for name in target.row.instead_of for cell in _cells(official, name)}
    draft = _Draft({cell: None for cell in official.cells if cell not in absent})
    for table, rows in groupby(sorted(matches.rows, key=_table), key=_table):
        _put_rows(draft, official, table, list(rows))
    for run in matches.runs:
        _put_run(draft, official, run)
    _put_blanks(draft, matches, official)
    for place, words, printed in words_over_columns(matches, official):
        draft.name(place, words, printed)
    return draft


def _put_blanks(draft: _Draft, matches: Matches, official: Form) -> None:
    """Blanks for each table of which the labels stand there, half of them at least, and no figure: it is not absent."""
    for table in ("table2", "table3"):
        bare = {target.row.name: (target.row, line) for target, line in matches.bare if target.table == table}
        rows = official.tables[table]
        if len(bare) * 2 >= len(rows) and not any(cell in draft.placed for row in rows for cell in row.cells):
            for row in rows:
                if row.name in bare:
                    _put_gaps(draft, row, bare[row.name][1])
    groups = official.tables["table4"]
    if matches.bare_heads is not None and not any(cell in draft.placed for row in groups for cell in row.cells):
        for row in groups:
            _put_gaps(draft, row, matches.bare_heads)


def _put_gaps(draft: _Draft, row: Row, line: int) -> None:
    for cell, column in zip(row.cells, row.columns, strict=True):
        draft.put(cell, column, Spot(line, 0, EMPTY, is_gap=True))


def _table(row: Match) -> str:
    return row.target.table if row.target else ""


def _merged(matches: Matches) -> list[Target]:
    """Merged rows that the paper fills, unless it fills one of the rows they stand for."""
    filled = {row.target.row.name for row in matches.rows if row.target}
    targets = [row.target for row in matches.rows if row.target and row.target.row.instead_of]
    return [target for target in targets if not filled.intersection(target.row.instead_of)]


def _cells(official: Form, name: str) -> tuple[str, ...]:
    return official.row("table3", name).cells


def _put_rows(draft: _Draft, official: Form, table: str, rows: Sequence[Match]) -> None:
    learn: Callable[[], Usual] = cache(
        lambda: usual((row.figures, len(row.target.row.columns), _depth(row.target.row)) for row in rows if row.target)
    )
    for _, group in groupby(rows, key=lambda row: row.target and row.target.row.columns):
        alike = list(group)
        printed = printed_columns(alike, official) if alike[0].target else None
        if printed:
            cells = tuple(cell for row in alike if row.target for cell in row.target.row.cells)
            draft.steps.append(Rearranged(table, alike[0].line, cells))
        aligner = _aligner(printed, alike) if printed else partial(align, learn=learn)
        for row in alike:
            _put_row(draft, official, row, aligner)


def _aligner(printed: Printed, rows: Sequence[Match]) -> Aligner:
    width = len(printed.order)
    learn = cache(lambda: usual((row.figures, width, _depth(row.target.row)) for row in rows if row.target))
    return partial(printed.align, learn=learn)


def _put_row(draft: _Draft, official: Form, row: Match, aligner: Aligner) -> None:
    if row.target is None:
        return
    form_row, where = row.target.row, f"{row.target.table}.{row.target.row.name}"
    if form_row.cells[0] in draft.placed:
        _put_again(draft, where, form_row, row.figures, aligner)
        return
    if form_row.instead_of and form_row.cells[0] not in draft.cells and _parts_present(draft, form_row):
        return
    draft.name(where, form_row.label.text, row.label)
    _put(draft, where, form_row, row.figures, aligner)
    if len(form_row.columns) == 1 and row.figures[0].sign != EMPTY and _labels_above(row, official) > 1:
        draft.doubt(where, form_row, row.figures, read=True)


def _labels_above(row: Match, official: Form) -> int:
    """How many rows' labels stand above it without any figure: where labels are heaped, a figure may be another's."""
    known = vocabulary(official.year).strong
    return sum(label_key(head) in known for head in row.heads)


def _depth(row: Row) -> int:
    return len(row.label.under)


def _parts_present(draft: _Draft, merged: Row) -> bool:
    return any(f"table3.{name}.total" in draft.cells for name in merged.instead_of)


def _put(draft: _Draft, where: str, row: Row, figures: Sequence[Spot], aligner: Aligner) -> None:
    aligned = aligner(figures, len(row.columns), depth=_depth(row))
    for cell, column, spot in zip(row.cells, row.columns, aligned.figures, strict=False):
        draft.put(cell, column, spot)
    for cell in row.cells[len(aligned.figures) :]:
        draft.cells.setdefault(cell, None)
    if not aligned.certain:
        draft.doubt(where, row, figures, read=bool(aligned.figures))


def _put_again(draft: _Draft, where: str, row: Row, figures: Sequence[Spot], aligner: Aligner) -> None:
    aligned = aligner(figures, len(row.columns), depth=_depth(row))
    puts = tuple(
        (spot.line, Put(cell, column.unit, spot.place, spot))
        for cell, column, spot in zip(row.cells, row.columns, aligned.figures, strict=False)
        if not spot.is_gap and spot.sign != EMPTY
    )
    if puts and aligned.certain:
        draft.steps.append(Again(where, row, puts))


def _put_run(draft: _Draft, official: Form, run: Run) -> None:
    groups = _groups_over(draft, official, run)
    columns = tuple(column for row in groups for column in row.columns)
    cells = tuple(cell for row in groups for cell in row.cells)
    if not groups:
        return
    own = order_of_results(run, len(groups), groups[0].columns)
    columns, cells = tuple(columns[at] for at in own), tuple(cells[at] for at in own)
    whole = Row("table4", groups[0].label, groups[0].citation, columns, cells)
    aligner = partial(align, learn=lambda: usual(()))
    if not draft.placed.isdisjoint(cells):
        _put_again(draft, "table4", whole, run.figures, aligner)
        return
    if own != sorted(own):
        draft.steps.append(Rearranged("table4", run.figures[0].line, cells))
    if groups != tuple(row for row in official.tables["table4"] if row in groups):  # heads torn out of their order
        draft.doubt("table4", whole, run.figures, read=False)
        return
    _put(draft, "table4" if len(groups) > 1 else f"table4.{groups[0].name}", whole, run.figures, aligner)


def _groups_over(draft: _Draft, official: Form, run: Run) -> tuple[Row, ...]:
    """The groups of table 4 that these figures belong to: those named above them, in that order; all if none is, or
    if there are as many figures as all of them have."""
    known = vocabulary(official.year).groups
    named = []
    for head in run.heads:
        best = process.extractOne(label_key(head), known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS_OF_GROUPS)
        if best:
            named.append(known[best[0]])
            draft.name(f"table4.{named[-1].name}", named[-1].label.text, head)
    if len(run.figures) == sum(len(group.columns) for group in official.tables["table4"]):
        return official.tables["table4"]
    return tuple(dict.fromkeys(named)) or official.tables["table4"]
