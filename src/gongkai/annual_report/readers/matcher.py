"""Parts to cells: figures follow labels, whatever line, cell or half of a torn table they stand in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.annual_report.form.form import Form, Row
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.alignment import NO_COLUMN, Printed
from gongkai.annual_report.readers.blocks import LONGEST_CELL, Block, Paragraph
from gongkai.annual_report.readers.numbers import Figure, figure
from gongkai.annual_report.readers.sections import Part
from gongkai.annual_report.readers.vocabulary import Target, Vocabulary, vocabulary

_TABLE_OF_SECTION = {2: "table2", 3: "table3", 4: "table4"}
_NEAR = 4
"""How many rows may be missing before a row whose label is also a column's head (其他, 总计)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A label with its figures: the row of the form it stands for (None if no row has such a label), the words
    printed, and the texts printed above it since the last figures (the heads of its columns among them)."""

    target: Target | None
    table: str | None
    label: str
    line: int
    figures: tuple[Printed, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Figures of table 4, which have no label of their own, with the texts printed above them."""

    heads: tuple[str, ...]
    figures: tuple[Printed, ...]


@dataclass(slots=True)
class Matches:
    """All that was found in the tables. unknown: rows that the form does not have (a place's own rows)."""

    rows: list[Match] = field(default_factory=list)
    unknown: list[Match] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    @property
    def lines(self) -> set[int]:
        """The lines that belong to tables; prose is all the rest."""
        rows = {line for row in self.rows for line in (row.line, *(printed.line for printed in row.figures))}
        return rows | {printed.line for run in self.runs for printed in run.figures}


def match(found: Iterable[Part], official: Form) -> Matches:
    """Walk through the parts and pair labels with figures."""
    words = vocabulary(official.year)
    walk = _Walk(words)
    for part in found:
        walk.enter(_TABLE_OF_SECTION.get(part.number))
        for block in part.blocks:
            walk.block(block)
    walk.close()
    _recognise(walk.matches, words)
    return walk.matches


class _Walk:
    """The state of one walk: the table we are in, the label that waits for figures, and what was printed above it."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.matches = Matches()
        self.table: str | None = None
        self.last_index = -1
        self.label: tuple[str, int] | None = None
        self.target: Target | None = None
        self.figures: list[Printed] = []
        self.is_full = False
        self.blanks_after: list[Printed] = []
        self.heads: list[str] = []

    def enter(self, table: str | None) -> None:
        """A new part begins: section 2, 3 or 4 has its table, another part may have any."""
        self.close()
        self.table = table
        self.heads.clear()

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            if len(block.text) > LONGEST_CELL:
                self.close()
                return
            cells: tuple[str, ...] = (block.text,)
        else:
            cells = block.cells
        is_head = self.table == "table4" and any(figure(cell) is None for cell in cells)
        is_plain = isinstance(block, Paragraph) or not (block.columns or block.sures)
        line, page = block.line, block.page
        for index, cell in enumerate(cells):
            number = figure(cell)
            if number is None:
                self._text(line, cell)
            elif (self.label or self.table == "table4") and not (is_head and number.value is None):
                printed = Printed(line, cell, number, page) if is_plain else _placed(block, index, cell, number)
                if self.is_full:
                    self._figure_after(printed)
                else:
                    self.figures.append(printed)
        self.is_full = bool(self.target and len(self.figures) >= len(self.target.row.columns))

    def _figure_after(self, printed: Printed) -> None:
        """A figure after a full row. Blanks there belong to the row only if another number follows them."""
        self.blanks_after.append(printed)
        if not printed.is_blank:
            self.figures += self.blanks_after
            self.blanks_after.clear()

    def close(self) -> None:
        """Nothing more belongs to the label at hand."""
        if any(printed.text.strip() for printed in self.figures) or (self.target and self.figures):
            if self.target or self.table != "table4":
                self._close_row()
            else:
                self._close_run()
        self.label = self.target = None
        self.is_full = False
        self.figures = []
        self.blanks_after.clear()

    def _text(self, line: int, text: str) -> None:
        if self.figures:
            self.close()
        key = label_key(text)
        target = self._target(key)
        if target:
            self.table = target.table
        elif key in self.words.groups and key != "行政复议":
            self.table = "table4"
        self.heads.append(text)
        self.label, self.target = (text, line), target

    def _target(self, key: str) -> Target | None:
        target = self.words.strong.get(key) or self.words.strong.get(self.words.without_head(key))
        if target or self.table != "table3":
            return target
        weak = self.words.weak.get(key)
        return weak if weak and self.last_index < weak.index <= self.last_index + _NEAR else None

    def _close_row(self) -> None:
        if self.label is None:
            return
        text, line = self.label
        row = Match(self.target, self.table, text, line, tuple(self.figures), tuple(self.heads[:-1]))
        if self.target:
            self.last_index = self.target.index
            self.matches.rows.append(row)
        else:
            self.matches.unknown.append(row)
        self.heads.clear()

    def _close_run(self) -> None:
        self.matches.runs.append(Run(tuple(self.heads), tuple(self.figures)))
        self.heads.clear()


def _placed(block: Block, index: int, text: str, number: Figure) -> Printed:
    """A figure with all that its row tells of it."""
    if isinstance(block, Paragraph):
        return Printed(block.line, text, number, block.page)
    column = block.columns[index] if block.columns else NO_COLUMN
    sure = block.sures[index] if block.sures else 1.0
    return Printed(block.line, text, number, block.page, column, sure, block.table)


def _recognise(matches: Matches, words: Vocabulary) -> None:
    """Give rows with misprinted labels to the rows of the form that the paper otherwise lacks."""
    for row in matches.unknown:
        known = {other.target for other in matches.rows}
        missing = [target for target in words.targets if target not in known and row.table in (None, target.table)]
        target = words.like(row.label, missing)
        if target:
            matches.rows.append(replace(row, target=target))
        matches.unknown = [other for other in matches.unknown if other is not row] if target else matches.unknown


def is_table_text(block: Block, official: Form) -> bool:
    """A line of nothing but the form's labels and figures: a table whose cells no tab or pipe parts, not prose."""
    words = vocabulary(official.year)
    return all(_is_table_word(text, words) for text in ((block.text,) if isinstance(block, Paragraph) else block.cells))


def _is_table_word(text: str, words: Vocabulary) -> bool:
    if len(text) > LONGEST_CELL:
        return False
    key = label_key(text)
    return figure(text) is not None or key in words.heads or key in words.strong or key in words.groups


def columns_of(heads: Sequence[str], official: Form, row: Row) -> Iterator[tuple[int, str]]:
    """Which printed head stands over which column of the row: where the paper prints as many heads as there are
    columns, in order; the first of them follows the table's own head (信息内容)."""
    keys = [label_key(text) for text in heads]
    first = label_key(official.heads["table2"])
    after = list(heads[len(keys) - keys[::-1].index(first) :]) if first in keys else []
    if len(after) == len(row.columns):
        yield from enumerate(after)
