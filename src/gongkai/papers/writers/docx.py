"""A draft for Word and WPS, by GB/T 9704: 22 lines of 28 characters, faces named, 落款 in its place, pages numbered."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from gongkai.annual_report.writers.measures import PAGE
from gongkai.papers.letters.draft import Draft, finished
from gongkai.papers.letters.elements import (
    Addressee,
    Attachments,
    Cell,
    Element,
    Head,
    Heading,
    Line,
    Number,
    Paragraph,
    Signature,
    Table,
    Title,
)
from gongkai.papers.writers.package import package
from gongkai.papers.writers.signing import indents, kept_together

_TWIPS_A_MM = 1440 / 25.4
_EM = 16 * 20
"""A character of 3号 in twentieths of a point."""
_LINE = round(PAGE.line * 20)
_TALL = 1400
_RED = "C81010"
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_KEEP = "<w:keepNext/>"
_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="{_RED}"/></w:pBdr>'


def docx_of(draft: Draft) -> bytes:
    """The letter as DOCX, the same bytes for the same draft. Raises Unfinished where it lacks something."""
    return package(body_of(finished(draft).elements), title=draft.title, author=draft.organ)


def body_of(elements: Iterable[Element]) -> str:
    """The paragraphs and tables of a paper."""
    elements = tuple(elements)
    has_head = any(isinstance(element, Head) for element in elements)
    kept = kept_together(elements)
    return "".join(
        _room(elements, place) + part
        for place, element in enumerate(elements)
        for part in _parts(element, has_head=has_head, keep=_KEEP if place in kept else "")
    )


def _parts(element: Element, *, has_head: bool, keep: str) -> Iterator[str]:  # noqa: C901 (a line for each element)
    match element:
        case Head(text):
            yield _paragraph(
                text, style="Letterhead", form='<w:spacing w:line="900" w:after="300"/><w:jc w:val="center"/>'
            )
        case Number(text):
            rule = _RULE if has_head else ""
            yield _paragraph(text, form=f'{rule}<w:spacing w:after="{_LINE}"/>{_NO_INDENT}<w:jc w:val="center"/>')
        case Title(text, page):
            yield _paragraph(text, style="Title", form="<w:pageBreakBefore/>" if page else "")
        case Addressee(text):
            yield _paragraph(text, form=_NO_INDENT + '<w:jc w:val="left"/>')
        case Line(text):
            yield _paragraph(text, style="Sheet", form='<w:spacing w:after="80"/>')
        case Heading(text):
            yield _paragraph(text, style="Heading1")
        case Paragraph(text):
            yield _paragraph(text, form=keep)
        case Attachments(names):
            yield from _attachments(names)
        case Signature(organ, day):
            yield from _signature(organ, day)
        case Table():
            yield _table(element)


def _attachments(names: tuple[str, ...]) -> Iterator[str]:
    """附件 stands a line below the text, two characters in; further names under the first."""
    yield _paragraph("", form=_KEEP)
    for number, name in enumerate(names, 1):
        label = "附件：" if number == 1 else ""
        mark = f"{number}．" if len(names) > 1 else ""
        left, hanging = 5 * _EM + len(mark) * _EM // 2, (3 * _EM if label else 0) + len(mark) * _EM // 2
        yield _paragraph(
            f"{label}{mark}{name}", form=f'{_KEEP}<w:ind w:left="{left}" w:hanging="{hanging}" w:firstLineChars="0"/>'
        )


def _signature(organ: str, day: str) -> Iterator[str]:
    """Two lines of room, so that the seal covers neither text nor edge; all on one page with the end of the text."""
    organ_in, day_in = (round(chars * _EM) for chars in indents(organ, day))
    yield _paragraph("", form=_KEEP)
    yield _paragraph("", form=_KEEP)
    for text, inset, keep in ((organ, organ_in, _KEEP), (day, day_in, "")):
        yield _paragraph(
            text, form=f'{keep}<w:ind w:right="{inset}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
        )


def _paragraph(text: str, *, style: str = "", form: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{form}</w:pPr>" if named or form else ""
    return f"<w:p>{properties}{_run(text)}</w:p>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _table(table: Table) -> str:
    widths = [round(PAGE.text_width * _TWIPS_A_MM * share / 100) for share in table.shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths, is_head=index < table.head) for index, row in enumerate(table.rows))
    margins = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in _MARGINS)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f'<w:tblCaption w:val="{escape(table.caption, {chr(34): "&quot;"})}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{_GAP}"
    )


def _room(elements: tuple[Element, ...], place: int) -> str:
    """A little air between a line of text and the table under it."""
    is_below_text = isinstance(elements[place], Table) and place > 0 and isinstance(elements[place - 1], Paragraph)
    return _GAP.replace('w:line="20"', 'w:line="160"') if is_below_text else ""


_MARGINS = (("top", 60), ("left", 80), ("bottom", 60), ("right", 80))
_GAP = '<w:p><w:pPr><w:pStyle w:val="Sheet"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""Two tables that touch would be one table."""


def _row(row: tuple[Cell, ...], widths: list[int], *, is_head: bool) -> str:
    tall = any(cell.tall for cell in row)
    height = _TALL if tall else 560
    head = "<w:tblHeader/>" if is_head else ""
    cells, column = "", 0
    for cell in row:
        cells += _cell(cell, sum(widths[column : column + cell.span]), is_head=is_head)
        column += cell.span
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'


def _cell(cell: Cell, width: int, *, is_head: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    style = "Sheetlabel" if cell.is_label else "Sheet"
    align = '<w:jc w:val="center"/>' if cell.is_label or is_head else ""
    words = "".join(_paragraph(line, style=style, form=align) for line in cell.text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'
