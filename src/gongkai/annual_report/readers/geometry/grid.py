"""Ruling lines to grids: which lines belong together, and which cells they leave when some of them are missing."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gongkai.annual_report.readers.geometry.page import Page, Rule

_NEAR = 3.0
"""Points within which two places are the same place: double lines, corners that do not quite meet, dashes."""
_SHORTEST = 6.0
_MOST = 3000
"""A page with more ruling lines is a drawing. A form printed small has a few hundred pieces of lines."""


class Cell(NamedTuple):
    """A cell of a grid: its first row and column, and the ones after its last."""

    top: int
    left: int
    bottom: int
    right: int


_NOBODY = Cell(-1, -1, -1, -1)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its lines, and the cell that owns each of its boxes (row by row)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: tuple[tuple[Cell, ...], ...]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell at this place, None outside."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return self.owners[row][column] if inside else None


def grids_of(page: Page) -> list[Grid]:
    """The ruled tables of a page, the innermost first. A frame around text, without columns, is none."""
    if len(page.across) + len(page.down) > _MOST:
        return []
    across, down = _joined(page.across), _joined(page.down)
    grids = [_grid(*part) for part in _connected(across, down)]
    return sorted((grid for grid in grids if len(grid.xs) > 2 and len(grid.ys) > 1), key=_area)


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line made one, double lines made single; what is then too short is no ruling line."""
    joined: list[Rule] = []
    for level in _levels(sorted(rules)):
        at = sum(rule.at for rule in level) / len(level)
        start, end = level[0].start, level[0].end
        for rule in sorted(level, key=lambda rule: rule.start):
            if rule.start > end + _NEAR:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            start, end = min(start, rule.start), max(end, rule.end)
        joined.append(Rule(at, start, end))
    return [rule for rule in joined if rule.end - rule.start >= _SHORTEST]


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    levels: list[list[Rule]] = []
    for rule in rules:
        if levels and rule.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines in groups that touch each other, with the lines that end within a group's bounds without touching it.

    A group without lines of both directions is left out.
    """
    free = set(range(len(down)))
    parts: list[tuple[list[Rule], list[Rule]]] = []
    waiting = list(across)
    while waiting:
        rows, columns = [waiting.pop()], list[Rule]()
        for row in rows:
            for index in [index for index in free if _touch(row, down[index])]:
                free.discard(index)
                columns.append(down[index])
                more = [other for other in waiting if _touch(other, down[index])]
                waiting = [other for other in waiting if other not in more]
                rows.extend(more)
        if columns:
            parts.append((rows, columns))
    for rows, columns in parts:
        columns.extend([down[index] for index in free if _is_within(down[index], columns, rows)])
    return parts


def _is_within(rule: Rule, beside: Iterable[Rule], rows: Iterable[Rule]) -> bool:
    """The line runs down within the bounds of these rows and of the lines beside it."""
    lowest, highest = min(other.start for other in beside), max(other.end for other in beside)
    left, right = min(row.start for row in rows), max(row.end for row in rows)
    return left <= rule.at <= right and lowest - _NEAR <= rule.start and rule.end <= highest + _NEAR


def _touch(across: Rule, down: Rule) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _grid(across: list[Rule], down: list[Rule]) -> Grid:
    """The grid of lines that touch. A table that is open at a side is closed where its lines end."""
    xs = _places([rule.at for rule in down], [end for rule in across for end in (rule.start, rule.end)])
    ys = _places([rule.at for rule in across], [end for rule in down for end in (rule.start, rule.end)])
    at_x, at_y = [_near(down, x) for x in xs], [_near(across, y) for y in ys]
    rows, columns = [_middle(pair) for pair in pairwise(ys)], [_middle(pair) for pair in pairwise(xs)]
    parted_down = [[_covered(rules, row) for rules in at_x] for row in rows]
    parted_across = [[_covered(rules, column) for column in columns] for rules in at_y]
    return Grid(xs, ys, _owners(parted_down, parted_across))


def _places(lines: Sequence[float], ends: Sequence[float]) -> tuple[float, ...]:
    """The places of the lines, and an open side's ends where they lie clearly beyond the outermost line."""
    outer = [place for place in (min(ends), max(ends)) if all(abs(place - line) > 2 * _NEAR for line in lines)]
    places: list[float] = []
    for place in sorted((*lines, *outer)):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return tuple(places)


def _near(rules: Iterable[Rule], at: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= _NEAR]


def _middle(pair: tuple[float, float]) -> float:
    return (pair[0] + pair[1]) / 2


def _covered(rules: Iterable[Rule], place: float) -> bool:
    return any(rule.start <= place <= rule.end for rule in rules)


def _owners(parted_down: list[list[bool]], parted_across: list[list[bool]]) -> tuple[tuple[Cell, ...], ...]:
    """Every box of the grid gets its cell: a cell reaches as far to the right and down as no line parts it."""
    rows, columns = len(parted_down), len(parted_across[0])
    owners = [[_NOBODY] * columns for _ in range(rows)]
    for top in range(rows):
        for left in range(columns):
            if owners[top][left] is not _NOBODY:
                continue
            right, bottom = left + 1, top + 1
            while right < columns and not parted_down[top][right] and owners[top][right] is _NOBODY:
                right += 1
            while bottom < rows and not any(parted_across[bottom][left:right]):
                bottom += 1
            cell = Cell(top, left, bottom, right)
            for row in range(top, bottom):
                owners[row][left:right] = [cell] * (right - left)
    return tuple(map(tuple, owners))
