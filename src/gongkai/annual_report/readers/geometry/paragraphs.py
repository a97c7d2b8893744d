"""Printed lines to paragraphs: a paragraph ends where its last line ends early, or the next begins further in."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.annual_report.form.form import NEWEST
from gongkai.annual_report.readers.geometry.lines import Line
from gongkai.annual_report.readers.sections import section_number

_INDENT, _EARLY, _APART = 1.2, 3.0, 1.5
"""Ems: an indented first line, a line that ends early, and more room between two lines than within a paragraph."""
_OTHER_SIZE = 1.15
_BUCKET, _SEVERAL = 8.0, 3
"""Points within which places are alike, and how many lines make a place usual."""
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、]")
_END_OF_SENTENCE = "。：；！？:;!?”"


class Margins(NamedTuple):
    left: float
    right: float


def margins_of(lines: Iterable[Line]) -> Margins:
    """Where running text begins and ends: the outermost places at which several lines do, else the outermost at all."""
    shown = [(line.x0, line.x1) for line in lines] or [(0.0, 0.0)]
    return Margins(
        _usual([x0 for x0, _ in shown], outermost=min),
        _usual([x1 for _, x1 in shown], outermost=max),
    )


def _usual(places: Sequence[float], outermost: Callable[[Iterable[float]], float]) -> float:
    counts = Counter(round(place / _BUCKET) for place in places)
    usual = [place for place in places if counts[round(place / _BUCKET)] >= _SEVERAL]
    return outermost(usual or places)


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> Iterator[tuple[int, str]]:
    """The paragraphs of a run of lines, each with the page it begins on."""
    page, text = lines[0].page, lines[0].text
    for before, line in pairwise(lines):
        if _begins(before, line, margins):
            yield page, text
            page, text = line.page, line.text
        else:
            text = _continued(text, line.text)
    yield page, text


def _begins(before: Line, line: Line, margins: Margins) -> bool:
    if line.x0 > margins.left + _INDENT * line.em or before.x1 < margins.right - _EARLY * before.em:
        return True
    if max(line.em, before.em) > _OTHER_SIZE * min(line.em, before.em):
        return True
    if line.page == before.page and line.y0 - before.y1 > _APART * line.em:
        return True
    if section_number(line.text, NEWEST) or section_number(before.text, NEWEST):
        return True
    return bool(_ENUMERATED.match(line.text)) and before.text[-1] in _END_OF_SENTENCE


def _continued(text: str, more: str) -> str:
    """Two lines of one paragraph: a blank between Latin words, none between anything else."""
    latin = text[-1].isascii() and text[-1].isalpha() and more[0].isascii() and more[0].isalpha()
    return f"{text} {more}" if latin else text + more
