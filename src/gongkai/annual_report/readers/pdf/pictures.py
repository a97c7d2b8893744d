"""What a PDF page does not show as text: pages that are pictures, and text that is written without being drawn."""

import ctypes
import re
from typing import Any

from pypdfium2 import PdfPage, raw

_FEW = 20
"""A page with fewer readable characters, its number among them, has no text of its own."""
_LARGE = 0.3
"""The share of the page from which an image may hold its text."""
_MANY_PATHS = 500
"""From how many drawn shapes a page without text may show text as outlines."""
_ILLEGIBLE, _MUCH = re.compile("[\0\ufffd\ue000-\uf8ff]"), 0.4
"""Characters that a font without a code table leaves, and the share of them from which a text is none."""
_MOST_OBJECTS = 5_000
_SHORT_SIDE = 1654
_LONGEST = 4


def is_picture(page: PdfPage, text: str) -> bool:
    """The page has no text that can be read, but an image or outlines that may show some."""
    shown, illegible = len("".join(text.split())), len(_ILLEGIBLE.findall(text))
    if illegible >= _FEW and illegible >= _MUCH * shown:
        return True
    if shown - illegible >= _FEW:
        return False
    images, drawn = _shown(page)
    return images >= _LARGE or (drawn and not shown)


def remove_unseen(page: PdfPage) -> None:
    """Take the text that is not drawn off a page whose other text is: an older state, or what a search shall find.

    A scan's recognised text is never drawn; there it is all there is.
    """
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    items = [raw.FPDFPage_GetObject(page, index) for index in range(count)]
    texts = [item for item in items if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT]
    unseen = [text for text in texts if raw.FPDFTextObj_GetTextRenderMode(text) == raw.FPDF_TEXTRENDERMODE_INVISIBLE]
    if len(unseen) * 2 < len(texts):
        for text in unseen:
            raw.FPDFPage_RemoveObject(page, text)
            raw.FPDFPageObj_Destroy(text)


def _shown(page: PdfPage) -> tuple[float, bool]:
    """Which share of the page images cover, and whether so much is drawn that it may be text as outlines."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    items = [raw.FPDFPage_GetObject(page, index) for index in range(count)]
    kinds = [raw.FPDFPageObj_GetType(item) for item in items]
    images = (item for item, kind in zip(items, kinds, strict=True) if kind == raw.FPDF_PAGEOBJ_IMAGE)
    covered: float = sum(map(_area, images)) / max(1.0, page.get_width() * page.get_height())
    return covered, kinds.count(raw.FPDF_PAGEOBJ_PATH) >= _MANY_PATHS or raw.FPDF_PAGEOBJ_FORM in kinds


def _area(item: Any) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return 0.0
    return (right.value - left.value) * (top.value - bottom.value)


def rendered(page: PdfPage) -> Any:
    """The page as pixels, in the size that the recognition wants; nothing longer than any page is."""
    width, height = page.get_size()
    scale = min(_SHORT_SIDE / max(1.0, min(width, height)), _LONGEST * _SHORT_SIDE / max(1.0, width, height))
    return page.render(scale=scale).to_numpy()
