"""Replacement text (ActualText) taken out of a PDF: it may say what no page shows, and readers give it out as text."""

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Stream

_KEYS = ("/ActualText", "/Alt", "/E")
_DEEP = 40


def without_replacements(data: bytes) -> bytes | None:
    """The same pages, their text only what their own characters are; None where the file cannot be taken apart."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for held in pdf.objects:
                _strip(held, _DEEP)
                if isinstance(held, Stream) and _draws(held):
                    _strip_drawing(held)
            out = BytesIO()
            pdf.save(out, deterministic_id=True)
    except pikepdf.PdfError:
        return None
    return out.getvalue()


def _strip(held: pikepdf.Object, depth: int) -> None:
    """Take the keys from the dictionary and from those inside it; what it only points to is met on its own."""
    if not isinstance(held, Dictionary | Stream) or not depth:
        return
    for key in _KEYS:
        if key in held and not isinstance(held, Stream):
            del held[key]
    for key in list(held.keys()):
        inner = held[key]
        if isinstance(inner, Dictionary) and not inner.is_indirect:
            _strip(inner, depth - 1)


def _draws(stream: Stream) -> bool:
    """Whether it may be the drawing of a page, a form or a character."""
    if stream.get("/Subtype") == Name.Image or stream.get("/Type") in {Name.XRef, Name.ObjStm, Name.Metadata}:
        return False
    try:
        return b"ActualText" in stream.read_bytes()
    except pikepdf.PdfError:
        return False


def _strip_drawing(stream: Stream) -> None:
    steps = [
        pikepdf.ContentStreamInstruction([Name.Span], pikepdf.Operator("BMC"))
        if str(step.operator) == "BDC" and any(isinstance(operand, Dictionary) for operand in step.operands)
        else step
        for step in pikepdf.parse_content_stream(stream)
    ]
    stream.write(pikepdf.unparse_content_stream(steps))
