"""A page as readers of PDF, OFD and pictures see it: words with their boxes, and ruling lines."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """Characters that stand close together on one line, in a box. em: the width of a full-width character.

    spaced: a written blank stands before the word (a gap alone may only be the typesetter's).
    sure: how sure the text is, below 1 where it was recognised from a picture.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float
    spaced: bool = False
    sure: float = 1.0


class Rule(NamedTuple):
    """A ruling line: the height `at` which it runs across (or the place at which it runs down), and its two ends."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` (from 1): its words in any order, its ruling lines across and down.

    is_unread: the page is a picture whose text could not be recognised.
    """

    number: int
    words: tuple[Word, ...]
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    is_unread: bool = False


class Walls:
    """The ruling lines that run down a page, in order, to be asked what they part."""

    def __init__(self, down: Iterable[Rule]) -> None:
        self._rules = sorted(down)
        self._places = [rule.at for rule in self._rules]

    def part(self, left: float, right: float, y: float) -> bool:
        """One of the lines runs down between these two places at this height."""
        for index in range(bisect_right(self._places, left), bisect_left(self._places, right)):
            rule = self._rules[index]
            if rule.start <= y <= rule.end:
                return True
        return False

    def cross(self, word: Word) -> bool:
        """One of the lines runs down through the word: it is really two cells."""
        return self.part(word.x0 + word.em / 4, word.x1 - word.em / 4, (word.y0 + word.y1) / 2)
