"""A new PDF from pictures and invisible text. It is built from nothing: no object of the original is in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops

from gongkai.papers.redaction.pages import DPI, Glyph
from gongkai.papers.redaction.textlayer import BLOCK, Form, content

_POINTS = 72
_QUALITY = 85
_COLOURED = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the copy. text: what of its text layer stays."""

    picture: Image.Image
    text: tuple[Glyph, ...] = ()


def build(sheets: Iterable[Sheet]) -> bytes:
    """The PDF of these pages; the same bytes for the same pages."""
    pdf = Pdf.new()
    codes: dict[Form, int] = {}
    fonts = pdf.make_indirect(Dictionary())
    for sheet in sheets:
        _add(pdf, sheet, fonts, codes)
    _fill(pdf, fonts, codes)
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _add(pdf: Pdf, sheet: Sheet, fonts: Dictionary, codes: dict[Form, int]) -> None:
    width, height = sheet.picture.size
    wide, high = width * _POINTS / DPI, height * _POINTS / DPI
    drawn = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /P Do Q\n".encode()
    text = content(sheet.text, height, codes)
    resources = Dictionary(XObject=Dictionary(P=_image(pdf, sheet.picture)))
    if text:
        resources.Font = fonts
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(wide, 2), round(high, 2)]),
        Resources=resources,
        Contents=pdf.make_stream(drawn + text),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _image(pdf: Pdf, picture: Image.Image) -> Stream:
    """Grey pages in sixteen greys, coloured ones as JPEG."""
    red, green, blue = picture.convert("RGB").split()
    spread = max(
        difference[1]
        for one, other in ((red, green), (green, blue))
        if isinstance(difference := ImageChops.difference(one, other).getextrema(), tuple)
        and isinstance(difference[1], int | float)
    )
    stream = _grey(pdf, picture) if spread < _COLOURED else _coloured(pdf, picture)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = picture.width, picture.height
    return stream


def _coloured(pdf: Pdf, picture: Image.Image) -> Stream:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=_QUALITY, subsampling=0)
    stream = Stream(pdf, out.getvalue())
    stream.ColorSpace, stream.BitsPerComponent, stream.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    return stream


def _grey(pdf: Pdf, picture: Image.Image) -> Stream:
    """Sixteen greys, packed as PNG packs them, whose rows a PDF reads as they are."""
    levels = picture.convert("L").point([round(value / 17) for value in range(256)])
    levels.putpalette([level * 17 for level in range(16) for _ in range(3)])
    out = BytesIO()
    levels.save(out, "PNG", bits=4, compress_level=6)
    stream = Stream(pdf, b"".join(_chunks(out.getvalue(), b"IDAT")))
    stream.ColorSpace, stream.BitsPerComponent, stream.Filter = Name.DeviceGray, 4, Name.FlateDecode
    stream.DecodeParms = Dictionary(Predictor=15, Colors=1, BitsPerComponent=4, Columns=picture.width)
    return stream


def _chunks(png: bytes, kind: bytes) -> Iterator[bytes]:
    """The contents of a PNG's chunks of that kind."""
    place = 8
    while place < len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == kind:
            yield png[place + 8 : place + 8 + size]
        place += 12 + size


def _fill(pdf: Pdf, fonts: Dictionary, codes: dict[Form, int]) -> None:
    """Fonts whose characters draw nothing and only say what they stand for, one for each block of codes."""
    forms = list(codes)
    for block, start in enumerate(range(0, len(forms), BLOCK)):
        fonts[f"/T{block}"] = pdf.make_indirect(_font(pdf, forms[start : start + BLOCK]))


def _font(pdf: Pdf, forms: list[Form]) -> Dictionary:
    names = [Name(f"/g{code}") for code in range(len(forms))]
    empty = {width: pdf.make_stream(b"%d 0 0 -120 %d 880 d1" % (width, width)) for _, width in forms}
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, -120, 1000, 880]),
        FontMatrix=Array([Decimal("0.001"), 0, 0, Decimal("0.001"), 0, 0]),
        FirstChar=0,
        LastChar=len(forms) - 1,
        Widths=Array([width for _, width in forms]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, *names])),
        CharProcs=Dictionary({str(name): empty[width] for name, (_, width) in zip(names, forms, strict=True)}),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(_to_unicode([char for char, _ in forms])),
    )


def _to_unicode(chars: list[str]) -> bytes:
    rows = [f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars)]
    blocks = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
        for block in (rows[start : start + 100] for start in range(0, len(rows), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Invisible def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n" + blocks + "endcmap\nend\nend\n"
    ).encode()
