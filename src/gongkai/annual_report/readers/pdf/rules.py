"""The ruling lines of a PDF page: thin shapes, stroked boxes and every straight piece of a stroked path."""

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

from pypdfium2 import PdfPage, raw

from gongkai.annual_report.readers.geometry.turn import SHORTEST, THIN, Piece, along_axes

_MOST_OBJECTS = 50_000
_MOST_PIECES = 4_000
"""Pieces of one path. A table drawn as a single path has a few hundred; more is a picture."""
_DEEPEST = 4

_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


def pieces_of(page: PdfPage) -> list[Piece]:
    """All straight lines of the page that run along one of its axes, those of nested forms included."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    return list(_pieces((raw.FPDFPage_GetObject(page, index) for index in range(count)), _IDENTITY, _DEEPEST))


def _pieces(items: Iterable[Any], outer: Matrix, depth: int) -> Iterator[Piece]:
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _pieces_of_path(item, outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            count = min(raw.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)
            inside = (raw.FPDFFormObj_GetObject(item, index) for index in range(count))
            yield from _pieces(inside, _times(_matrix(item), outer), depth - 1)


def _pieces_of_path(path: Any, outer: Matrix) -> Iterator[Piece]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return
    box = _moved(Piece(left.value, bottom.value, right.value, top.value), outer)
    is_thin = min(box.right - box.left, box.top - box.bottom) <= THIN
    if max(box.right - box.left, box.top - box.bottom) < SHORTEST:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if is_thin and (fill.value or stroke.value):
        yield box
    elif stroke.value and raw.FPDFPath_CountSegments(path) <= _MOST_PIECES:
        yield from _straight_pieces(path, _times(_matrix(path), outer))


def _straight_pieces(path: Any, matrix: Matrix) -> Iterator[Piece]:
    """The pieces of a stroked path that run along an axis, its closing ones included."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point, kind = _point(x.value, y.value, matrix), raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from along_axes((last, point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield from along_axes((last, start))
            last = start


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _moved(box: Piece, matrix: Matrix) -> Piece:
    if matrix == _IDENTITY:
        return box
    one, other = _point(box.left, box.bottom, matrix), _point(box.right, box.top, matrix)
    return Piece(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
