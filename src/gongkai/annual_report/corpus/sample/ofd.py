"""A printed PDF as an OFD package (GB/T 33190-2016): the same characters and lines, each at its place."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pypdfium2 import PdfDocument, PdfPage, raw

from gongkai.annual_report.readers.pdf.rules import pieces_of

_MM = 25.4 / 72
_XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FONT = 2
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the same report gives the same bytes."""
_FIRST_WIDE = "\u2e80"
_UPRIGHT = 1.0
"""Radians from which a character is taken for turned."""

Parts = dict[str, str | bytes]


class _Sign(NamedTuple):
    """A character of a page: where it begins, in points from the lower left corner, and how wide it is."""

    text: str
    x: float
    y: float
    width: float


def ofd_of_pdf(data: bytes) -> bytes:
    """The same pages as OFD."""
    return packed(parts_of_pdf(data))


def parts_of_pdf(data: bytes) -> Parts:
    """The parts of that package by their paths."""
    document = PdfDocument(data)
    try:
        pages = [_page(page) for page in document]
        sizes = [page.get_size() for page in document]
    finally:
        document.close()
    listed = "".join(
        f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(pages))
    )
    parts: Parts = {
        "OFD.xml": f'{_HEAD}<ofd:OFD {_XMLNS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>00000000000000000000000000000000</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{_HEAD}<ofd:Document {_XMLNS}><ofd:CommonData>"
        f"<ofd:MaxUnitID>{len(pages) + 10}</ofd:MaxUnitID>{_area('PageArea', sizes[0])}"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'{_HEAD}<ofd:Res {_XMLNS} BaseLoc="Res"><ofd:Fonts>'
        f'<ofd:Font ID="{_FONT}" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
    }
    return parts | {f"Doc_0/Pages/Page_{number}/Content.xml": page for number, page in enumerate(pages)}


def packed(parts: Parts) -> bytes:
    """The package of these parts."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for path, content in parts.items():
            package.writestr(ZipInfo(path, _LONG_AGO), content, ZIP_DEFLATED)
    return out.getvalue()


def page_xml(objects: Iterable[str], area: str = "") -> str:
    """A page's content with these objects in one layer."""
    layer = f'<ofd:Layer ID="1">{"".join(objects)}</ofd:Layer>'
    return f"{_HEAD}<ofd:Page {_XMLNS}>{area}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def _area(tag: str, size: tuple[float, float]) -> str:
    box = f"<ofd:PhysicalBox>0 0 {size[0] * _MM:.2f} {size[1] * _MM:.2f}</ofd:PhysicalBox>"
    return f"<ofd:{tag}>{box}</ofd:{tag}>"


def _page(page: PdfPage) -> str:
    height = page.get_height()
    objects = (*_lines(page, height), *_texts(page, height))
    return page_xml(objects, _area("Area", page.get_size()))


def _lines(page: PdfPage, height: float) -> Iterator[str]:
    for left, bottom, right, top in pieces_of(page):
        width, tall = (right - left) * _MM, (top - bottom) * _MM
        place = f"{left * _MM:.3f} {(height - top) * _MM:.3f} {width + 0.2:.3f} {tall + 0.2:.3f}"
        end = f"{width:.3f} 0" if width > tall else f"0 {tall:.3f}"
        yield (
            f'<ofd:PathObject ID="7" Boundary="{place}" LineWidth="0.18">'
            f"<ofd:AbbreviatedData>M 0 0 L {end}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def _texts(page: PdfPage, height: float) -> Iterator[str]:
    """One text object for every stretch of characters that the file writes in one go."""
    text = page.get_textpage()
    stretch: list[_Sign] = []
    is_turned = False
    for index, char in enumerate(text.get_text_range()):
        if char in "\r\n":
            yield from _text_object(stretch, height, turned=is_turned)
            stretch = []
            continue
        is_turned = raw.FPDFText_GetCharAngle(text, index) > _UPRIGHT
        if char == " " and raw.FPDFText_IsGenerated(text, index):
            if is_turned:
                yield from _text_object(stretch, height, turned=True)
                stretch = []
            continue
        sign = _sign(text, index, char, turned=is_turned)
        if is_turned and stretch and abs(stretch[-1].x - sign.x) > 1:
            yield from _text_object(stretch, height, turned=True)
            stretch = []
        stretch.append(sign)
    yield from _text_object(stretch, height, turned=is_turned)


def _sign(text: raw.FPDF_TEXTPAGE, index: int, char: str, *, turned: bool) -> _Sign:
    rect, x, y = raw.FS_RECTF(), raw.c_double(), raw.c_double()
    raw.FPDFText_GetLooseCharBox(text, index, rect)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return _Sign(char, x.value, y.value, rect.top - rect.bottom if turned else rect.right - rect.left)


def _text_object(stretch: list[_Sign], height: float, *, turned: bool) -> Iterator[str]:
    if not stretch:
        return
    size = max(sign.width if sign.text > _FIRST_WIDE else sign.width * 2 for sign in stretch) * _MM
    left, base = stretch[0].x * _MM, (height - stretch[0].y) * _MM
    across = [f"{(b.x - a.x) * _MM:.3f}" for a, b in pairwise(stretch)]
    down = [f"{(a.y - b.y) * _MM:.3f}" for a, b in pairwise(stretch)]
    words = escape("".join(sign.text for sign in stretch))
    head = f'<ofd:TextObject ID="8" Font="{_FONT}" Size="{size:.3f}"'
    if turned:
        yield (
            f'{head} CTM="0 1 -1 0 0 0" Boundary="{left:.3f} {base:.3f} 10 100">'
            f'<ofd:TextCode X="0" Y="0" DeltaX="{" ".join(down)}">{words}</ofd:TextCode></ofd:TextObject>'
        )
    else:
        yield (
            f'{head} Boundary="{left:.3f} {base - size:.3f} 100 10"><ofd:TextCode X="0" Y="{size:.3f}" '
            f'DeltaX="{_short(across)}" DeltaY="{" ".join(down)}">{words}</ofd:TextCode></ofd:TextObject>'
        )


def _short(deltas: list[str]) -> str:
    """Equal distances written as 「g count distance」, as the standard allows."""
    return f"g {len(deltas)} {deltas[0]}" if len(deltas) > 2 and len(set(deltas)) == 1 else " ".join(deltas)
