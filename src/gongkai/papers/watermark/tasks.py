"""Laying a sheet over the pages of a foreign PDF, as a task of the sandbox."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf

from gongkai.papers.errors import BadFile

_LYING = frozenset({90, 270})


def mark(order: Mapping[str, Any], data: bytes) -> tuple[Mapping[str, Any], bytes]:
    """The sheets (upright, lying) come first, so many bytes as the order says; then the file. Raises BadFile."""
    size = order["overlay"]
    try:
        with pikepdf.open(BytesIO(data[:size])) as sheets, pikepdf.open(BytesIO(data[size:])) as target:
            upright, lying = sheets.pages
            for page in target.pages:
                page.add_overlay(lying if _lies(page) else upright, None)
            out = BytesIO()
            target.save(out, deterministic_id=True)
            return {"pages": len(target.pages)}, out.getvalue()
    except pikepdf.PdfError:
        raise BadFile("PDF 不能改写，水印没有加上。") from None


def _lies(page: pikepdf.Page) -> bool:
    """As it is shown: wider than high."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox.as_list())
    is_turned = int(page.obj.get("/Rotate", 0)) % 360 in _LYING
    return (right - left > top - bottom) is not is_turned
