"""The words of a PDF page with their boxes.

PDFium gives the text of a page in the file's own order, with a blank or a line's end where characters are far apart.
A stretch without a blank is one word if the boxes of its first and last character lie where the text's length says;
only of the others is every character looked at. That is what keeps reading fast.
"""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence

from pypdfium2 import PdfTextPage, raw

from gongkai.annual_report.readers.geometry.characters import Character, words_of
from gongkai.annual_report.readers.geometry.page import Rule, Walls, Word
from gongkai.annual_report.readers.geometry.turn import Box, turned

_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_SEEN = rf"[^\s\x00-\x1f\u2028\u2029{_UNSEEN}\ufffe\uffff]"
_STRETCH = re.compile(rf"{_SEEN}+(?:[{_UNSEEN}]+{_SEEN}+)*")
_PAIR, _LONE = re.compile("[\ud800-\udbff][\udc00-\udfff]"), re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile(rf"[{_UNSEEN}]")
_WRITTEN_BLANKS = " \u3000\xa0\t"
_FIRST_WIDE = "\u2e80"
_HEIGHT = 1.45
"""How many ems high the boxes of most fonts' characters are."""
_QUARTER = math.pi / 2
_OUT_OF_PLACE = 0.15, 0.4, 0.2
"""By how much a stretch may be longer or shorter than its text says: a part of its length, and ems (of digits)."""
_OTHER_LINE = 0.3
"""Ems by which a stretch may end higher or lower than it begins."""
_ASLANT = 0.1
"""Radians by which upright text may lean; a watermark across the page leans more."""


class PageText:
    """The characters of one page. quarters: in which quarter turns (clockwise) its text stands, in the file's order.

    Text that leans otherwise (a watermark), or of which the file does not say how it leans, is left out.
    """

    def __init__(self, page: PdfTextPage) -> None:
        self.page = page
        self.text = _text(page)
        self.stretches: dict[int, list[tuple[int, int]]] = {}
        for match in _STRETCH.finditer(self.text):
            angle = raw.FPDFText_GetCharAngle(page, match.start())
            if not math.isfinite(angle):
                continue
            turns = round(angle / _QUARTER)
            if abs(angle - turns * _QUARTER) < _ASLANT:
                self.stretches.setdefault(turns % 4, []).append(match.span())

    @property
    def quarters(self) -> tuple[int, ...]:
        return tuple(self.stretches) or (0,)


class TurnedText:
    """That text of a page which stands turned by `turns` quarters, as if it stood upright."""

    def __init__(self, text: PageText, turns: int) -> None:
        self.page, self.text, self.turns = text.page, text.text, turns
        self.stretches = text.stretches.get(turns, [])
        self._rect = raw.FS_RECTF()

    def words(self, down: Sequence[Rule]) -> Iterator[Word]:
        """The words, in the file's order. A ruling line (`down`) parts what it runs through; then, and where a stretch
        is no single word, every character is looked at."""
        walls = Walls(down)
        for start, end in self.stretches:
            word = self._whole(start, end)
            if word is None or (end - start > 1 and walls.cross(word)):
                seen = (index for index in range(start, end) if not _INVISIBLE.match(self.text[index]))
                yield from words_of(map(self._character, seen), walls)
            else:
                yield word

    def _whole(self, start: int, end: int) -> Word | None:
        """The stretch as one word, None where its characters must be looked at one by one."""
        first, text = self._box(start), _INVISIBLE.sub("", self.text[start:end])
        em = _em(text[0], first)
        if end - start == 1:
            return Word(text, *first, em, self._is_spaced(start))
        last = self._box(end - 1)
        if text[0] < _FIRST_WIDE:
            em = _em(text[-1], last)
        expected, (part, wide, narrow) = em * _ems(text), _OUT_OF_PLACE
        allowed = part * expected + (narrow if text.isascii() else wide) * em
        if abs(last.x1 - first.x0 - expected) > allowed or abs(first.y1 - last.y1) > _OTHER_LINE * em:
            return None
        box = (first.x0, min(first.y0, last.y0), last.x1, max(first.y1, last.y1))
        return Word(text, *box, em, self._is_spaced(start))

    def _character(self, index: int) -> Character:
        char, box = self.text[index], self._box(index)
        return Character(char, box, _em(char, box), self._is_spaced(index))

    def _box(self, index: int) -> Box:
        rect = self._rect
        raw.FPDFText_GetLooseCharBox(self.page, index, rect)
        if not self.turns:
            return Box(rect.left, -rect.top, rect.right, -rect.bottom)
        return turned(rect.left, rect.bottom, rect.right, rect.top, self.turns)

    def _is_spaced(self, index: int) -> bool:
        """A blank that the file itself writes stands before this character."""
        before = index - 1
        return before >= 0 and self.text[before] in _WRITTEN_BLANKS and raw.FPDFText_IsGenerated(self.page, before) == 0


def _text(page: PdfTextPage) -> str:
    """The page's characters, each at its own index; unreadable ones are NUL."""
    count = raw.FPDFText_CountChars(page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, buffer)
    text = bytes(memoryview(buffer)[: max(0, written - 1)]).decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    units = (raw.FPDFText_GetUnicode(page, index) for index in range(count))
    return _LONE.sub("\0", _PAIR.sub(_paired, "".join(chr(unit) if unit <= 0x10FFFF else "\0" for unit in units)))


def _paired(pair: re.Match[str]) -> str:
    """The one character of two surrogates, with an unseen one behind it, so that the others keep their index."""
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + "\u200b"


def _em(char: str, box: Box) -> float:
    """The width of a full-width character, judged by this one."""
    if char >= _FIRST_WIDE:
        return box.x1 - box.x0
    by_height = (box.y1 - box.y0) / _HEIGHT
    return max((box.x1 - box.x0) * 2, by_height) if char.isdigit() else by_height


def _ems(text: str) -> float:
    """How many ems wide the text usually is."""
    return len(text) - sum(map(_FIRST_WIDE.__gt__, text)) / 2
