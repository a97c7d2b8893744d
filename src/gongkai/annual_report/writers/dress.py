"""How an official paper looks in Word and WPS (GB/T 9704): page, faces, line pitch, page numbers, language.

Whatever this program writes as DOCX is dressed here, so that a report and a letter look alike.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from lxml import etree

from gongkai.annual_report.writers.docx_table import marked, run_of
from gongkai.annual_report.writers.faces import Face, faces
from gongkai.annual_report.writers.measures import PAGE, TYPE_SIZE


def dress(document: Document) -> None:
    """Give the document page, styles, page numbers and faces."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE.width), Mm(PAGE.height)
    section.top_margin, section.bottom_margin = Mm(PAGE.top), Mm(PAGE.bottom)
    section.left_margin, section.right_margin = Mm(PAGE.left), Mm(PAGE.right)
    section.footer_distance = Mm(PAGE.bottom - 7)
    styles = document.styles
    for style, face, size in (
        (styles["Normal"], "body", 16),
        (styles["Title"], "title", 22),
        (styles["Heading 1"], "heading", 16),
    ):
        _dress_style(style, faces()[face], size)
    _indent(styles["Normal"])
    _centre_title(styles["Title"])
    styles["Heading 1"].paragraph_format.keep_with_next = True
    styles["Heading 1"].paragraph_format.space_before = styles["Heading 1"].paragraph_format.space_after = Pt(4)
    subhead = styles.add_style("Subhead", WD_STYLE_TYPE.CHARACTER)
    _name_fonts(subhead, faces()["subhead"])
    _dress_style(styles["Footer"], faces()["body"], 14)
    for name in TYPE_SIZE:
        _dress_cells(styles.add_style(f"Cell {name}", WD_STYLE_TYPE.PARAGRAPH), TYPE_SIZE[name])
    _speak_chinese(document)
    _number_pages(document)
    _name_alternatives(document)


def _dress_style(style: ParagraphStyle, face: Face, size: float) -> None:
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), False, RGBColor(0, 0, 0)
    _name_fonts(style, face)


def _name_fonts(style: CharacterStyle, face: Face) -> None:
    """The face for every script: in an official paper figures stand in the face of the text around them."""
    style.font.name = face.office
    fonts = next(style.element.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face.office)


def _indent(style: ParagraphStyle) -> None:
    """22 lines a page; the first line begins two characters in, whatever the size of type."""
    form = style.paragraph_format
    form.line_spacing, form.space_after, form.alignment = Pt(PAGE.line), Pt(0), WD_ALIGN_PARAGRAPH.JUSTIFY
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")


def _centre_title(style: ParagraphStyle) -> None:
    form = style.paragraph_format
    form.alignment, form.line_spacing, form.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(34), Pt(PAGE.line)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    _no_indent(style)


def _no_indent(style: ParagraphStyle) -> None:
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")


def _dress_cells(style: ParagraphStyle, size: float) -> None:
    style.base_style = None
    _dress_style(style, faces()["body"], size)
    form = style.paragraph_format
    form.alignment, form.line_spacing, form.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(size * 1.25), Pt(0)


def _speak_chinese(document: Document) -> None:
    """The language decides line breaks, punctuation and which variant of a character a fallback font shows."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")


def _number_pages(document: Document) -> None:
    """「— 1 —」 at the outer edge: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = footer.paragraphs[0]
        line.style, line.alignment = document.styles["Footer"], side
        line.paragraph_format.first_line_indent = Pt(0)
        line.add_run("— ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        field.append(run_of("1"))
        line._p.append(field)  # noqa: SLF001
        line.add_run(" —")


def _name_alternatives(document: Document) -> None:
    """Tell what may be shown where a machine lacks a face."""
    table = OxmlElement("w:fonts")
    for face in faces().by_name.values():
        font, alternative = OxmlElement("w:font"), OxmlElement("w:altName")
        font.set(qn("w:name"), face.office)
        alternative.set(qn("w:val"), face.open)
        font.append(alternative)
        font.append(marked("w:charset", val="86"))
        table.append(font)
    part, rels = document.part, document.part.rels
    old = next(key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    del rels[old]
    blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
    new = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, part.package)
    part.relate_to(new, RELATIONSHIP_TYPE.FONT_TABLE)
