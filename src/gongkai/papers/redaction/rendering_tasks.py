"""Drawing pages for the screen, as tasks of the sandbox."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image

from gongkai.papers.errors import BadFile
from gongkai.papers.redaction.pages import opened, page_of, picture_of
from gongkai.papers.redaction.pictures import frames_of

_WIDEST = 1400
Answer = tuple[Mapping[str, Any], bytes]


def pdf_sizes(_order: Mapping[str, Any], data: bytes) -> Answer:
    """Width and height of each page in points, as it is shown."""
    with opened(data) as document:
        return {"sizes": [list(document[index].get_size()) for index in range(len(document))]}, b""


def picture_sizes(_order: Mapping[str, Any], data: bytes) -> Answer:
    """Width and height of each page in pixels, as it is shown."""
    _, frames = frames_of(data)
    return {"sizes": [list(frame.size) for frame in frames]}, b""


def pdf_page(order: Mapping[str, Any], data: bytes) -> Answer:
    """A page as PNG."""
    with opened(data) as document:
        document.init_forms()
        index = _index(order, len(document))
        return {}, _png(picture_of(page_of(document, index)))


def picture_page(order: Mapping[str, Any], data: bytes) -> Answer:
    """A page as PNG."""
    _, frames = frames_of(data)
    return {}, _png(frames[_index(order, len(frames))])


def _index(order: Mapping[str, Any], count: int) -> int:
    number = int(order["number"])
    if not 1 <= number <= count:
        raise BadFile(f"文件只有{count}页，没有第{number}页。请改正页码。")
    return number - 1


def _png(picture: Image.Image) -> bytes:
    picture.thumbnail((_WIDEST, _WIDEST * 2))
    out = BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=3)
    return out.getvalue()
