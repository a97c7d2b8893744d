"""A CSV or XLSX file as lines that know their number and their columns' names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.web.directory.intake.sheet import UnreadableTable, sheet_of, word

__all__ = ["Fault", "Line", "UnreadableTable", "read"]

MOST_LINES = 100_000


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
    rows = sheet_of(data).rows
    heads = [word(head).strip() for head in next(rows, (1, []))[1]]
    _check_heads(heads, columns, optional)
    lines = []
    for number, row in rows:
        cells = {head: word(cell).strip() for head, cell in zip(heads, row, strict=False)}
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
