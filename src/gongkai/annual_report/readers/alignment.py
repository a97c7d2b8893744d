"""Which of a row's figures belongs to which column, when heads that span columns or rows leave blanks around them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.annual_report.readers.shape import EMPTY, NO_COLUMN, NUMBER, WORDS, Spot


@dataclass(frozen=True, slots=True)
class Aligned:
    """The figures of a row's columns, in order. certain: no other assignment was possible.

    A row that shows too few figures or too many is empty and not certain: no number is put where it may not belong.
    """

    figures: tuple[Spot, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Usual:
    """What the complete rows of a table show: how many blanks lead before the first column, by the row's depth (how
    many headings stand left of its label) and length; and which column of the form each column of a table's grid is."""

    offsets: Mapping[tuple[int, int], int]
    columns: Mapping[tuple[int, int], int]

    def lengths(self, depth: int) -> dict[int, int]:
        """The lengths of complete rows of that depth, each with the blanks that lead in it."""
        return {length: offset for (other, length), offset in self.offsets.items() if other == depth}


def usual(rows: Iterable[tuple[Sequence[Spot], int, int]]) -> Usual:
    """Learn from the rows (figures, number of columns, depth) that show as many figures as there are columns."""
    offsets: dict[tuple[int, int], Counter[int]] = {}
    columns: dict[tuple[int, int], Counter[int]] = {}
    for row, width, depth in rows:
        figures = _without_words_around(row, width)
        first, last = _core(figures)
        if last - first == width:
            offsets.setdefault((depth, len(figures)), Counter())[first] += 1
            for index, spot in enumerate(figures[first:last]):
                columns.setdefault(spot.grid, Counter())[index] += 1
    return Usual(_most_common(offsets), _most_common(columns))


def _most_common(seen: Mapping[tuple[int, int], Counter[int]]) -> dict[tuple[int, int], int]:
    return {key: counts.most_common(1)[0][0] for key, counts in seen.items()}


def align(figures: Sequence[Spot], width: int, *, depth: int, learn: Callable[[], Usual]) -> Aligned:
    """Assign a row's figures to `width` columns.

    Blanks before the first column and after the last come from heads that span several columns. Where blank cells
    make more than one assignment possible, or cells are missing, the complete rows of the table decide, which `learn`
    gives if it is asked: by the grid's columns, else by the row's depth and length. Where there are none, the reading
    that ends in the last column (总计) is taken, and called uncertain.
    """
    figures = _without_words_around(figures, width)
    first, last = _core(figures)
    if last - first == width:
        return Aligned(tuple(figures[first:last]))
    if first == last:
        return Aligned(tuple(figures[:width]) if len(figures) >= width else ())
    shown = learn()
    return _by_grid(figures, width, shown.columns) or _by_blanks(figures, width, shown, depth=depth)


def _by_grid(figures: Sequence[Spot], width: int, columns: Mapping[tuple[int, int], int]) -> Aligned | None:
    """By the grid columns that complete rows show, if every figure stands in one of them."""
    filled = {columns.get(spot.grid): spot for spot in figures if spot.sign == NUMBER}
    if figures[0].column == NO_COLUMN or None in filled or len(filled) != sum(spot.sign == NUMBER for spot in figures):
        return None
    if any(index is not None and index >= width for index in filled):  # a column that only wider rows have
        return None
    for spot in figures:
        if spot.sign != EMPTY and spot.grid in columns:
            filled.setdefault(columns[spot.grid], spot)
    gap = figures[0]._replace(sign=EMPTY, is_gap=True)
    return Aligned(tuple(filled.get(index, gap) for index in range(width)))


def _by_blanks(figures: Sequence[Spot], width: int, shown: Usual, *, depth: int) -> Aligned:
    """By where the first column begins in complete rows of this depth; failing them, by how many blanks stand behind
    the last column in all complete rows, and then not for certain."""
    first, last = _core(figures)
    starts = [start for start in range(len(figures) - width + 1) if start <= first and last <= start + width]
    if not starts:
        return Aligned((), certain=False)
    offsets = shown.lengths(depth)
    known = offsets.get(len(figures))
    behind = {length - offset - width for (_, length), offset in shown.offsets.items()}
    likely = (known, len(figures) - width - behind.pop() if len(behind) == 1 else None, last - width)
    start = next((start for start in likely if start in starts), starts[0])
    certain = known in starts or (len(starts) == 1 and not offsets)
    return Aligned(tuple(figures[start : start + width]), certain)


def _without_words_around(figures: Sequence[Spot], width: int) -> Sequence[Spot]:
    """The figures without words before and behind them that are none of the row's columns: a unit, a remark."""
    first, last = core = _core(figures)
    while last - first > width and WORDS in (figures[first].sign, figures[last - 1].sign):
        if figures[first].sign == WORDS:
            first += 1
        else:
            last -= 1
    return figures if (first, last) == core else figures[first:last]


def _core(figures: Sequence[Spot]) -> tuple[int, int]:
    """Where the figures that show anything begin and end: a printed dash stands in a column, as a number does."""
    filled = [index for index, spot in enumerate(figures) if spot.sign != EMPTY]
    return (filled[0], filled[-1] + 1) if filled else (0, 0)
