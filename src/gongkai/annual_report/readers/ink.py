"""The ink of a page in pixels: its ruling lines, the text between them, and what a search for text overlooked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

from gongkai.annual_report.readers.geometry.grid import Grid
from gongkai.annual_report.readers.geometry.page import Rule

Pixels = Any

SHORT_SIDE = 1654
"""Pixels of the shorter side after scaling: an A4 page at 200 dots an inch."""
POINTS = 595 / SHORT_SIDE
MARGIN = 0.12
"""Of a found box's height: the empty margin at either side."""
_RULE_ACROSS, _RULE_DOWN = 150, 24
"""Pixels from which a straight dark run may be a ruling line. A shorter one across is the stroke of a character; a line
down may be short, and counts where it joins two lines across."""
_JOINT = 3
_THICKEST = 12
_PADDING = 4
_INK = 0.3
"""The least height of ink in a cell, in ems of the page's text, that is a character and no speck."""


class Piece(NamedTuple):
    """A rectangle of the picture that holds text, in pixels."""

    x0: int
    y0: int
    x1: int
    y1: int


def dark_pixels(picture: Pixels) -> Pixels:
    """The dark pixels, judged by their surroundings, so that a shadow over the page does no harm."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)


def ruling_lines(dark: Pixels, *, horizontal: bool) -> tuple[Rule, ...]:
    """The ruling lines of one direction, in points."""
    kernel = np.ones((1, _RULE_ACROSS) if horizontal else (_RULE_DOWN, 1), np.uint8)
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
    joined = cv2.dilate(runs, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    rules = []
    for x, y, width, height, _ in stats[1:].tolist():
        if (height if horizontal else width) > _THICKEST:
            continue
        start, at, length = (x, y + height / 2, width) if horizontal else (y, x + width / 2, height)
        rules.append(Rule(at * POINTS, start * POINTS, (start + length) * POINTS))
    return tuple(rules)


def joins(down: Rule, across: Iterable[Rule]) -> bool:
    near = _JOINT * POINTS
    joints = sum(
        rule.start - near <= down.at <= rule.end + near and down.start - near <= rule.at <= down.end + near
        for rule in across
    )
    return joints > 1


def between_rules(box: Piece, down: Sequence[Rule]) -> Iterator[Piece]:
    """The box, cut where ruling lines run down through it."""
    middle, margin = (box.y0 + box.y1) / 2, (box.y1 - box.y0) * MARGIN
    cuts = sorted(
        rule.at / POINTS
        for rule in down
        if rule.start <= middle * POINTS <= rule.end and box.x0 + margin < rule.at / POINTS < box.x1 - margin
    )
    edges = [box.x0, *(int(cut) for cut in cuts), box.x1]
    for index, (left, right) in enumerate(pairwise(edges)):
        inner = Piece(left + (_PADDING if index else 0), box.y0, right - (_PADDING if index < len(cuts) else 0), box.y1)
        if inner.x1 - inner.x0 > 2 * _PADDING:
            yield inner


def overlooked(dark: Pixels, grids: Iterable[Grid], pieces: Sequence[Piece]) -> list[Piece]:
    """Where the cells without found text have ink as high as a character."""
    height = float(np.median([piece.y1 - piece.y0 for piece in pieces])) if pieces else 30.0
    found: list[Piece] = []
    for grid in grids:
        seen = {grid.cell_at((p.x0 + p.x1) / 2 * POINTS, (p.y0 + p.y1) / 2 * POINTS) for p in pieces}
        for cell in dict.fromkeys(cell for row in grid.owners for cell in row):
            if cell in seen:
                continue
            edges = (grid.xs[cell.left], grid.ys[cell.top], grid.xs[cell.right], grid.ys[cell.bottom])
            ink = _ink(dark, Piece(*(round(edge / POINTS) for edge in edges)), height * _INK)
            found.extend([ink] if ink else [])
    return found


def _ink(dark: Pixels, cell: Piece, least: float) -> Piece | None:
    """The bounds of the ink inside a cell, without what touches its edges."""
    inset = _THICKEST // 2 + 1
    inner = dark[cell.y0 + inset : cell.y1 - inset, cell.x0 + inset : cell.x1 - inset]
    if inner.size == 0:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(inner)
    marks = [mark for mark in stats[1:].tolist() if mark[3] >= least]
    if not marks:
        return None
    x0, y0 = min(mark[0] for mark in marks), min(mark[1] for mark in marks)
    x1, y1 = max(mark[0] + mark[2] for mark in marks), max(mark[1] + mark[3] for mark in marks)
    pad = inset
    return Piece(cell.x0 + x0, cell.y0 + y0, cell.x0 + x1 + 2 * pad, cell.y0 + y1 + 2 * pad)
