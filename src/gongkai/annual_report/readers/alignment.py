"""Which of a row's figures belongs to which column, when heads that span columns or rows leave blanks around them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.annual_report.readers.numbers import Figure


class Printed(NamedTuple):
    """A figure with the place it stands at."""

    line: int
    text: str
    figure: Figure

    @property
    def is_blank(self) -> bool:
        return self.figure.value is None


@dataclass(frozen=True, slots=True)
class Aligned:
    """The figures of a row's columns, in order. certain: no other assignment was possible.

    A row that shows too few figures or too many is empty and not certain: no number is put where it may not belong.
    """

    figures: tuple[Printed, ...]
    certain: bool = True


def usual_offsets(rows: Iterable[tuple[Sequence[Printed], int]]) -> dict[int, int]:
    """How many blanks lead before the first column, by the row's length, as complete rows of the same table show it."""
    seen: dict[int, Counter[int]] = {}
    for figures, width in rows:
        first, last = _core(figures)
        if last - first == width:
            seen.setdefault(len(figures), Counter())[first] += 1
    return {length: offsets.most_common(1)[0][0] for length, offsets in seen.items()}


def align(figures: Sequence[Printed], width: int, usual: Callable[[], Mapping[int, int]]) -> Aligned:
    """Assign a row's figures to `width` columns.

    Blanks before the first column and after the last come from heads that span several columns. Where blank cells
    make more than one assignment possible, complete rows of the same length decide; where there are none, the reading
    that ends in the last column (总计) is taken, and called uncertain. `usual` gives what `usual_offsets` found; it is
    asked only where it is needed.
    """
    if len(figures) == width:
        return Aligned(tuple(figures))
    first, last = _core(figures)
    if last - first == width:
        return Aligned(tuple(figures[first:last]))
    if first == last:
        return Aligned(tuple(figures[:width]) if len(figures) > width else ())
    starts = [start for start in range(len(figures) - width + 1) if start <= first and last <= start + width]
    if not starts:
        return Aligned((), certain=False)
    known = usual().get(len(figures))
    if known in starts:
        return Aligned(tuple(figures[known : known + width]))
    start = last - width if last - width in starts else starts[0]
    return Aligned(tuple(figures[start : start + width]), certain=len(starts) == 1)


def _core(figures: Sequence[Printed]) -> tuple[int, int]:
    """Where the figures that are no blanks begin and end."""
    filled = [index for index, printed in enumerate(figures) if printed.figure.value is not None]
    return (filled[0], filled[-1] + 1) if filled else (0, 0)
