"""Matches to a plan: which figure of a shape goes into which cell, the words printed around it, and every doubt.

A plan holds for every paper of its shape, whatever its figures; `fill` puts them in.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from itertools import groupby
from types import MappingProxyType

from gongkai.annual_report.form.form import Form, Row, form
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.alignment import Usual, align, usual
from gongkai.annual_report.readers.columns import Printed, printed_columns
from gongkai.annual_report.readers.drafting import Aligner, Draft, depth, put_again, put_figures
from gongkai.annual_report.readers.heads import words_over_columns
from gongkai.annual_report.readers.matcher import Match, Matches, match
from gongkai.annual_report.readers.plan import Plan, Puts, Rearranged
from gongkai.annual_report.readers.runs import put_run
from gongkai.annual_report.readers.shape import EMPTY, Shape, Spot
from gongkai.annual_report.readers.vocabulary import Target, vocabulary

_SHAPES = 256
"""How many plans are kept, each some 30 KB."""


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


def _draft(matches: Matches, official: Form) -> Draft:
    merged = _merged(matches)
    absent = {cell for target in merged for name in target.row.instead_of for cell in _cells(official, name)}
    draft = Draft({cell: None for cell in official.cells if cell not in absent})
    for table, rows in groupby(sorted(matches.rows, key=_table), key=_table):
        _put_rows(draft, official, table, list(rows))
    for run in matches.runs:
        put_run(draft, official, run)
    _put_blanks(draft, matches, official)
    for place, words, printed in words_over_columns(matches, official):
        draft.name(place, words, printed)
    return draft


def _put_blanks(draft: Draft, matches: Matches, official: Form) -> None:
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


def _put_gaps(draft: Draft, row: Row, line: int) -> None:
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


def _put_rows(draft: Draft, official: Form, table: str, rows: Sequence[Match]) -> None:
    learn: Callable[[], Usual] = cache(
        lambda: usual((row.figures, len(row.target.row.columns), depth(row.target.row)) for row in rows if row.target)
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
    learn = cache(lambda: usual((row.figures, width, depth(row.target.row)) for row in rows if row.target))
    return partial(printed.align, learn=learn)


def _put_row(draft: Draft, official: Form, row: Match, aligner: Aligner) -> None:
    if row.target is None:
        return
    form_row, where = row.target.row, f"{row.target.table}.{row.target.row.name}"
    if form_row.cells[0] in draft.placed:
        put_again(draft, where, form_row, row.figures, aligner)
        return
    if form_row.instead_of and form_row.cells[0] not in draft.cells and _parts_present(draft, form_row):
        return
    draft.name(where, form_row.label.text, row.label)
    put_figures(draft, where, form_row, row.figures, aligner)
    if len(form_row.columns) == 1 and row.figures[0].sign != EMPTY and _labels_above(row, official) > 1:
        draft.doubt(where, form_row, row.figures, read=True)


def _labels_above(row: Match, official: Form) -> int:
    """How many rows' labels stand above it without any figure: where labels are heaped, a figure may be another's."""
    known = vocabulary(official.year).strong
    return sum(label_key(head) in known for head in row.heads)


def _parts_present(draft: Draft, merged: Row) -> bool:
    return any(f"table3.{name}.total" in draft.cells for name in merged.instead_of)
