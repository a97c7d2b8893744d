"""A page as readers of PDF, OFD and pictures see it: words with their boxes, and ruling lines."""

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


def crossed(word: Word, down: tuple[Rule, ...]) -> bool:
    """A ruling line runs down through the word: it is really two cells."""
    left, right, middle = word.x0 + word.em / 4, word.x1 - word.em / 4, (word.y0 + word.y1) / 2
    return any(left < rule.at < right and rule.start <= middle <= rule.end for rule in down)
