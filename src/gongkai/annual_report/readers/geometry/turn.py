"""Turning a page upright: PDF counts upwards, and text may stand turned on its page."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from gongkai.annual_report.readers.geometry.page import Rule

Rules = tuple[Rule, ...]

THIN, SHORTEST = 2.0, 1.5
"""Points: a drawn shape no thicker is a line, one no longer is none."""


class Box(NamedTuple):
    """A box with y running downwards, on the page turned upright."""

    x0: float
    y0: float
    x1: float
    y1: float


def turned(left: float, bottom: float, right: float, top: float, turns: int) -> Box:
    """A box of a page whose text stands turned by that many quarters clockwise."""
    if turns == 0:
        return Box(left, -top, right, -bottom)
    if turns == 1:
        return Box(-top, -right, -bottom, -left)
    if turns == 2:
        return Box(-right, bottom, -left, top)
    return Box(bottom, left, top, right)


class Piece(NamedTuple):
    """A straight line of a page before it is turned, y running upwards."""

    left: float
    bottom: float
    right: float
    top: float


def along_axes(points: Iterable[tuple[float, float]]) -> Iterator[Piece]:
    """The pieces of a drawn path that run along one of the page's axes."""
    for one, other in pairwise(points):
        width, height = abs(one[0] - other[0]), abs(one[1] - other[1])
        if min(width, height) <= THIN / 2 and max(width, height) >= SHORTEST:
            yield Piece(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def rules_of(pieces: Iterable[Piece], turns: int) -> tuple[Rules, Rules]:
    """The lines across and down, as they run on the page turned upright."""
    across, down = [], []
    for piece in pieces:
        box = turned(*piece, turns)
        if box.x1 - box.x0 > box.y1 - box.y0:
            across.append(Rule((box.y0 + box.y1) / 2, box.x0, box.x1))
        else:
            down.append(Rule((box.x0 + box.x1) / 2, box.y0, box.y1))
    return tuple(across), tuple(down)
