"""What is covered: a box on a page, the ground it rests on, and the schedule (遮挡清单) that the reply tells of it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.papers.errors import BadValue
from gongkai.regulation.citation import cite
from gongkai.regulation.grounds import Ground, ground_rule
from gongkai.regulation.numerals import chinese

SEVERING = cite("REG 37")
NOT_INFORMATION = "不属于政府信息"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, counted from 1; in points of a PDF page or pixels of a picture, from the top left corner
    of the page as it is shown. ground: None for what is no government information (REG 37)."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    ground: Ground | None
    note: str = ""

    @property
    def mark(self) -> str:
        """What stands on the black: 第十五条."""
        return f"第{chinese(ground_rule(self.ground).article)}条" if self.ground else NOT_INFORMATION


def boxes_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Box, ...]:
    """Boxes out of JSON. Raises BadValue, saying which row is wrong and why."""
    return tuple(_box(row, number) for number, row in enumerate(rows, 1))


def as_rows(boxes: Iterable[Box]) -> list[dict[str, Any]]:
    """Boxes as JSON."""
    names = ("page", "x0", "y0", "x1", "y1", "ground", "note")
    return [{name: getattr(box, name) for name in names} for box in boxes]


def check(boxes: Sequence[Box], pages: Sequence[tuple[float, float]]) -> None:
    """Raises BadValue for a box that is not on its page: it would cover nothing. pages: width and height of each."""
    for number, box in enumerate(boxes, 1):
        if not 1 <= box.page <= len(pages):
            raise BadValue(f"第{number}个遮挡框在第{box.page}页，文件只有{len(pages)}页。请改正页码。")
        width, height = pages[box.page - 1]
        if box.x0 >= width or box.y0 >= height or box.x1 <= 0 or box.y1 <= 0:
            raise BadValue(f"第{number}个遮挡框在第{box.page}页的纸面以外，什么也遮不住。请重新框选。")


def schedule(boxes: Iterable[Box]) -> list[dict[str, str]]:
    """遮挡清单: a row for each box, in the order of the pages, for the reply and for the file."""
    ordered = sorted(boxes, key=lambda box: (box.page, box.y0, box.x0))
    return [_row(box) for box in ordered]


def _row(box: Box) -> dict[str, str]:
    rule = ground_rule(box.ground) if box.ground else None
    return {
        "page": str(box.page),
        "part": f"距上{box.y0:.0f}、距左{box.x0:.0f}，宽{box.x1 - box.x0:.0f}、高{box.y1 - box.y0:.0f}",
        "ground": rule.label if rule else NOT_INFORMATION,
        "article": (rule.citations[0] if rule else SEVERING).place,
        "note": box.note,
    }


def _box(row: Mapping[str, Any], number: int) -> Box:
    try:
        x0, y0, x1, y1 = (float(row[name]) for name in ("x0", "y0", "x1", "y1"))
        page = int(row["page"])
    except (KeyError, TypeError, ValueError):
        raise BadValue(f"第{number}个遮挡框应当写明 page、x0、y0、x1、y1，都是数。请改正。") from None
    if not all(map(math.isfinite, (x0, y0, x1, y1))) or x0 >= x1 or y0 >= y1:
        raise BadValue(f"第{number}个遮挡框没有面积：x0 应当小于 x1，y0 应当小于 y1。请改正。")
    name = row.get("ground")
    if name is not None and name not in set(Ground):
        raise BadValue(
            f"第{number}个遮挡框的理由“{name}”不认识。请从{'、'.join(Ground)}中选，或者留空（{NOT_INFORMATION}）。"
        )
    return Box(page, x0, y0, x1, y1, Ground(name) if name else None, str(row.get("note") or ""))
