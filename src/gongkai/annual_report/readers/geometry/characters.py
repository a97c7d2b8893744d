"""Single characters with their boxes to words, where only their places say which belong together."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongkai.annual_report.readers.geometry.page import Walls, Word
from gongkai.annual_report.readers.geometry.turn import Box

_GAP, _BACK, _OTHER_LINE = 0.3, 0.5, 0.3
"""Ems from one character to the next (on, back, up or down) from which they are two words."""
_TOUCHING = 0.1
_DOUBLE = 0.4
"""A character that begins again within this part of its own width was drawn twice, to look bold."""


class Character(NamedTuple):
    """A character, its box, the width of a full-width one beside it, and whether a written blank stands before it."""

    text: str
    box: Box
    em: float
    spaced: bool = False


def words_of(characters: Iterable[Character], walls: Walls) -> Iterator[Word]:
    """The words, in the order of their characters. A ruling line that runs down between two characters parts them."""
    word: Word | None = None
    for character in characters:
        box = character.box
        if word and character.text == word.text[-1] and _is_double(word, box):
            continue
        if word and not character.spaced and _goes_on(word, character, walls):
            word = word._replace(text=word.text + character.text, x1=box.x1)
            continue
        if word:
            yield word
        word = Word(character.text, *box, character.em, character.spaced)
    if word:
        yield word


def _is_double(word: Word, box: Box) -> bool:
    width = box.x1 - box.x0
    return abs(word.x1 - width - box.x0) < _DOUBLE * width and abs(word.y1 - box.y1) < _OTHER_LINE * word.em


def _goes_on(word: Word, character: Character, walls: Walls) -> bool:
    box = character.box
    gap = box.x0 - word.x1
    if not -_BACK * word.em <= gap <= _GAP * word.em or abs(word.y1 - box.y1) > _OTHER_LINE * word.em:
        return False
    if gap < _TOUCHING * word.em and character.text.isdigit() and word.text[-1].isdigit():
        return True  # a number too long for its cell runs over its border; those of two cells never touch
    return not walls.part(word.x1 - word.em / 4, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
