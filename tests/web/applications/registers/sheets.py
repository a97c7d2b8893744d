"""Registers as clerks keep them, for tests. All people are invented."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

HEADS = ("登记编号", "收到日期", "申请人类别", "申请人", "内容摘要", "办理结果", "答复日期", "送达日期", "归档日期")
GOOD = ("青公开〔2025〕1号", date(2025, 3, 3), "公民", "沈不凡", "泵站验收材料", "予以公开", date(2025, 3, 20),
        date(2025, 3, 21), date(2025, 4, 1))  # fmt: skip
OPEN = ("青公开〔2025〕2号", date(2025, 12, 15), "律所", "青石律师事务所", "水库除险加固批复", None, None, None, None)


def book(*rows: Sequence[Any], heads: Sequence[Sequence[Any]] = (HEADS,), merged: Sequence[str] = ()) -> bytes:
    out, made = io.BytesIO(), Workbook()
    sheet: Any = made.active
    for row in (*heads, *rows):
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    made.save(out)
    return out.getvalue()


def line(**changed: Any) -> list[Any]:
    """The good line with some cells otherwise, by the place of their heads."""
    cells = list(GOOD)
    for name, value in changed.items():
        cells[HEADS.index(name)] = value
    return cells
