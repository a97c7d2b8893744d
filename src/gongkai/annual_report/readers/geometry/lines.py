"""Words to printed lines, and lines to chunks: what is parted by more than the blank between two words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from gongkai.annual_report.readers.geometry.page import Word
from gongkai.annual_report.readers.numbers import figure, raised

_SAME_LINE = 0.45
"""Words whose middles differ by less than this part of their height stand on one line."""
_DOUBLE = 0.3
"""A word that stands again within this part of an em of itself was drawn twice, to look bold."""
_GAP_OF_CHUNKS, _GAP_BEFORE_FIGURE, _GAP_OF_FIGURES = 1.0, 0.5, 0.15
"""From how many ems a gap parts two chunks: of words, a label and a figure, two figures."""
_SMALL, _HIGHER = 0.8, 0.15
"""How large the mark of a note is at most, beside the word that it stands behind, and how much higher it ends."""


class Chunk(NamedTuple):
    """A piece of a line or the whole text of a cell. column: that of the ruled grid, -1 without."""

    text: str
    x0: float
    x1: float
    sure: float = 1.0
    column: int = -1

    @property
    def is_figure(self) -> bool:
        return figure(self.text) is not None


@dataclass(slots=True)
class Line:
    """One printed line of a page outside ruled tables (or of a ruled row that holds several lines of figures)."""

    page: int
    chunks: tuple[Chunk, ...]
    y0: float
    y1: float
    em: float
    text: str
    figures: tuple[Chunk, ...] = field(init=False)
    """Those at the line's end, blanks (「/」) among them."""
    labels: tuple[Chunk, ...] = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.chunks)
        while count and self.chunks[count - 1].is_figure:
            count -= 1
        self.labels, self.figures = self.chunks[:count], self.chunks[count:]

    @property
    def x0(self) -> float:
        return self.chunks[0].x0

    @property
    def x1(self) -> float:
        return self.chunks[-1].x1


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words line by line from top to bottom, each line from left to right, words drawn twice only once."""
    words = list(words)
    if len(words) < 2:
        return [words] if words else []
    lines: list[list[Word]] = []
    middle, reach = 0.0, -1.0
    for word in sorted(words, key=_middle):
        if lines and _middle(word) - middle <= min(reach, (word.y1 - word.y0) * _SAME_LINE):
            lines[-1].append(word)
        else:
            lines.append([word])
            middle, reach = _middle(word), (word.y1 - word.y0) * _SAME_LINE
    return [_without_doubles(sorted(line, key=_left)) for line in lines]


def _middle(word: Word) -> float:
    return (word.y0 + word.y1) / 2


def _left(word: Word) -> float:
    return word.x0


def _without_doubles(line: list[Word]) -> list[Word]:
    if all(left.x1 <= right.x0 for left, right in pairwise(line)):
        return line
    kept: list[Word] = []
    for word in line:
        if not any(word.text == other.text and abs(word.x0 - other.x0) < _DOUBLE * word.em for other in kept):
            kept.append(word)
    return kept


def line_of(words: Sequence[Word], page: int) -> Line:
    """A printed line with its chunks."""
    return line_in_cells([words], page)


def line_in_cells(parts: Sequence[Sequence[Word]], page: int) -> Line:
    """A printed line whose parts stand in different cells: no chunk reaches over two of them."""
    words = [word for part in parts for word in part]
    return Line(
        page,
        tuple(chunk for part in parts for chunk in chunks_of(part)),
        min(word.y0 for word in words),
        max(word.y1 for word in words),
        max(word.em for word in words),
        text_of_words(words),
    )


def chunks_of(words: Sequence[Word]) -> list[Chunk]:
    """The chunks of one line's words."""
    return [_chunk(part) for part in _parted(words)]


def _chunk(words: Sequence[Word]) -> Chunk:
    return Chunk(text_of_words(words), words[0].x0, words[-1].x1, min(word.sure for word in words))


def _parted(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    start = 0
    for index in range(1, len(words)):
        if _is_gap(words[index - 1], words[index]):
            yield words[start:index]
            start = index
    yield words[start:]


def _is_gap(left: Word, right: Word) -> bool:
    """Two figures are one only where they touch; printed over each other they are two."""
    gap, em = right.x0 - left.x1, min(left.em, right.em)
    if figure(right.text) is None:
        return gap > _GAP_OF_CHUNKS * em
    return abs(gap) > _GAP_OF_FIGURES * em if figure(left.text) is not None else gap > _GAP_BEFORE_FIGURE * em


def text_of_words(words: Sequence[Word]) -> str:
    """The words of one line as text: a blank only where one was written."""
    if len(words) == 1:
        return words[0].text
    text = words[0].text
    for before, word in pairwise(words):
        text += (" " if word.spaced else "") + (raised(word.text) if _is_raised(before, word) else word.text)
    return text


def _is_raised(before: Word, word: Word) -> bool:
    """The mark of a note: smaller than what it stands behind, and higher."""
    return word.em < _SMALL * before.em and before.y1 - word.y1 > _HIGHER * before.em
