"""Plain text to blocks: rows where a line is parted by tabs, pipes or wide gaps, paragraphs where it is not."""

import re
from collections.abc import Iterator

from gongkai.annual_report.readers.blocks import LONGEST_CELL, Block, Paragraph, Row, Source
from gongkai.annual_report.readers.decode import decode

_PAGE_NUMBER = re.compile(r"[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:\s*[/，,]?\s*共\s*\d{1,3}\s*页)?")
_RULE = re.compile(r"[\s|｜:：+]*-{3,}[-\s|｜:：+]*|[+|｜](?:[=+\s|｜]|-{2,}){2,}")
_NUMBERS_AFTER_TEXT = re.compile(
    r"(?P<label>.*?[^\s\d.,，%].*?)\s+(?P<numbers>(?:-?\d[\d,，.]*|[/—-])(?:\s+(?:-?\d[\d,，.]*|[/—-]))*)"
)
_ONLY_NUMBERS = re.compile(r"(?:-?\d[\d,，.]*|[/—-])(?:[\s\u3000]+(?:-?\d[\d,，.]*|[/—-]))+")
_ENDS_A_NUMBER = "0123456789０１２３４５６７８９-—/"
_GAP = re.compile(r"\s{2,}")
_LONGEST_LINE = 200


def source_of_text(data: bytes) -> Source:
    """The blocks of a text file. Raises UnreadableSource for what is no text."""
    return Source(tuple(blocks_of_text(decode(data))))


def blocks_of_text(text: str) -> Iterator[Block]:
    """The blocks of a text, in order, lines counted from 1. Blank lines, page numbers and drawn rules are left out."""
    open_cell = False
    for line, printed in enumerate(text.splitlines(), 1):
        if open_cell and printed.strip() in ("|", "｜"):  # closes the cell of the line above
            open_cell = False
            continue
        if not printed or printed.isspace():
            continue
        block = block_of_line(line, printed)
        if block:
            yield block
        open_cell = not ("\t" in printed or "|" in printed or "｜" in printed)


def block_of_line(line: int, printed: str) -> Block | None:
    """The block of one line or paragraph, if it is neither blank nor a page number nor a drawn rule."""
    if "\t" in printed:
        return _row(line, printed.split("\t"))
    if "|" in printed or "｜" in printed:
        return _row(line, _between_pipes(printed))
    stripped = printed.strip()
    if not stripped or (len(stripped) < 24 and (_PAGE_NUMBER.fullmatch(stripped) or _RULE.fullmatch(stripped))):
        return None
    return _parted(line, stripped)


def _between_pipes(printed: str) -> list[str]:
    """A pipe closes the cell before it; one at the very start only opens the line, unless nothing else is there."""
    if _RULE.fullmatch(printed):
        return []
    cells = printed.replace("｜", "|").split("|")
    if not cells[-1].strip():
        del cells[-1]
    if not cells[0].strip() and any(cell.strip() for cell in cells):
        del cells[0]
    return cells


def _row(line: int, cells: list[str]) -> Block | None:
    stripped = [cell.strip() for cell in cells]
    whole = "".join(stripped)
    if len(whole) > LONGEST_CELL and whole in stripped:  # the only filled cell
        return Paragraph(line, whole)
    return Row(line, tuple(stripped)) if stripped else None


def _parted(line: int, text: str) -> Block:
    """「规章 0 0 0」 is a row, although only blanks part its cells; so is a line of numbers or of wide gaps."""
    if text[-1] not in _ENDS_A_NUMBER:
        gaps = len(text) <= _LONGEST_LINE and "。" not in text and _GAP.search(text)
        return Row(line, tuple(_GAP.split(text)), text) if gaps else Paragraph(line, text)
    if _ONLY_NUMBERS.fullmatch(text):
        return Row(line, tuple(text.split()), text)
    match = _NUMBERS_AFTER_TEXT.fullmatch(text) if len(text) <= LONGEST_CELL else None
    return Row(line, (*_GAP.split(match["label"]), *match["numbers"].split()), text) if match else Paragraph(line, text)
