"""What a cell of a table in a page or a document amounts to: one text, or more than a cell of the form ever holds."""

from collections.abc import Sequence

from gongkai.annual_report.readers.blocks import LONGEST_CELL, Block, Paragraph, Row, text_of
from gongkai.annual_report.readers.numbers import SEVERAL, figure

_MINUS = ("-", "－", "−")


def lays_out(blocks: Sequence[Block], *, has_pictures: bool) -> bool:
    """Whether the content of a cell is tables, pictures or prose: such a cell lays out a page."""
    return (
        has_pictures
        or any(isinstance(block, Row) and block.columns for block in blocks)
        or sum(map(len, map(text_of, blocks))) > LONGEST_CELL
    )


def one_text(lines: Sequence[str]) -> str:
    """The lines of a cell as one text. Two numbers in one cell are two numbers, never one with more digits; but a minus
    may stand on the line above its number."""
    shown = [line for line in lines if line]
    if len(shown) > 1 and shown[0] in _MINUS:
        shown[:2] = ["".join(shown[:2])]
    numbers = sum(figure(line) is not None for line in shown)
    return (SEVERAL if numbers > 1 else "").join(shown)


def row_or_prose(line: int, texts: tuple[str, ...], columns: tuple[int, ...], table: int) -> Block:
    """A row; or a paragraph, where its only filled cell holds running prose."""
    whole = "".join(texts)
    if len(whole) > LONGEST_CELL and whole in texts:  # the only filled cell
        return Paragraph(line, whole)
    return Row(line, texts, "", 0, columns, (), table)
