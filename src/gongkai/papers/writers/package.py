"""DOCX packages, the same bytes for the same content: the dressed blank document is made once, its body replaced."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from gongkai.annual_report.writers.dress import dress
from gongkai.annual_report.writers.faces import Face, faces

BODY, PROPERTIES = "word/document.xml", "docProps/core.xml"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The one date that every member of an archive of ours bears."""
_LEFT_OUT = ("docProps/thumbnail.jpeg",)
_END = "<w:sectPr"


def package(body: str, *, title: str, author: str) -> bytes:
    """The document with this body (WordprocessingML paragraphs and tables)."""
    parts = dict(_blank())
    before, after = _frame()
    parts[BODY] = (before + body + after).encode()
    parts[PROPERTIES] = _properties(title, author)
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these members in this order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            archive.writestr(member(name), content)
    return out.getvalue()


def member(name: str) -> zipfile.ZipInfo:
    """An entry that says nothing of the machine or the hour it was written on."""
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return info


@cache
def _blank() -> Mapping[str, bytes]:
    """The members of a blank official paper, by name."""
    document = docx.Document()
    dress(document)
    for name, face, size in (("Letter head", "title", 34.0), ("Sheet", "body", 12.0), ("Sheet label", "heading", 12.0)):
        _style(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), faces()[face], size)
    document.styles["Letter head"].font.color.rgb = RGBColor(0xC8, 0x10, 0x10)
    document.settings.element.insert(0, etree.fromstring(_NO_SQUEEZE))
    out = BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name not in _LEFT_OUT}
    parts["_rels/.rels"] = b"".join(line for line in _relations(parts["_rels/.rels"]) if b"thumbnail" not in line)
    return parts


_NO_SQUEEZE = '<w:zoom xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:percent="100"/>'


def _relations(content: bytes) -> list[bytes]:
    return (
        content.replace(b"<Relationship ", b"\n<Relationship ")
        .replace(b"</Relationships>", b"\n</Relationships>")
        .splitlines()
    )


def _style(style: ParagraphStyle, face: Face, size: float) -> None:
    style.font.size, style.font.bold, style.font.name = Pt(size), False, face.office
    fonts = next(style.element.iter(qn("w:rFonts")))
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face.office)
    form = style.paragraph_format
    form.line_spacing, form.space_after, form.alignment = Pt(size * 1.5), Pt(0), WD_ALIGN_PARAGRAPH.LEFT
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")


@cache
def _frame() -> tuple[str, str]:
    """What stands before and after the body of the blank document."""
    text = _blank()[BODY].decode()
    start, end = text.index("<w:body>") + len("<w:body>"), text.rindex(_END)
    return text[:start], text[end:]


def _properties(title: str, author: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()
