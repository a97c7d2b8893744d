"""A CSV or XLSX file as lines that know their number and their columns' names."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_LINES = 100_000
_ENCODINGS = ("utf-8-sig", "gb18030")


class UnreadableTable(Exception):
    """The file is no table that can be entered. The message says what it is and what is wanted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file, counted as a spreadsheet counts, and its cells by column, without blanks."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line, said for whoever filled it in."""

    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"第 {self.line} 行“{self.column}”：{self.what}"


def read(data: bytes, *, columns: Sequence[str], optional: Sequence[str]) -> list[Line]:
    """The lines of a file below its heads; empty lines are left out. Raises UnreadableTable."""
    rows = _xlsx(data) if data.startswith(b"PK") else _csv(data)
    heads = [head.strip() for head in next(rows, [])]
    _check_heads(heads, columns, optional)
    lines = []
    for number, row in enumerate(rows, start=2):
        cells = {head: cell.strip() for head, cell in zip(heads, row, strict=False)}
        if any(cells.values()):
            lines.append(Line(number, cells))
        if len(lines) > MOST_LINES:
            raise UnreadableTable(f"一次最多导入 {MOST_LINES} 行。请分成几个文件。")
    return lines


def _check_heads(heads: Sequence[str], columns: Sequence[str], optional: Sequence[str]) -> None:
    missing = [column for column in columns if column not in heads]
    strange = [head for head in heads if head and head not in {*columns, *optional}]
    twice = sorted({head for head in heads if head and heads.count(head) > 1})
    for what, names in (("缺少列", missing), ("不认识的列", strange), ("重复的列", twice)):
        if names:
            wanted = "、".join([*columns, *(f"{name}（可以没有）" for name in optional)])
            raise UnreadableTable(f"{what}：{'、'.join(names)}。第一行应当是列名：{wanted}。")


def _csv(data: bytes) -> Iterator[list[str]]:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _csv_rows(text)
    raise UnreadableTable("这个文件不是文本，也不是 XLSX 表格。请另存为 XLSX 或者 CSV（UTF-8）后再导入。")


def _csv_rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise UnreadableTable(f"CSV 的引号或者分隔有误（{error}）。请用电子表格软件打开核对后再导入。") from error


def _xlsx(data: bytes) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableTable("这个 XLSX 文件已经损坏，打不开。请重新保存后再导入。") from error
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield [_word(cell) for cell in row]


def _word(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
