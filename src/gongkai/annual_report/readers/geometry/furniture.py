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


def without_furniture(pages: Sequence[Pieces]) -> list[list[Line | Table]]:
    """The pages without their numbers, and without heads and feet that repeat an earlier page's."""
    offsets = Counter(int(line.text) - line.page for page in pages for line in _edges(page) if _is_bare(line))
    repeated = _repeated(pages)
    return [[piece for piece in page if not _is_furniture(piece, page, offsets, repeated)] for page in pages]


def _is_furniture(piece: Line | Table, page: Pieces, offsets: Counter[int], repeated: set[int]) -> bool:
    if isinstance(piece, Table) or not any(piece is line for line in _edges(page)):
        return False
    if _MARKED_NUMBER.fullmatch(piece.text) or id(piece) in repeated:
        return True
    if not _is_bare(piece):
        return False
    offset = int(piece.text) - piece.page
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


def _repeated(pages: Sequence[Pieces]) -> set[int]:
    """The lines (by identity) that an earlier page shows with the same words at the same height."""
    seen: dict[str, Line] = {}
    repeated: set[int] = set()
    for page in pages:
        for line in _edges(page):
            first = seen.setdefault(line.text, line)
            if first.page != line.page and abs(first.y0 - line.y0) < _SAME_HEIGHT:
                repeated.add(id(line))
    return repeated
