"""Papers as OFD packages (GB/T 33190), made from the places of a printed page's characters and lines."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2

from gongkai.annual_report.readers.pdf.rules import pieces_of

_MM = 25.4 / 72
_XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

Parts = dict[str, str | bytes]


def ofd_of_pdf(data: bytes) -> bytes:
    """The same pages as OFD."""
    return packed(parts_of_pdf(data))


def parts_of_pdf(data: bytes) -> Parts:
    document = pypdfium2.PdfDocument(data)
    pages = [_page(page) for page in document]
    listed = "".join(
        f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(pages))
    )
    parts: Parts = {
        "OFD.xml": f'{_HEAD}<ofd:OFD {_XMLNS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{_HEAD}<ofd:Document {_XMLNS}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    return parts | {f"Doc_0/Pages/Page_{number}/Content.xml": page for number, page in enumerate(pages)}


def packed(parts: Parts) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for path, content in parts.items():
            package.writestr(path, content)
    return out.getvalue()


def page_xml(objects: Iterable[str]) -> str:
    """A page's content with these objects in one layer."""
    layer = f'<ofd:Layer ID="1">{"".join(objects)}</ofd:Layer>'
    return f"{_HEAD}<ofd:Page {_XMLNS}><ofd:Content>{layer}</ofd:Content></ofd:Page>"


def _page(page: pypdfium2.PdfPage) -> str:
    height = page.get_height()
    return page_xml((*_lines(page, height), *_texts(page, height)))


def _lines(page: pypdfium2.PdfPage, height: float) -> Iterator[str]:
    for left, bottom, right, top in pieces_of(page):
        width, tall = (right - left) * _MM, (top - bottom) * _MM
        place = f"{left * _MM:.3f} {(height - top) * _MM:.3f} {width + 0.2:.3f} {tall + 0.2:.3f}"
        end = f"{width:.3f} 0" if width > tall else f"0 {tall:.3f}"
        yield (
            f'<ofd:PathObject ID="7" Boundary="{place}" LineWidth="0.18">'
            f"<ofd:AbbreviatedData>M 0 0 L {end}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def _texts(page: pypdfium2.PdfPage, height: float) -> Iterator[str]:
    """One text object for every stretch of characters that the file writes in one go."""
    text = page.get_textpage()
    content, rect = text.get_text_range(), pypdfium2.raw.FS_RECTF()
    x, y = pypdfium2.raw.c_double(), pypdfium2.raw.c_double()
    stretch: list[tuple[str, float, float, float]] = []
    is_turned = False
    for index, char in enumerate(content):
        if char in "\r\n":
            yield from _text_object(stretch, height, turned=is_turned)
            stretch = []
            continue
        is_turned = pypdfium2.raw.FPDFText_GetCharAngle(text, index) > 1
        if char == " " and pypdfium2.raw.FPDFText_IsGenerated(text, index):
            if is_turned:
                yield from _text_object(stretch, height, turned=True)
                stretch = []
            continue
        pypdfium2.raw.FPDFText_GetLooseCharBox(text, index, rect)
        pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
        width = rect.top - rect.bottom if is_turned else rect.right - rect.left
        if is_turned and stretch and abs(stretch[-1][1] - x.value) > 1:
            yield from _text_object(stretch, height, turned=True)
            stretch = []
        stretch.append((char, x.value, y.value, width))
    yield from _text_object(stretch, height, turned=is_turned)


def _text_object(stretch: list[tuple[str, float, float, float]], height: float, *, turned: bool) -> Iterator[str]:
    if not stretch:
        return
    size = max(width if char > "\u2e80" else width * 2 for char, _, _, width in stretch)
    left, base = stretch[0][1], stretch[0][2]
    across = [f"{(b[1] - a[1]) * _MM:.3f}" for a, b in pairwise(stretch)]
    down = [f"{(a[2] - b[2]) * _MM:.3f}" for a, b in pairwise(stretch)]
    if turned:
        yield (
            f'<ofd:TextObject ID="8" Font="2" Size="{size * _MM:.3f}" CTM="0 1 -1 0 0 0" '
            f'Boundary="{left * _MM:.3f} {(height - base) * _MM:.3f} 10 100">'
            f'<ofd:TextCode X="0" Y="0" DeltaX="{" ".join(down)}">'
            f"{escape(''.join(char for char, *_ in stretch))}</ofd:TextCode></ofd:TextObject>"
        )
        return
    top = (height - base - size) * _MM
    yield (
        f'<ofd:TextObject ID="8" Font="2" Size="{size * _MM:.3f}" Boundary="{left * _MM:.3f} {top:.3f} 100 10">'
        f'<ofd:TextCode X="0" Y="{size * _MM:.3f}" DeltaX="{_short(across)}" DeltaY="{" ".join(down)}">'
        f"{escape(''.join(char for char, *_ in stretch))}</ofd:TextCode></ofd:TextObject>"
    )


def _short(deltas: list[str]) -> str:
    """Equal distances written as 「g count distance」, as the standard allows."""
    if len(deltas) > 2 and len(set(deltas)) == 1:
        return f"g {len(deltas)} {deltas[0]}"
    return " ".join(deltas)
