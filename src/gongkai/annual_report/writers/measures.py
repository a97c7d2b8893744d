"""How wide the columns of the official tables are, and where a long title may break: the same in every format."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an official paper (GB/T 9704-2012, 5): A4 in millimetres; `line` in points makes 22 lines of it."""

    width: float = 210
    height: float = 297
    top: float = 37
    left: float = 28
    right: float = 26
    bottom: float = 35
    line: float = 28.95

    @property
    def text_width(self) -> float:
        """156 mm: 28 characters of 3号."""
        return self.width - self.left - self.right


PAGE = Page()
_MM_A_POINT = 25.4 / 72
_INSET = 1.5
"""Points between a cell's rule and its number."""
_DIGIT = 0.56
"""How wide a figure is, in ems, in the widest of the faces."""
_SMALLEST = 3.5
_FOUR, _NARROW_FROM = 4, 7

TYPE_SIZE = {"table2": 10.5, "table3": 9.0, "table4": 9.0}
"""The type of each table on paper, in points: 五号, and 小五 where 28 lines or 15 columns share a page."""

_LABELS_OF_TABLE3 = (9, 11, 29)
"""Percent of the width for the nested heads left of table 3; its seven columns of numbers share the rest."""
_LABEL_OF_TABLE2 = 31
_YEAR = re.compile(r"(?<=.)(?=20\d\d年)")


def shares(name: str, width: int) -> tuple[float, ...]:
    """The share of each grid column of that table, in percent."""
    labels: tuple[int, ...] = {"table2": (_LABEL_OF_TABLE2,), "table3": _LABELS_OF_TABLE3}.get(name, ())
    columns = width - len(labels)
    return (*labels, *((100 - sum(labels)) / columns,) * columns)


def phrases(title: str) -> tuple[str, ...]:
    """The parts of a title that a line break should not tear: 「青石县水利局」, 「2024年政府信息公开工作年度报告」."""
    return tuple(_YEAR.split(title, maxsplit=1))


def halves(text: str, *, columns: int, width: int) -> bool:
    """Whether a head breaks in the middle: four characters over one narrow column (商业/企业, not 商业企/业)."""
    return len(text) == _FOUR and columns == 1 and width > _NARROW_FROM


def fitting(number: str, name: str, width: int, columns: int) -> float:
    """The size of type, in points, at which a number stays on one line within so many columns of that table."""
    room = PAGE.text_width / _MM_A_POINT * shares(name, width)[-1] * columns / 100 - 2 * _INSET
    return min(TYPE_SIZE[name], max(_SMALLEST, room / (len(number) * _DIGIT))) if number else TYPE_SIZE[name]
