"""A workbook to blocks: the rows of its visible sheets, merged cells as one."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count
from zipfile import ZipFile

from lxml import etree

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.interchange import DATA_SHEET
from gongkai.annual_report.readers.blocks import Block, Source
from gongkai.annual_report.readers.cells import one_text, row_or_prose
from gongkai.annual_report.readers.numbers import raised
from gongkai.annual_report.readers.package import local, open_package, value, xml_part
from gongkai.annual_report.readers.plain import block_of_line
from gongkai.annual_report.readers.spans import WIDEST

ROWS = 5_000
"""The most rows that are read of one sheet, and the most merged ranges."""

_REFERENCE = re.compile(r"[0-9]{1,9}")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_Merged = Mapping[int, list[tuple[int, int]]]


def source_of_xlsx(data: bytes) -> Source:
    """What the sheets of a workbook hold. Raises UnreadableSource for a damaged, hostile or much too large file."""
    package = open_package(data)
    strings = list(_strings(package))
    lines, blocks = count(1), list[Block]()
    for table, sheet in enumerate(_sheets(package), 1):
        merged = _merged(sheet)
        for texts, columns in _rows(sheet, strings, merged):
            blocks += _blocks(lines, texts, columns, table)
    return Source(tuple(blocks))


def _blocks(lines: Iterator[int], texts: tuple[str, ...], columns: tuple[int, ...], table: int) -> Iterator[Block]:
    """One row; of a cell that stands alone, each of its lines."""
    filled = [text for text in texts if text]
    if len(texts) == 1 or (len(filled) == 1 and "\n" in filled[0]):
        for line in "".join(filled).split("\n"):
            block = block_of_line(next(lines), line)
            if block:
                yield block
    elif filled:
        joined = tuple(one_text(text.split("\n")) for text in texts)
        yield row_or_prose(next(lines), joined, columns, table)


def _strings(package: ZipFile) -> Iterator[str]:
    """The texts that cells refer to by number; phonetic readings (rPh) are left out."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return
    for entry in xml_part(package, "xl/sharedStrings.xml"):
        yield _plain_text(entry)


def _plain_text(entry: etree._Element) -> str:
    pieces = ((piece, piece.getparent()) for piece in entry.iter() if local(piece) == "t")
    return "".join(
        raised(piece.text or "") if _is_raised(run) else piece.text or ""
        for piece, run in pieces
        if run is not None and local(run) != "rPh"
    )


def _is_raised(run: etree._Element) -> bool:
    return any(local(entry) == "vertAlign" and value(entry, "val") == "superscript" for entry in run.iter())


def _sheets(package: ZipFile) -> Iterator[etree._Element]:
    """The visible sheets, in the order of their tabs, but for the list that this program adds to its own workbooks."""
    targets = {value(entry, "Id"): value(entry, "Target") for entry in xml_part(package, "xl/_rels/workbook.xml.rels")}
    for sheet in xml_part(package, "xl/workbook.xml").iter():
        target = targets.get(value(sheet, "id")) if local(sheet) == "sheet" else None
        is_shown = value(sheet, "state") in (None, "visible") and value(sheet, "name") != DATA_SHEET
        if target and "worksheet" in target and is_shown:
            yield xml_part(package, target.lstrip("/") if target.startswith("/") else f"xl/{target}")


def _merged(sheet: etree._Element) -> _Merged:
    """Row → the columns there (first, last) that a merged range covers, but for the range's first cell."""
    ranges = [value(entry, "ref") or "" for entry in sheet.iter() if local(entry) == "mergeCell"]
    covered: dict[int, list[tuple[int, int]]] = {}
    if len(ranges) > ROWS:
        raise _too_large()
    for ref in ranges:
        places = _PLACE.findall(ref)
        if len(places) != 2:
            continue
        (first, top), (last, bottom) = ((_column(letters), _whole(number, 0)) for letters, number in places)
        for row in range(top, min(bottom, top + WIDEST) + 1):
            covered.setdefault(row, []).append((first + (row == top), last))
    return covered


def _rows(
    sheet: etree._Element, strings: list[str], merged: _Merged
) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """The texts and the columns of each row's cells."""
    rows = [row for data in sheet if local(data) == "sheetData" for row in data]
    if len(rows) > ROWS:
        raise _too_large()
    for number, row in enumerate(rows, 1):
        spans = merged.get(_whole(value(row, "r") or "", number), [])
        cells = [(_column_of(cell, index), _text(cell, strings)) for index, cell in enumerate(row)]
        shown = [(column, text) for column, text in cells if text or not _is_in(column, spans)]
        if len(shown) > WIDEST:
            raise UnreadableSource(f"有一张表超过 {WIDEST} 列，不是年度报告的表格。请确认选对了文件。")
        yield tuple(text for _, text in shown), tuple(column for column, _ in shown)


def _too_large() -> UnreadableSource:
    return UnreadableSource(f"工作表有超过 {ROWS:,} 行。年度报告的表格不到一百行，请确认选对了文件。")


def _is_in(column: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in spans)


def _column_of(cell: etree._Element, index: int) -> int:
    match = _PLACE.fullmatch(value(cell, "r") or "")
    return _column(match[1]) if match else index


def _column(letters: str) -> int:
    """A → 0, B → 1, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(cell: etree._Element, strings: list[str]) -> str:
    """What the cell shows; of a formula, the result stored with it, and itself where none is stored."""
    kind = value(cell, "t")
    if kind == "inlineStr":
        return _plain_text(cell).strip()
    parts = {local(entry): entry.text or "" for entry in cell}
    text = parts.get("v", "").strip()
    if not text and "f" in parts:
        return f"={parts['f']}"
    if kind == "s":
        number = _whole(text, len(strings))
        return strings[number].strip() if number < len(strings) else ""
    return text if kind in ("str", "e", "b") else _number(text)


def _whole(text: str, otherwise: int) -> int:
    """A number by which a workbook refers to something; otherwise, where it is none that a workbook writes."""
    return int(text) if _REFERENCE.fullmatch(text) else otherwise


def _number(text: str) -> str:
    """A stored number without the digits that only its binary form has: 18.871000000000002 is 18.871."""
    try:
        return format(Decimal(f"{float(text):.15g}"), "f") if "." in text or "E" in text else text
    except ValueError:
        return text
