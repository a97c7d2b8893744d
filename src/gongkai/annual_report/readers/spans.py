"""Which column of its table each cell begins in, where cells span columns and rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Block, Row

Span = tuple[int, int]
"""Over how many columns and rows a cell stretches."""

WIDEST = 200
"""The most columns a table may have: the widest of the form has 15."""
_SINGLE: Span = (1, 1)


class Laid(NamedTuple):
    """A row laid into the columns of its table. columns: at which each cell begins. end: the column behind the last,
    be it of a cell from above. below: the columns that are spanned over in the rows below, and in how many."""

    columns: tuple[int, ...]
    end: int
    below: tuple[Span, ...]


@lru_cache(maxsize=2048)
def laid(spans: tuple[Span | None, ...], above: tuple[Span, ...]) -> Laid:
    """The next row of a table. spans: of each of its cells, None for one of a single column and row. above: what the
    rows above left as `below`.

    The rows of the form are a few dozen, printed again and again. Raises UnreadableSource for a table wider than any.
    """
    taken = dict(above)
    below = {column: rows - 1 for column, rows in above if rows > 1}
    column, columns = 0, []
    for width, rows in (span or _SINGLE for span in spans):
        column = _next_free(column, taken)
        columns.append(column)
        if column + width > WIDEST:
            raise UnreadableSource(f"有一张表超过 {WIDEST} 列，不是年度报告的表格。请确认选对了文件。")
        if rows > 1:
            below.update(dict.fromkeys(range(column, column + width), rows - 1))
        column += width
    return Laid(tuple(columns), _next_free(column, taken), tuple(below.items()))


def _next_free(column: int, taken: Mapping[int, int]) -> int:
    while column in taken:
        column += 1
    return column


@dataclass(slots=True)
class Grid:
    """The rows of a table. number: which table of its source this is. ends: line of each row → the column behind its
    last cell or behind what is spanned over to its right."""

    number: int
    ends: dict[int, int] = field(default_factory=dict)

    def straighten(self, blocks: list[Block]) -> None:
        """Take the columns from the rows that end elsewhere than most rows of the table: such a row has lost a cell or
        got one too many, and behind the gap its cells stand in columns that are not theirs."""
        if len(set(self.ends.values())) < 2:
            return
        usual = Counter(self.ends.values()).most_common(1)[0][0]
        for index, block in enumerate(blocks):
            if isinstance(block, Row) and self.ends.get(block.line, usual) != usual:
                blocks[index] = block._replace(columns=())
