"""A register as a file: where its heads stand, which column is which, its lines. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

from gongkai.web.applications.registers.columns import columns, labels, missing, recognised
from gongkai.web.directory.intake.sheet import MOST_LINES, UnreadableTable, sheet_of, word

_LOOKED_AT = 12
"""Lines among which the heads are looked for: titles and notes may stand above them."""
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its number in the file, counted as a spreadsheet counts, and its cells."""

    number: int
    cells: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Register:
    """heads: of one or two lines, as one. mapping: name of a column → its place. rows: all below the heads that hold
    anything."""

    heads: tuple[str, ...]
    mapping: Mapping[str, int]
    rows: tuple[Row, ...]
    since_1904: bool = False

    def mapped(self, mapping: Mapping[str, int]) -> "Register":
        """The same lines with other columns. Raises UnreadableTable where a required one is missing, or a place is
        taken twice."""
        lacking = missing(mapping)
        if lacking:
            seen = "、".join(head for head in self.heads if head) or "（没有）"
            wanted = labels(column.name for column in lacking)
            raise UnreadableTable(f"没有找到{wanted}这样的列。登记簿里的列是：{seen}。请在对照表里指明是哪一列。")
        places = list(mapping.values())
        twice = [name for name, place in mapping.items() if places.count(place) > 1]
        if twice:
            raise UnreadableTable(f"{labels(twice)}指到了同一列。请各选一列，或者选“没有”。")
        strange = [name for name, place in mapping.items() if name not in columns() or place >= len(self.heads)]
        if strange:
            raise UnreadableTable("对照表与这个文件的列对不上。请重新上传后再对照。")
        return Register(self.heads, dict(mapping), self.rows, self.since_1904)


def read(data: bytes) -> Register:
    """Raises UnreadableTable for what is no table, has no heads that are known, or is too long."""
    sheet = sheet_of(data)
    first = [Row(number, row) for number, row in islice(sheet.rows, _LOOKED_AT)]
    heads, mapping, below = _heads(first)
    rows = [row for row in first[below:] if _is_filled(row)]
    for number, cells in sheet.rows:
        row = Row(number, cells)
        if _is_filled(row):
            rows.append(row)
        if len(rows) > MOST_LINES:
            raise UnreadableTable(f"一次最多转入 {MOST_LINES:,} 行。请按年度分成几个文件。")
    if not rows:
        raise UnreadableTable("表头下面没有内容。请核对是不是选错了文件或者工作表。")
    return Register(heads, mapping, tuple(rows), sheet.since_1904)


def _heads(first: Sequence[Row]) -> tuple[tuple[str, ...], dict[str, int], int]:
    """The heads, what they are, and how many lines stand above the first case. One line, or two as one: the pair that
    tells most."""
    best: tuple[int, tuple[str, ...], dict[str, int], int] | None = None
    for place in range(len(first)):
        for height in (1, 2):
            lines = first[place : place + height]
            if len(lines) < height:
                continue
            heads = tuple(_joined(lines))
            found = recognised(heads)
            score = len(found) * 10 - place - height
            if len(found) >= _ENOUGH and (best is None or score > best[0]):
                best = (score, heads, found, place + height)
    if best is None:
        raise UnreadableTable(
            f"前 {_LOOKED_AT} 行里没有找到登记簿的列名。列名应当有{labels(c.name for c in missing({}))}。"
            "可以下载模板，把登记簿的内容粘贴进去。"
        )
    return best[1:]


def _joined(lines: Sequence[Row]) -> Iterator[str]:
    """Two lines of heads as one: 答复 over 日期 is 答复日期; a cell merged over both says it once."""
    for cells in zip_longest(*(line.cells for line in lines)):
        said = [word(cell).strip().replace("\n", "") for cell in cells]
        whole = [text for place, text in enumerate(said) if text and text not in said[:place]]
        yield "".join(whole)


def _is_filled(row: Row) -> bool:
    return any(cell is not None and word(cell).strip() for cell in row.cells)
