"""A table for a terminal, where a Chinese character is two wide."""

from collections.abc import Collection, Iterator, Sequence
from unicodedata import east_asian_width


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Collection[int]) -> Iterator[str]:
    """The lines of the table, heads first; columns in `numbers` end together, the others begin together. Nothing for no
    rows."""
    if not rows:
        return
    widths = [max(_width(row[index]) for row in (heads, *rows)) for index in range(len(heads))]
    for row in (heads, *rows):
        cells = (
            _pad(text, width, to_the_right=index in numbers)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield ("  " + "  ".join(cells)).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _pad(text: str, width: int, *, to_the_right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if to_the_right else text + gap
