"""A PDF from outside as pictures and glyphs: opened within limits, each page as it is shown."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from gongkai.papers.errors import BadFile

DPI = 200
MOST_PAGES = 500
MOST_PIXELS = 80_000_000
"""A page of A0 at 200 dpi has 62 million."""
LIMIT = 100 << 20
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of the text layer and where it stands on the shown page, in pixels from the top left."""

    char: str
    left: int
    top: int
    right: int
    bottom: int

    def touches(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the rectangle covers anything of the character: more than the rim that neighbours share."""
        across = min(self.right, right) - max(self.left, left)
        down = min(self.bottom, bottom) - max(self.top, top)
        return across > _rim(self.right - self.left) and down > _rim(self.bottom - self.top)

    def is_in(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the rectangle covers the middle of the character."""
        across, down = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return left <= across <= right and top <= down <= bottom


def _rim(size: int) -> float:
    """Two pixels, a quarter of a millimetre; less of a very small character."""
    return min(2.0, size / 4)


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document. Raises BadFile where it is locked, broken, too long or too large."""
    if len(data) > LIMIT:
        raise BadFile(f"文件有{len(data) >> 20}MB，最多处理{LIMIT >> 20}MB。请拆分后再处理。")
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise BadFile(_why(error)) from None
    try:
        if not count:
            raise BadFile("文件里没有页。请核对文件。")
        if count > MOST_PAGES:
            raise BadFile(f"文件有{count}页，最多处理{MOST_PAGES}页。请拆分后再处理。")
        yield document
    finally:
        document.close()


def page_of(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """A page. Raises BadFile where it cannot be read or is beyond what is drawn."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        raise BadFile(f"第{index + 1}页已经损坏，读不出内容。请核对文件，或者另存一次后再试。") from None
    width, height = pixels_of(page)
    if width * height > MOST_PIXELS or width < 1 or height < 1:
        wide, high = (points / _POINTS * 25.4 for points in page.get_size())
        raise BadFile(f"第{index + 1}页的纸面有{wide:.0f}×{high:.0f}毫米，不能处理。请缩小纸面（最大约A0）后再试。")
    return page


def pixels_of(page: pypdfium2.PdfPage) -> tuple[int, int]:
    """The size of the page's picture."""
    width, height = page.get_size()
    return round(width * DPI / _POINTS), round(height * DPI / _POINTS)


def picture_of(page: pypdfium2.PdfPage) -> Image.Image:
    """The page as it is shown on a screen: what is hidden is not drawn, what is noted on it is."""
    width, height = pixels_of(page)
    shown: Image.Image = page.render(scale=DPI / _POINTS, may_draw_forms=True).to_pil().convert("RGB")
    return shown if shown.size == (width, height) else shown.resize((width, height))


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """The characters of the text layer, in its order; blanks and line breaks are not among them."""
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text)
        return [glyph for index in range(count) if (glyph := _glyph(page, text, index))]
    finally:
        text.close()


def _glyph(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, index: int) -> Glyph | None:
    code = pdfium.FPDFText_GetUnicode(text, index)
    char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    if not char or char.isspace() or not char.isprintable() or pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
        return None
    corners = [_shown(page, x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return Glyph(char, min(across), min(down), max(across), max(down))


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of the page's own space as a pixel of the picture: turned and cropped as the page is."""
    width, height = pixels_of(page)
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value


def _why(error: pypdfium2.PdfiumError) -> str:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return "文件加了密码，打不开。请先去掉密码再处理。"
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        return "文件的加密方式不能识别，打不开。请先去掉加密再处理。"
    return "文件不是 PDF，或者已经损坏，打不开。请核对文件，或者另存一次后再试。"
