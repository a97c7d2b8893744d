"""The work on foreign files, as tasks of the sandbox: an order and a file in, an answer and a file out."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pypdfium2

from gongkai.papers.redaction.actual_text import without_replacements
from gongkai.papers.redaction.box import Box, as_rows, boxes_of, check
from gongkai.papers.redaction.marks import Marks
from gongkai.papers.redaction.pages import DPI, Glyph, glyphs_of, opened, page_of, picture_of
from gongkai.papers.redaction.painting import area_of, paint
from gongkai.papers.redaction.personal import find
from gongkai.papers.redaction.pictures import frames_of, redact_frames, verify_frames
from gongkai.papers.redaction.rebuild import Sheet, build
from gongkai.papers.redaction.textlayer import kept
from gongkai.papers.redaction.verify import still_elsewhere, verify_redaction

Answer = tuple[Mapping[str, Any], bytes]
_SCALE = DPI / 72
_LINE, _GAP = 0.6, 0.15
_MARGIN = 1.0


def redact_pdf(order: Mapping[str, Any], data: bytes) -> Answer:
    """Rebuild the file without what the boxes cover, and prove it."""
    boxes, marks = boxes_of(order["boxes"]), _marks(order)
    with opened(data):
        plain = without_replacements(data)
    with opened(plain or data) as document:
        document.init_forms()
        check(boxes, [document[index].get_size() for index in range(len(document))])
        result = build(_sheets(document, boxes, marks, keep_text=order["keep_text"] and plain is not None))
    verify_redaction(data, result, boxes, marks)
    return {"elsewhere": {run: list(pages) for run, pages in still_elsewhere(plain or data, boxes).items()}}, result


def verify_pdf(order: Mapping[str, Any], data: bytes) -> Answer:
    """Prove a copy that was made before. The order says where in the data the copy begins."""
    split = order["split"]
    verify_redaction(data[:split], data[split:], boxes_of(order["boxes"]), _marks(order))
    return {}, b""


def redact_image(order: Mapping[str, Any], data: bytes) -> Answer:
    """Paint the boxes of a picture, and prove it."""
    boxes, marks = boxes_of(order["boxes"]), _marks(order)
    kind, frames = frames_of(data)
    result = redact_frames(kind, frames, boxes, marks)
    verify_frames(result, boxes, marks)
    return {}, result


def propose_pdf(order: Mapping[str, Any], data: bytes) -> Answer:
    """Boxes around what is likely to be about a person."""
    proposals: list[dict[str, Any]] = []
    with opened(data) as document:
        for index in range(len(document)):
            glyphs = glyphs_of(page_of(document, index))
            proposals += _proposed(glyphs, index + 1, order["names"])
    return {"proposals": proposals}, b""


def _sheets(document: pypdfium2.PdfDocument, boxes: Sequence[Box], marks: Marks, *, keep_text: bool) -> Iterator[Sheet]:
    for index in range(len(document)):
        page = page_of(document, index)
        picture = picture_of(page)
        here = [box for box in boxes if box.page == index + 1]
        glyphs = glyphs_of(page) if keep_text else []
        seen = kept(glyphs, picture, [area_of(box, _SCALE, picture.size) for box in here])
        paint(picture, here, _SCALE, marks)
        page.close()
        yield Sheet(picture, tuple(seen))


def _proposed(glyphs: Sequence[Glyph], page: int, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    spaced = list(_spaced(glyphs))
    for found in find("".join(glyph.char if isinstance(glyph, Glyph) else glyph for glyph in spaced), names):
        for line in _lines([glyph for glyph in spaced[found.start : found.end] if isinstance(glyph, Glyph)]):
            yield {"kind": found.kind.value, "text": found.text, **as_rows([_around(line, page, found.kind.value)])[0]}


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[Glyph | str]:
    """The characters with a blank where there is room between two letters or figures, and a break where a line ends
    between such. Around Chinese characters neither means anything: setters put room between the scripts."""
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and before.char.isascii() and glyph.char.isascii():
            if _is_new_line(before, glyph):
                yield "\n"
            elif glyph.left - before.right > _GAP * (glyph.bottom - glyph.top):
                yield " "
        before = glyph
        yield glyph


def _is_new_line(before: Glyph, glyph: Glyph) -> bool:
    return glyph.left < before.left or abs(glyph.top - before.top) > _LINE * (glyph.bottom - glyph.top)


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of a stretch, line by line."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and _is_new_line(line[-1], glyph):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _around(line: Sequence[Glyph], page: int, note: str) -> Box:
    left, top = min(glyph.left for glyph in line), min(glyph.top for glyph in line)
    right, bottom = max(glyph.right for glyph in line), max(glyph.bottom for glyph in line)
    edges = left / _SCALE, max(0.0, top / _SCALE - _MARGIN)
    return Box(page, *edges, right / _SCALE, bottom / _SCALE + _MARGIN, None, note)


def _marks(order: Mapping[str, Any]) -> dict[str, bytes]:
    return {text: base64.b64decode(png) for text, png in order["marks"].items()}
