"""What the tables of a paper show apart from their figures: which words stand where, and where a figure does.

Where a figure belongs is decided by the shape alone (matcher, assemble). Organs publish on the same templates year
after year, so that papers share their shapes, and what was decided for one holds for the next.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from gongkai.annual_report.readers.blocks import LONGEST_CELL, Block, Paragraph
from gongkai.annual_report.readers.numbers import figure
from gongkai.annual_report.readers.sections import Part

EMPTY, MARK, NUMBER, WORDS = range(4)
"""What a figure shows: nothing at all; a dash or its like, or several numbers; one number; words in place of one."""

NO_COLUMN = -1
_TABLE_OF_SECTION = {2: "table2", 3: "table3", 4: "table4"}

Sign: TypeAlias = int
Cell: TypeAlias = str | Sign
"""Words, or what a figure shows."""


class Line(NamedTuple):
    """The shape of a block. cells: None for running prose. columns, table: see blocks.Row."""

    cells: tuple[Cell, ...] | None
    columns: tuple[int, ...] = ()
    table: int = 0


class Stretch(NamedTuple):
    """The shape of a part that has a table or shows a figure. table: that of its section, None for a part that may hold
    any."""

    table: str | None
    lines: tuple[Line, ...]


class Spot(NamedTuple):
    """Where a figure stands: number of its line in the shape, place in that line, column of its table's grid.

    is_gap: stands for a cell that the line does not have, though its grid has the column.
    """

    line: int
    place: int
    sign: Sign
    column: int = NO_COLUMN
    table: int = 0
    is_gap: bool = False

    @property
    def grid(self) -> tuple[int, int]:
        """The table and the column of its grid."""
        return self.table, self.column


Shape: TypeAlias = tuple[Stretch, ...]

_PROSE = Line(None)
_WORDS = frozenset((str,))


def shape_of(found: Sequence[Part]) -> tuple[Shape, list[Block]]:
    """The shape of the parts that have a table or show a figure, and the blocks that its lines are the shapes of."""
    shape, blocks = [], []
    for part in found:
        lines = tuple(map(_line, part.blocks))
        table = _TABLE_OF_SECTION.get(part.number)
        if table or not _WORDS.issuperset(map(type, chain.from_iterable([line.cells for line in lines if line.cells]))):
            shape.append(Stretch(table, lines))
            blocks += part.blocks
    return tuple(shape), blocks


def _line(block: Block) -> Line:
    if isinstance(block, Paragraph):
        return _PROSE if len(block.text) > LONGEST_CELL else Line((_cell(block.text),))
    table = block.table if block.columns or block.sures else 0
    return Line(tuple(map(_cell, block.cells)), block.columns, table)


@lru_cache(maxsize=16_384)
def _cell(text: str) -> Cell:
    number = figure(text)
    if number is None:
        return text
    return NUMBER if number.value is not None else MARK if text.strip() else EMPTY
