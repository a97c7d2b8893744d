"""Labels to figures: figures follow labels, whatever line, cell or half of a torn table they stand in."""

from dataclasses import dataclass, field, replace
from itertools import count

from gongkai.annual_report.form.form import Form
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.blocks import LONGEST_CELL, Block, Paragraph
from gongkai.annual_report.readers.numbers import figure
from gongkai.annual_report.readers.shape import EMPTY, NO_COLUMN, NUMBER, Line, Shape, Spot
from gongkai.annual_report.readers.vocabulary import Target, Vocabulary, vocabulary

_HEADS_OF_TABLE4 = 5
"""So many of its heads in a row are the table, though no figure follows."""
_NEAR = 4
"""How many rows may be missing before a row whose label is also a column's head (其他, 总计)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A label with its figures: the row of the form it stands for (None if no row has such a label), the words
    printed, the number of its line, and the texts printed above it since the last figures (the heads of its columns
    among them)."""

    target: Target | None
    table: str | None
    label: str
    line: int
    figures: tuple[Spot, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Figures of table 4, which have no label of their own, with the texts printed above them."""

    heads: tuple[str, ...]
    figures: tuple[Spot, ...]


@dataclass(slots=True)
class Matches:
    """All that was found in the tables. unknown: rows that the form does not have (a place's own rows). bare: rows of
    which only the label stands there, with its line; bare_heads: the line of the last head of a table 4 without any
    figure."""

    rows: list[Match] = field(default_factory=list)
    unknown: list[Match] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    bare: list[tuple[Target, int]] = field(default_factory=list)
    bare_heads: int | None = None

    @property
    def lines(self) -> set[int]:
        """The lines that belong to tables; prose is all the rest."""
        rows = {line for row in self.rows for line in (row.line, *(spot.line for spot in row.figures))}
        return rows | {spot.line for run in self.runs for spot in run.figures}


def match(shape: Shape, form_year: int) -> Matches:
    """Walk through the shape and pair labels with figures."""
    words = vocabulary(form_year)
    walk = _Walk(words)
    numbers = count()
    for stretch in shape:
        walk.enter(stretch.table)
        for line, number in zip(stretch.lines, numbers, strict=False):
            walk.line(number, line)
    walk.leave()
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
        self.figures: list[Spot] = []
        self.is_full = False
        self.blanks_after: list[Spot] = []
        self.heads: list[str] = []

    def enter(self, table: str | None) -> None:
        """A new part begins: section 2, 3 or 4 has its table, another part may have any."""
        self.leave()
        self.table = table
        self.heads.clear()

    def leave(self) -> None:
        """The part at hand ends here."""
        line = self.label[1] if self.label else None
        is_blank = all(spot.sign == EMPTY for spot in self.figures)
        if self.table == "table4" and is_blank and self._stands_over_table4():
            self.matches.bare_heads = line
        self.close()

    def _stands_over_table4(self) -> bool:
        return sum(label_key(head) in self.words.results for head in self.heads) >= _HEADS_OF_TABLE4

    def line(self, number: int, line: Line) -> None:
        if line.cells is None:
            self.close()
            return
        is_head = self.table == "table4" and any(isinstance(cell, str) for cell in line.cells)
        for index, cell in enumerate(line.cells):
            if isinstance(cell, str):
                self._text(number, cell)
            elif (self.label or self.table == "table4") and not (is_head and cell != NUMBER):
                column = line.columns[index] if line.columns else NO_COLUMN
                spot = Spot(number, index, cell, column, line.table)
                if self.is_full:
                    self._figure_after(spot)
                else:
                    self.figures.append(spot)
        self.is_full = bool(self.target and len(self.figures) >= len(self.target.row.columns))

    def _figure_after(self, spot: Spot) -> None:
        """A figure after a full row. Blanks there belong to the row only if another number follows them."""
        self.blanks_after.append(spot)
        if spot.sign == NUMBER:
            self.figures += self.blanks_after
            self.blanks_after.clear()

    def close(self) -> None:
        """Nothing more belongs to the label at hand."""
        if any(spot.sign != EMPTY for spot in self.figures) or (self.target and self.figures):
            if self.target or self.table != "table4":
                self._close_row()
            else:
                self._close_run()
        elif self.target and self.label:
            self.matches.bare.append((self.target, self.label[1]))
        self.label = self.target = None
        self.is_full = False
        self.figures = []
        self.blanks_after.clear()

    def _text(self, line: int, text: str) -> None:
        if self.figures or self.target:
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
