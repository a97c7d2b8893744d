"""The text and the straight lines of an OFD page, each where it stands."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.annual_report.readers.geometry.characters import Character
from gongkai.annual_report.readers.geometry.turn import SHORTEST, THIN, Piece, along_axes, turned
from gongkai.annual_report.readers.package import Element

_POINTS = 72 / 25.4
_ASCENT, _DESCENT = 0.88, 0.12
"""How far a character reaches above and below its base line, in ems."""
_ASLANT = 0.1
_STEP = re.compile(r"[MSLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_MOST_STEPS = 20_000
_FARTHEST = 1e6
MOST_CHARACTERS = 1_000_000
_DROPPED = re.compile(r"[\x00-\x1f\u200b-\u200f\u2028-\u202f\u2060\ufeff\ufffe\uffff\s]")


class Matrix(NamedTuple):
    """Where an object's own coordinates (millimetres, y downwards) lie on the page (points, y downwards)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, the point at which it begins on its base line, its size, and by how many quarters it is turned."""

    text: str
    x: float
    y: float
    width: float
    size: float
    turns: int
    spaced: bool

    def character(self) -> Character:
        """The character with its box, as if its page had been turned upright."""
        up, down = _ASCENT * self.size, _DESCENT * self.size
        x, y = self.x, -self.y
        corners = {
            0: (x, y - down, x + self.width, y + up),
            1: (x - down, y - self.width, x + up, y),
            2: (x - self.width, y - up, x, y + down),
            3: (x - up, y, x + down, y + self.width),
        }
        return Character(self.text, turned(*corners[self.turns], self.turns), self.size, self.spaced)


def glyphs_of(page: Element) -> Iterator[Glyph]:
    """The characters of a page in the file's order. Text that leans (a watermark) or is not shown is left out."""
    for text in page.iter("{*}TextObject"):
        if text.get("Visible") == "false" or text.get("Alpha") == "0":
            continue
        matrix = _matrix(text)
        angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        if abs(angle - round(angle)) * math.pi / 2 > _ASLANT:
            continue
        size = _number(text.get("Size"), 0.0)
        if size <= 0:
            continue
        x = y = 0.0
        for code in text.iterfind("{*}TextCode"):
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            yield from _glyphs_of_code(code, matrix, (x, y), size, round(angle) % 4)


def _glyphs_of_code(
    code: Element, matrix: Matrix, start: tuple[float, float], size: float, turns: int
) -> Iterator[Glyph]:
    text = code.text or ""
    across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
    x, y = start
    scale = math.hypot(matrix.a, matrix.b)
    spaced = False
    for index, char in enumerate(text):
        usual = size if char >= "\u2e80" else size / 2
        if _DROPPED.match(char):
            spaced = spaced or char.isspace()
        else:
            step = across[index] if index < len(across) else usual
            width = min(usual, step) if step > 0 else usual
            yield Glyph(char, *matrix.at(x, y), width * scale, size * scale, turns, spaced)
            spaced = False
        if index < len(across) or index >= len(down):
            x += across[index] if index < len(across) else usual
        if index < len(down):
            y += down[index]


def _steps(deltas: str | None, most: int) -> list[float]:
    """The distances from each character to the next; 「g 3 4.5」 stands for three times 4.5."""
    steps: list[float] = []
    words = iter((deltas or "").split())
    for word in words:
        if word == "g":
            count, value = next(words, "0"), next(words, "0")
            steps.extend([_number(value, 0.0)] * min(int(_number(count, 0.0)), most))
        else:
            steps.append(_number(word, 0.0))
        if len(steps) >= most:
            break
    return steps


def pieces_of(page: Element) -> Iterator[Piece]:
    """The straight lines of a page that run along one of its axes, and shapes so thin that they are lines."""
    for path in page.iter("{*}PathObject"):
        data = path.find("{*}AbbreviatedData")
        if data is None or path.get("Visible") == "false":
            continue
        strokes = [_points(stroke, _matrix(path)) for stroke in _strokes(data.text or "")]
        yield from _lines(
            strokes, is_stroked=path.get("Stroke", "true") == "true", is_filled=path.get("Fill") == "true"
        )


def _lines(strokes: Iterable[list[tuple[float, float]]], *, is_stroked: bool, is_filled: bool) -> Iterator[Piece]:
    for points in strokes:
        xs, ys = [x for x, _ in points], [-y for _, y in points]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if max(width, height) < SHORTEST:
            continue
        if min(width, height) <= THIN:
            if is_stroked or is_filled:
                yield Piece(min(xs), min(ys), max(xs), max(ys))
        elif is_stroked:
            yield from along_axes(zip(xs, ys, strict=True))


def _strokes(data: str) -> Iterator[list[tuple[float, float]]]:
    """The points of each stroke of a path. Of a curve only the end counts: no ruling line is one."""
    points: list[tuple[float, float]] = []
    steps = iter(match[0] for _, match in zip(range(_MOST_STEPS), _STEP.finditer(data), strict=False))
    for step in steps:
        operands = [_number(next(steps, None), 0.0) for _ in range(_OPERANDS.get(step, 0))]
        if step in "MS":
            if len(points) > 1:
                yield points
            points = []
        if operands:
            points.append((operands[-2], operands[-1]))
        elif step == "C" and points:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _points(points: Iterable[tuple[float, float]], matrix: Matrix) -> list[tuple[float, float]]:
    return [matrix.at(x, y) for x, y in points]


def _matrix(item: Element) -> Matrix:
    """From the object's own coordinates to the page: its CTM, then its place, then points for millimetres."""
    left, top = (_numbers(item.get("Boundary")) or [0.0, 0.0])[:2]
    a, b, c, d, e, f = (_numbers(item.get("CTM")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0])[:6]
    return Matrix(*(value * _POINTS for value in (a, b, c, d, e + left, f + top)))


def _numbers(text: str | None) -> list[float] | None:
    numbers = [_number(word, 0.0) for word in (text or "").split()]
    return numbers if len(numbers) in (4, 6) else None


def _number(text: str | None, otherwise: float) -> float:
    """The number, `otherwise` where there is none: NaN, infinity and places beyond any page are none."""
    try:
        value = float(text) if text else otherwise
    except ValueError:
        return otherwise
    return value if abs(value) <= _FARTHEST else otherwise
