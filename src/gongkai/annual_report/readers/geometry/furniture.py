"""Page numbers and running heads: what stands at the top or foot of pages and is no part of the text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gongkai.annual_report.readers.geometry.lines import Line
from gongkai.annual_report.readers.geometry.table import Table

Pieces = Sequence[Line | Table]

_MARKED_NUMBER = re.compile(
    r"[-—–－_·•.\s]+(\d{1,4})[-—–－_·•.\s]+|第\s*\d{1,4}\s*页(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_EDGE = 2
"""How many lines from the top and the foot of a page may be furniture."""
_SAME_HEIGHT = 3.0
_SENTENCE = frozenset("。，；：！？")
"""A line with one of these is running text, even where another page repeats it at the same height."""


def without_furniture(pages: Sequence[Pieces]) -> list[list[Line | Table]]:
    """The pages without their numbers, and without heads and feet that repeat an earlier page's."""
    edges = [_edges(page) for page in pages]
    offsets = Counter(int(line.text) - line.page for lines in edges for line in lines if _is_bare(line))
    dropped = _repeated(edges)
    dropped |= {id(line) for lines in edges for line in lines if _is_number(line, offsets)}
    return [[piece for piece in page if id(piece) not in dropped] for page in pages]


def _is_number(line: Line, offsets: Counter[int]) -> bool:
    """A page's number: marked as one, or bare where it counts the pages."""
    if not _is_bare(line):
        return _MARKED_NUMBER.fullmatch(line.text) is not None
    offset = int(line.text) - line.page
    return offset == 0 or offsets[offset] > 1


def _is_bare(line: Line) -> bool:
    return len(line.chunks) == 1 and _BARE_NUMBER.fullmatch(line.text) is not None


def _edges(page: Pieces) -> list[Line]:
    """The first and the last lines of a page, up to the nearest table."""
    lines = [*_until_table(page), *_until_table(page[::-1])]
    return list({id(line): line for line in lines}.values())


def _until_table(pieces: Iterable[Line | Table]) -> list[Line]:
    lines: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Table) or len(lines) == _EDGE:
            break
        lines.append(piece)
    return lines


def _repeated(edges: Iterable[Sequence[Line]]) -> set[int]:
    """The lines (by identity) that an earlier page shows with the same words at the same height."""
    seen: dict[str, Line] = {}
    repeated: set[int] = set()
    for lines in edges:
        for line in lines:
            if _SENTENCE.intersection(line.text):
                continue
            first = seen.setdefault(line.text, line)
            if first.page != line.page and abs(first.y0 - line.y0) < _SAME_HEIGHT:
                repeated.add(id(line))
    return repeated
