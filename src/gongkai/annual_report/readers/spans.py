"""Which column of its table each cell begins in, where cells span columns and rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Block, Row

WIDEST = 200
"""The most columns a table may have: the widest of the form has 15."""


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
                blocks[index] = replace(block, columns=())

    def columns(self, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        """The columns at which the next row's cells begin, given over how many columns and rows each spans.

        Raises UnreadableSource for a table wider than any.
        """
        below, column, starts = self.taken, 0, []
        if below:
            self.taken = {place: rows - 1 for place, rows in below.items() if rows > 1}
        for width, rows in spans:
            while column in below:
                column += 1
            starts.append(column)
            if rows > 1 and column + width <= WIDEST:
                self.taken.update(dict.fromkeys(range(column, column + width), rows - 1))
            column += width
        while column in below:
            column += 1
        self.last = column
        if column > WIDEST:
            raise UnreadableSource(f"有一张表超过 {WIDEST} 列，不是年度报告的表格。请确认选对了文件。")
        return tuple(starts)
