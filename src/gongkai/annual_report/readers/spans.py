"""Which column of its table each cell begins in, where cells span columns and rows."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Block, Row

Span = tuple[int, int]
"""Over how many columns and rows a cell stretches."""

Columns = tuple[tuple[int, ...], int]
"""At which column each cell of a row begins, and the column behind the last."""

WIDEST = 200
"""The most columns a table may have: the widest of the form has 15."""
_FIRST = tuple(range(WIDEST))


@dataclass(slots=True)
class Grid:
    """The columns of a table, row after row. number: which table of its source this is. taken: how many rows below
    each column is still spanned over."""

    number: int
    ends: dict[int, int] = field(default_factory=dict)
    """Line of each row → the column behind its last cell or behind what is spanned over to its right."""
    last: int = 0
    """The column behind the last row asked for."""
    taken: dict[int, int] = field(default_factory=dict)

    def straighten(self, blocks: list[Block]) -> None:
        """Take the columns from the rows that end elsewhere than most rows of the table: such a row has lost a cell or
        got one too many, and behind the gap its cells stand in columns that are not theirs."""
        if len(set(self.ends.values())) < 2:
            return
        usual = Counter(self.ends.values()).most_common(1)[0][0]
        for index, block in enumerate(blocks):
            if isinstance(block, Row) and self.ends.get(block.line, usual) != usual:
                blocks[index] = block._replace(columns=())

    def columns(self, count: int, spans: Mapping[int, Span]) -> tuple[int, ...]:
        """The columns at which the next row's cells begin, so many of them. spans: of those that span several columns
        or rows, by their place in the row.

        Raises UnreadableSource for a table wider than any.
        """
        below = self.taken
        if below:
            self.taken = {column: rows - 1 for column, rows in below.items() if rows > 1}
        if spans:
            starts, self.last = self._spanning(count, spans, below)
        else:
            starts, self.last = _plain(count, tuple(below))
        if self.last > WIDEST:
            raise UnreadableSource(f"有一张表超过 {WIDEST} 列，不是年度报告的表格。请确认选对了文件。")
        return starts

    def _spanning(self, count: int, spans: Mapping[int, Span], below: Container[int]) -> Columns:
        column, starts = 0, []
        for index in range(count):
            width, rows = spans.get(index, (1, 1))
            column = _next_free(column, below)
            starts.append(column)
            if rows > 1 and column + width <= WIDEST:
                self.taken.update(dict.fromkeys(range(column, column + width), rows - 1))
            column += width
        return tuple(starts), _next_free(column, below)


@lru_cache(maxsize=1024)
def _plain(count: int, below: tuple[int, ...]) -> Columns:
    """Those of a row without spans under such columns that are spanned over: most rows of a table are alike in that."""
    starts = [column for column in range(count + len(below)) if column not in below][:count]
    return tuple(starts), _next_free(starts[-1] + 1 if starts else 0, below)


def _next_free(column: int, below: Container[int]) -> int:
    while column in below:
        column += 1
    return column
