"""A workbook to blocks: the rows of its visible sheets, merged cells as one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import count
from zipfile import ZipFile

from lxml import etree

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.interchange import DATA_SHEET
from gongkai.annual_report.readers.blocks import Block, Source
from gongkai.annual_report.readers.cells import one_text, row_or_prose
from gongkai.annual_report.readers.formats import formats_of, shown
from gongkai.annual_report.readers.numbers import raised
from gongkai.annual_report.readers.package import local, open_package, value, xml_part
from gongkai.annual_report.readers.plain import block_of_line
from gongkai.annual_report.readers.spans import WIDEST

ROWS = 5_000
"""The most rows that are read of one sheet, and the most merged ranges."""

_REFERENCE = re.compile(r"[0-9]{1,9}")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ON = ("1", "true")
_Merged = Mapping[int, list[tuple[int, int]]]
_Kept = tuple[list[str], Sequence[str]]
"""What the cells of all sheets refer to: the texts and the formats."""


def source_of_xlsx(data: bytes) -> Source:
    """What the sheets of a workbook hold. Raises UnreadableSource for a damaged, hostile or much too large file."""
    package = open_package(data)
    texts_and_formats = list(_strings(package)), formats_of(package)
    lines, blocks = count(1), list[Block]()
    for table, sheet in enumerate(_sheets(package), 1):
        merged = _merged(sheet)
        for texts, columns in _rows(sheet, texts_and_formats, merged):
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


def _rows(sheet: etree._Element, kept: _Kept, merged: _Merged) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """The texts and the columns of each row's cells, hidden rows and columns left out."""
    rows = [row for data in sheet if local(data) == "sheetData" for row in data]
    if len(rows) > ROWS:
        raise _too_large()
    hidden = _hidden_columns(sheet)
    for number, row in enumerate(rows, 1):
        if value(row, "hidden") in _ON:
            continue
        spans = merged.get(_whole(value(row, "r") or "", number), [])
        cells = [(_column_of(cell, index), _text(cell, kept)) for index, cell in enumerate(row)]
        own = [(column, text) for column, text in cells if text or not _is_in(column, spans)]
        if len(own) > WIDEST:
            raise UnreadableSource(f"有一张表超过 {WIDEST} 列，不是年度报告的表格。请确认选对了文件。")
        seen = [(column, text) for column, text in own if not _is_in(column, hidden)]
        yield tuple(text for _, text in seen), tuple(column for column, _ in seen)


def _hidden_columns(sheet: etree._Element) -> list[tuple[int, int]]:
    """The columns that are not shown, as (first, last)."""
    columns = [column for columns in sheet if local(columns) == "cols" for column in columns]
    return [
        (_whole(value(column, "min") or "", 0) - 1, _whole(value(column, "max") or "", 0) - 1)
        for column in columns[:WIDEST]
        if value(column, "hidden") in _ON
    ]


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


def _text(cell: etree._Element, kept: _Kept) -> str:
    """What the cell shows; of a formula, the result stored with it, and itself where none is stored."""
    kind, (strings, formats) = value(cell, "t"), kept
    if kind == "inlineStr":
        return _plain_text(cell).strip()
    parts = {local(entry): entry.text or "" for entry in cell}
    text = parts.get("v", "").strip()
    if not text and "f" in parts:
        return f"={parts['f']}"
    if kind == "s":
        number = _whole(text, len(strings))
        return strings[number].strip() if number < len(strings) else ""
    if kind == "b":
        return "TRUE" if text in _ON else "FALSE"
    if kind in ("str", "e"):
        return text
    style = _whole(value(cell, "s") or "", len(formats))
    return shown(_number(text), formats[style] if style < len(formats) else "")


def _whole(text: str, otherwise: int) -> int:
    """A number by which a workbook refers to something; otherwise, where it is none that a workbook writes."""
    return int(text) if _REFERENCE.fullmatch(text) else otherwise


def _number(text: str) -> str:
    """A stored number without the digits that only its binary form has: 18.871000000000002 is 18.871."""
    try:
        return format(Decimal(f"{float(text):.15g}"), "f") if "." in text or "E" in text else text
    except ValueError:
        return text
