"""Covering: the pixels of a box are replaced before anything is encoded, so that nothing of them is in the file."""

import math
from collections.abc import Iterable, Iterator

from PIL import Image

from gongkai.papers.redaction.box import Box
from gongkai.papers.redaction.marks import Marks, covered

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are the first ones outside."""


def area_of(box: Box, scale: float, size: tuple[int, int]) -> Area:
    """The whole pixels that a box covers, never fewer than it touches, and those on the page only."""
    return (
        max(0, math.floor(box.x0 * scale)),
        max(0, math.floor(box.y0 * scale)),
        min(size[0], math.ceil(box.x1 * scale)),
        min(size[1], math.ceil(box.y1 * scale)),
    )


def paint(picture: Image.Image, boxes: Iterable[Box], scale: float, marks: Marks) -> list[Area]:
    """Cover the boxes on the picture; their areas."""
    areas = []
    for area, cover in covers(boxes, scale, picture.size, marks):
        picture.paste(cover.convert(picture.mode), area[:2])
        areas.append(area)
    return areas


def covers(
    boxes: Iterable[Box], scale: float, size: tuple[int, int], marks: Marks
) -> Iterator[tuple[Area, Image.Image]]:
    """Each box's area and what stands in it."""
    for box in boxes:
        area = area_of(box, scale, size)
        if area[0] < area[2] and area[1] < area[3]:
            yield area, covered(area[2] - area[0], area[3] - area[1], marks.get(box.mark))


def expected(
    boxes: Iterable[Box], scale: float, size: tuple[int, int], marks: Marks
) -> Iterator[tuple[Area, Image.Image]]:
    """Each box's area and what must be seen there when all boxes are painted, later ones over earlier ones."""
    boxes = tuple(boxes)
    sheet = Image.new("L", size)
    areas = paint(sheet, boxes, scale, marks)
    for area in areas:
        yield area, sheet.crop(area)
