"""A CSV or XLSX file as rows of cells: what a table is read from, before anyone knows what its columns mean.

Cells come as they are stored: text, whole and broken numbers, days. Merged cells are filled with the value of their
first cell; a formula that was stored without its result is marked, since nobody here can reckon it.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.packaging.manifest import Manifest
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHARED_STRINGS
from openpyxl.xml.functions import fromstring

MOST_LINES = 200_000
MOST_COLUMNS = 200
_MOST_UNPACKED = 1 << 30
_MOST_WORDS = 1 << 27
"""Of the words that cells share: they are held in memory whole, all else is read in pieces."""
_DAMAGED = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, OSError, EOFError)
"""What openpyxl lets through of a workbook that is none; broken XML is a SyntaxError."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_OVERLAP = 64


class UnreadableTable(Exception):
    """The file is no table that can be entered. The message says what it is and what is wanted."""


@dataclass(frozen=True, slots=True)
class Unreckoned:
    """A formula without its result."""

    formula: str

    def __str__(self) -> str:
        return self.formula


@dataclass(frozen=True, slots=True)
class Sheet:
    """rows: number in the file, counted as a spreadsheet counts, and cells; read once. since_1904: how serial numbers
    of days are counted."""

    rows: Iterator[tuple[int, list[Any]]]
    since_1904: bool = False


def sheet_of(data: bytes) -> Sheet:
    """The first visible sheet of a workbook, or a text with commas, tabs or semicolons. Raises UnreadableTable."""
    if data.startswith(b"PK"):
        return _xlsx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableTable("这是旧式的 XLS 工作簿。请用电子表格软件打开，另存为 XLSX 后再导入。")
    return Sheet(enumerate(_csv_rows(_decoded(data)), start=1))


def word(cell: Any) -> str:
    """The cell as text: days as 2025-02-17, whole numbers without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16", *_ENCODINGS) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableTable("这个文件不是文本，也不是 XLSX 表格。请另存为 XLSX 或者 CSV（UTF-8）后再导入。")


def _csv_rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    parted = max((",", "\t", ";"), key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True)
    except csv.Error as error:
        raise UnreadableTable(f"CSV 的引号或者分隔有误（{error}）。请用电子表格软件打开核对后再导入。") from error


def _xlsx(data: bytes) -> Sheet:
    damaged = UnreadableTable("这个 XLSX 文件已经损坏，打不开。请重新保存后再导入。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
            if unpacked > _MOST_UNPACKED or _size_of_words(package) > _MOST_WORDS:
                raise UnreadableTable("这个 XLSX 文件展开后大得不合常理，没有读。请删去多余的工作表后再导入。")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except _DAMAGED as error:
        raise damaged from error
    place = next((n for n, one in enumerate(book.worksheets) if one.sheet_state == "visible"), None)
    if place is None:
        raise UnreadableTable("这个 XLSX 文件里没有可见的工作表。请把要导入的内容放在第一张工作表。")
    part = getattr(book.worksheets[place], "_worksheet_path", "")  # openpyxl says nowhere else where a sheet lies
    merged, has_formulas = _looked_over(data, part)
    return Sheet(
        _cells(data, book, place, merged, has_formulas=has_formulas), since_1904=book.epoch == CALENDAR_MAC_1904
    )


def _size_of_words(package: zipfile.ZipFile) -> int:
    """Of the part with the words that cells share, found as openpyxl finds it. Raises KeyError for no workbook."""
    listed = Manifest.from_tree(fromstring(package.read("[Content_Types].xml")))
    words = listed.find(SHARED_STRINGS)
    return package.getinfo(words.PartName.lstrip("/")).file_size if words else 0


def _looked_over(data: bytes, part: str) -> tuple[Mapping[int, list[tuple[int, int, int]]], bool]:
    """The merged ranges of a sheet, by their rows: first row, first and last column; and whether it has formulas."""
    merged: dict[int, list[tuple[int, int, int]]] = {}
    has_formulas, kept = False, b""
    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(part.lstrip("/")) as stream:
        while piece := stream.read(1 << 20):
            text = kept + piece
            has_formulas = has_formulas or _FORMULA.search(text) is not None
            for found in _MERGED.finditer(text):
                _merge(merged, found[1].decode())
            kept = text[-_OVERLAP:]
    return merged, has_formulas


def _merge(merged: dict[int, list[tuple[int, int, int]]], ref: str) -> None:
    left, top, right, bottom = range_boundaries(ref)
    if None in {left, top, right, bottom} or bottom - top > MOST_LINES:
        return
    for row in range(top, bottom + 1):
        if (top, left, right) not in merged.setdefault(row, []):
            merged[row].append((top, left, right))


def _cells(
    data: bytes, book: Any, place: int, merged: Mapping[int, list[tuple[int, int, int]]], *, has_formulas: bool
) -> Iterator[tuple[int, list[Any]]]:
    formulas = load_workbook(io.BytesIO(data), read_only=True) if has_formulas else None
    plain = formulas.worksheets[place].iter_rows(values_only=True) if formulas else None
    firsts: dict[tuple[int, int], Any] = {}
    try:
        for number, found in enumerate(book.worksheets[place].iter_rows(values_only=True), start=1):
            row = list(found[:MOST_COLUMNS])
            if plain is not None:
                row = [_known(cell, said) for cell, said in zip(row, next(plain, ()), strict=False)]
            _fill(number, row, merged.get(number, ()), firsts)
            yield number, row
    except _DAMAGED as error:
        raise UnreadableTable("这个 XLSX 文件已经损坏，读到一半读不下去。请重新保存后再导入。") from error


def _known(cell: Any, said: Any) -> Any:
    return Unreckoned(said) if cell is None and isinstance(said, str) and said.startswith("=") else cell


def _fill(number: int, row: list[Any], ranges: Any, firsts: dict[tuple[int, int], Any]) -> None:
    for top, left, right in ranges:
        row.extend([None] * (min(right, MOST_COLUMNS) - len(row)))
        if left > len(row):
            continue
        if number == top:
            firsts[top, left] = row[left - 1]
        for column in range(left, min(right, MOST_COLUMNS) + 1):
            row[column - 1] = firsts.get((top, left))
