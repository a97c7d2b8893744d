"""What every reader makes of its source: rows of cells and paragraphs, in reading order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_CELL = 80
"""A longer text is running prose, wherever it stands. The form's longest label has 40 characters."""


class Row(NamedTuple):
    """The cells of one row of a table as its source has them, without the blanks around them.

    A blank cell is an empty string; a position that a cell of another row or column spans over is no cell at all.
    line: the line of a text, or the number of the row or paragraph in its source, from 1; page: likewise, 0 without.
    columns: the grid column at which each cell begins, where the source has a grid: it decides what blanks leave open.
    table: which table of the source this is, where it knows: the same column of two tables need not mean the same.
    sures: how sure each cell's text is (1 to 0), where it was recognised from a picture.
    text: the whole line where only blanks part it, because then it may be prose after all.
    """

    line: int
    cells: tuple[str, ...]
    text: str = ""
    page: int = 0
    columns: tuple[int, ...] = ()
    sures: tuple[float, ...] = ()
    table: int = 0


class Paragraph(NamedTuple):
    """A line that is not parted into cells: prose, a heading, or one cell of a table printed a cell a line."""

    line: int
    text: str
    page: int = 0


Block = Row | Paragraph


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader found in one paper: its blocks, and the lines on which pictures stand in place of text.

    A picture may hold what the blocks lack; a reader that recognises its text makes blocks of it and names none.
    """

    blocks: tuple[Block, ...]
    pictures: tuple[int, ...] = ()


def text_of(block: Block) -> str:
    """The block as running text."""
    return block.text or " ".join(filter(None, block.cells)) if isinstance(block, Row) else block.text


def words_of(blocks: Iterable[Block]) -> str:
    """All that blocks say in one breath: what a sign or a word is looked for in, wherever it stands."""
    return "".join(["".join(block.cells) if isinstance(block, Row) else block.text for block in blocks])
