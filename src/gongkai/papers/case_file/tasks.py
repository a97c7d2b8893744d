"""Foreign papers made into plain PDF pages, as a task of the sandbox."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

from gongkai.papers.errors import BadFile
from gongkai.papers.redaction.pages import opened
from gongkai.papers.redaction.pictures import frames_of
from gongkai.papers.redaction.rebuild import Sheet, build

_LIVE = ("/AA", "/Annots", "/PieceInfo", "/Metadata", "/Thumb", "/B", "/StructParents", "/Tabs")
"""What of a page can act, or points outside it. Notes that are seen are drawn into the page before."""
_WIDE, _HIGH = 1654, 2339
"""A4 at 200 dpi."""
_MARGIN = 110


def pages(order: Mapping[str, Any], data: bytes) -> tuple[Mapping[str, Any], bytes]:
    """The file as PDF pages and nothing else. The order says whether it is a PDF or a picture. Raises BadFile."""
    result = _of_pdf(data) if order["kind"] == "pdf" else _of_picture(data)
    with opened(result) as document:
        return {"pages": len(document)}, result


def _of_pdf(data: bytes) -> bytes:
    with opened(data):
        pass  # locked, broken or too long files are refused in words
    try:
        with pikepdf.open(BytesIO(data)) as source:
            if "/AcroForm" in source.Root:
                source.generate_appearance_streams()
            source.flatten_annotations("screen")
            return _copied(source)
    except pikepdf.PdfError:
        raise BadFile("PDF 已经损坏，读不出内容。请核对文件，或者另存一次后再试。") from None


def _copied(source: pikepdf.Pdf) -> bytes:
    """Its pages in a new file: what belongs to the file as a whole (scripts, attachments) stays behind."""
    target = pikepdf.Pdf.new()
    for page in source.pages:
        for key in _LIVE:
            if key in page.obj:
                del page.obj[key]
        target.pages.append(page)
    out = BytesIO()
    target.save(out, deterministic_id=True)
    return out.getvalue()


def _of_picture(data: bytes) -> bytes:
    _, frames = frames_of(data)
    return build(Sheet(_on_a4(frame)) for frame in frames)


def _on_a4(frame: Image.Image) -> Image.Image:
    """The picture on a sheet of A4, turned as it is, as large as the sheet allows, never enlarged."""
    sheet = (_WIDE, _HIGH) if frame.height >= frame.width else (_HIGH, _WIDE)
    room = sheet[0] - 2 * _MARGIN, sheet[1] - 2 * _MARGIN
    scale = min(1.0, room[0] / frame.width, room[1] / frame.height)
    size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    page = Image.new("RGB", sheet, "white")
    page.paste(frame.resize(size, Image.Resampling.LANCZOS), ((sheet[0] - size[0]) // 2, (sheet[1] - size[1]) // 2))
    return page
