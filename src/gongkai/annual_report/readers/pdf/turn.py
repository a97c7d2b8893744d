"""Turning a page upright: PDF counts upwards, and text may stand turned on its page."""

from typing import NamedTuple


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
