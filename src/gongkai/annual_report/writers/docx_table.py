"""The official tables in a document: real rows and cells, merged as on paper, heads repeated on every page."""

from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from gongkai.annual_report.writers.manuscript import Entry, Table
from gongkai.annual_report.writers.measures import PAGE, fitting, halves, shares
from gongkai.annual_report.writers.spread import covered

_TWIPS_A_MM = 1440 / 25.4


def add_table(document: Document, table: Table) -> None:
    """Set a table in the text's full width; it stays on one page where a page holds it."""
    widths = [round(PAGE.text_width * _TWIPS_A_MM * share / 100) for share in shares(table.name, table.width)]
    element = document.add_table(0, table.width)._tbl  # noqa: SLF001
    element.replace(element.tblPr, _properties(table, sum(widths)))
    for column, width in zip(element.tblGrid, widths, strict=True):
        column.set(qn("w:w"), str(width))
    lines = list(covered(table))
    for index, line in enumerate(lines):
        row = _row(line, widths, table=table.name, keep=index + 1 < len(lines))
        if index < len(table.head):
            row[0].append(OxmlElement("w:tblHeader"))
        element.append(row)


def _properties(table: Table, width: int) -> etree._Element:
    """In the order that the schema asks for."""
    properties = OxmlElement("w:tblPr")
    properties.append(marked("w:tblStyle", val="TableGrid"))
    properties.append(marked("w:tblW", type="dxa", w=str(width)))
    properties.append(marked("w:tblLayout", type="fixed"))
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 20), ("left", 30), ("bottom", 20), ("right", 30)):
        margins.append(marked(f"w:{side}", w=str(room), type="dxa"))
    properties.append(margins)
    properties.append(marked("w:tblCaption", val=table.caption))
    return properties


def _row(line: Iterable[tuple[int, Entry, bool]], widths: Sequence[int], *, table: str, keep: bool) -> etree._Element:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(marked("w:trHeight", val="330", hRule="atLeast"))
    row.append(properties)
    boxes = list(line)
    has_numbers = any(not entry.box.is_head for _, entry, _ in boxes)
    for column, entry, begins in boxes:
        box = entry.box
        cell = _cell(entry, sum(widths[column : column + box.columns]), begins=begins)
        is_label = table == "table3" and box.is_head and has_numbers and box.rows == 1
        words = _words(
            entry.text if begins else "", style=f"Cell{table}", keep=keep, align="left" if is_label else "center"
        )
        if not has_numbers and halves(entry.text, columns=box.columns, width=len(widths)):
            words[0].insert(-1, marked("w:ind", left="80", right="80", firstLine="0", firstLineChars="0"))
        if not box.is_head:
            _shrink(words, fitting(entry.text, table, len(widths), box.columns))
        cell.append(words)
        row.append(cell)
    return row


def _shrink(paragraph: etree._Element, size: float) -> None:
    """Long numbers in smaller type, in half points, so that none is broken over two lines."""
    for run in paragraph.iter(qn("w:r")):
        properties = OxmlElement("w:rPr")
        properties.append(marked("w:sz", val=str(int(size * 2))))
        run.insert(0, properties)


def _cell(entry: Entry, width: int, *, begins: bool) -> etree._Element:
    cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    properties.append(marked("w:tcW", type="dxa", w=str(width)))
    if entry.box.columns > 1:
        properties.append(marked("w:gridSpan", val=str(entry.box.columns)))
    if entry.box.rows > 1:
        properties.append(marked("w:vMerge", val="restart" if begins else "continue"))
    properties.append(marked("w:vAlign", val="center"))
    cell.append(properties)
    return cell


def _words(text: str, *, style: str, keep: bool, align: str) -> etree._Element:
    """A cell's one paragraph; `keep` holds its row on the page of the next."""
    paragraph, settings = OxmlElement("w:p"), OxmlElement("w:pPr")
    settings.append(marked("w:pStyle", val=style))
    if keep:
        settings.append(OxmlElement("w:keepNext"))
    settings.append(marked("w:jc", val=align))
    paragraph.append(settings)
    if text:
        paragraph.append(run_of(text))
    return paragraph


def run_of(text: str) -> etree._Element:
    """A run of text, blanks kept."""
    run, inner = OxmlElement("w:r"), OxmlElement("w:t")
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    inner.text = text
    run.append(inner)
    return run


def marked(name: str, **attributes: str) -> etree._Element:
    """An element with attributes of the word processor's own namespace."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
