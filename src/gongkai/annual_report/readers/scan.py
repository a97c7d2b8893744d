"""Pictures of paper (scans, photographs, PDF of pictures) to blocks, by what the extra `ocr` installs."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Source
from gongkai.annual_report.readers.geometry.page import Page
from gongkai.annual_report.readers.geometry.paper import source_of_pages

PAGES = 60
"""The most pages that are recognised: one takes some seconds."""

NEEDS_RECOGNITION = (
    "这是图片（扫描件），没有文字可读。要识别图片上的文字，请先安装识别组件：pip install 'gongkai[ocr]'，再试一次；"
    "也可以改用带文字的原件（DOCX、PDF 或网页）。"
)

Picture = Any
"""The pixels of a page, as numpy has them (height, width, blue-green-red)."""


def source_of_image(data: bytes) -> Source:
    """The rows and paragraphs on a picture (PNG, JPEG, TIFF with several pages, BMP, GIF, WebP).

    Every cell says how sure its text is. Raises UnreadableSource where the extra is missing, for a broken picture, and
    for one that is too large.
    """
    return source_of_pages(pages_of_image(data))


def pages_of_image(data: bytes, first: int = 1) -> list[Page]:
    """The pages of a picture file, numbered from `first`."""
    pictures = _recognition().pictures_of(data)
    return [page for number, picture in enumerate(pictures, first) for page in pages_of_picture(picture, number)]


def pages_of_picture(picture: Picture, number: int) -> list[Page]:
    """What stands on a picture that is page `number` of its paper. Raises UnreadableSource as above."""
    if number > PAGES:
        raise UnreadableSource(f"图片超过 {PAGES} 页的上限。请只留下年度报告的几页，再试一次。")
    pages: list[Page] = _recognition().pages_of(picture, number)
    return pages


def can_recognise() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) for name in ("rapidocr_onnxruntime", "numpy", "PIL"))


def _recognition() -> Any:
    """The module that knows the recognition library. Only it needs the extra, so only here is it looked for."""
    try:
        return import_module("gongkai.annual_report.readers.recognition")
    except ImportError as error:
        raise UnreadableSource(NEEDS_RECOGNITION) from error
