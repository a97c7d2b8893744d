"""Labels to figures: figures follow labels, whatever line, cell or half of a torn table they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from gongkai.annual_report.form.form import Form
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.blocks import LONGEST_CELL, Block, Paragraph
from gongkai.annual_report.readers.numbers import figure
from gongkai.annual_report.readers.shape import EMPTY, NO_COLUMN, NUMBER, WORDS, Cell, Line, Shape, Spot
from gongkai.annual_report.readers.vocabulary import Target, Vocabulary, vocabulary

_HEADS_OF_TABLE4 = 5
"""So many of its heads in a row are the table, though no figure follows."""
_NEAR = 4
"""How many rows may be missing before a row whose label is also a column's head (其他, 总计)."""
_LONGEST_WORDS = 20
"""Longer words do not stand in place of a figure (「见附件」, 「十二」)."""
_WIDTH_OF_TABLE3 = 7
_UNITS = ("件", "条", "项", "次", "宗", "个", "万元", "元")
"""What a paper may print between a label and its figures."""


@dataclass(frozen=True, slots=True)
class Match:
    """A label with its figures: the row of the form it stands for (None if no row has such a label), the words
    printed, the number of its line, and the texts printed above it since the last figures (the heads of its columns
    among them), each with its table and its column of the grid."""

    target: Target | None
    table: str | None
    label: str
    line: int
    figures: tuple[Spot, ...]
    heads: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


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
        self.places: list[tuple[int, int]] = []

    def enter(self, table: str | None) -> None:
        """A new part begins: section 2, 3 or 4 has its table, another part may have any."""
        self.leave()
        self.table = table
        self._forget_heads()

    def _forget_heads(self) -> None:
        self.heads.clear()
        self.places.clear()

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
        words = [cell for cell in line.cells if isinstance(cell, str)]
        is_row4 = self.table == "table4" and self._is_row_of_table4(words, line.cells.count(NUMBER))
        is_head = self.table == "table4" and bool(words) and not is_row4
        starts = 1 if self._is_numbered(line.cells, words) else 0
        for index, cell in enumerate(line.cells[starts:], starts):
            column = line.columns[index] if line.columns else NO_COLUMN
            stands_for_figure = isinstance(cell, str) and (is_row4 or self._is_due(number, cell))
            if isinstance(cell, str) and not stands_for_figure:
                self._text(number, cell, (line.table, column))
            elif (self.label or self.table == "table4") and not (is_head and cell != NUMBER):
                self._figure(Spot(number, index, WORDS if isinstance(cell, str) else cell, column, line.table))
        self.is_full = bool(self.target and len(self.figures) >= len(self.target.row.columns))

    def _is_due(self, number: int, text: str) -> bool:
        """Whether words stand where a figure of the label at hand is due: behind it on its line, and strange to the
        form."""
        if self.label is None or self.label[1] != number or len(text) > _LONGEST_WORDS:
            return False
        if self.target is None and not (self.figures and self.table == "table3"):
            return False
        width = len(self.target.row.columns) if self.target else _WIDTH_OF_TABLE3
        blanks_before = next((n for n, spot in enumerate(self.figures) if spot.sign != EMPTY), len(self.figures))
        return len(self.figures) - blanks_before < width and not self._is_of_the_form(text)

    def _is_row_of_table4(self, words: Sequence[str], numbers: int) -> bool:
        return 0 < len(words) < numbers and not any(map(self._is_of_the_form, words))

    def _is_of_the_form(self, text: str) -> bool:
        key, known = label_key(text), self.words
        return bool(key) and (
            key in known.heads
            or key in known.groups
            or key in known.results
            or self._target(key) is not None
            or known.like(text, known.targets) is not None
        )

    def _figure(self, spot: Spot) -> None:
        if self.is_full:
            self._figure_after(spot)
        else:
            self.figures.append(spot)

    def _figure_after(self, spot: Spot) -> None:
        """A figure after a full row. Blanks there belong to the row only if a number, or words for one, follow them."""
        self.blanks_after.append(spot)
        if spot.sign in (NUMBER, WORDS):
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

    def _is_numbered(self, cells: Sequence[Cell], words: Sequence[str]) -> bool:
        """Whether the line begins with the number that a paper gives to the row."""
        if len(cells) < 3 or cells[0] != NUMBER or not words:
            return False
        first = next((cell for cell in cells[1:] if cell != EMPTY), None)
        return isinstance(first, str) and any(self._target(label_key(text)) for text in words)

    def _text(self, line: int, text: str, place: tuple[int, int]) -> None:
        if self.target and not self.figures and text in _UNITS:
            return
        if self.figures or self.target:
            self.close()
        key = label_key(text)
        target = self._target(key)
        if target:
            self.table = target.table
        elif key in self.words.groups and key != "行政复议":
            self.table = "table4"
        self.heads.append(text)
        self.places.append(place)
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
        above, places = tuple(self.heads[:-1]), tuple(self.places[:-1])
        row = Match(self.target, self.table, text, line, tuple(self.figures), above, places)
        if self.target:
            self.last_index = self.target.index
            self.matches.rows.append(row)
        else:
            self.matches.unknown.append(row)
        self._forget_heads()

    def _close_run(self) -> None:
        self.matches.runs.append(Run(tuple(self.heads), tuple(self.figures)))
        self._forget_heads()


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
