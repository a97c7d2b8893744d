"""A DOCX to blocks: its body with all changes accepted and the numbers of its lists; no headers, footers, notes or
field codes."""

from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Block, Source, text_of
from gongkai.annual_report.readers.cells import lays_out, one_text, row_or_prose
from gongkai.annual_report.readers.numbering import Numbering, numbering_of
from gongkai.annual_report.readers.numbers import raised
from gongkai.annual_report.readers.package import local, open_package, value, xml_part
from gongkai.annual_report.readers.plain import block_of_line
from gongkai.annual_report.readers.spans import WIDEST, Grid

BLOCKS = 20_000
"""The most rows and paragraphs that are read of one document."""

_LEFT_OUT = frozenset(
    (
        *("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr"),
        *("sdtPr", "sdtEndPr", "sectPr", "rt", "footnoteReference", "endnoteReference", "commentReference"),
    )
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = ("blip", "imagedata")
_OFF = ("0", "false", "off")


def source_of_docx(data: bytes) -> Source:
    """What the body of a document holds. Raises UnreadableSource for a damaged or hostile file."""
    package = open_package(data)
    document = xml_part(package, "word/document.xml")
    names = set(package.namelist())
    numbering, styles = (
        xml_part(package, name) if name in names else None for name in ("word/numbering.xml", "word/styles.xml")
    )
    walk = _Walk(count(1), count(1), numbering_of(numbering, styles))
    for body in _children(document, "body"):
        walk.flow(body)
    return Source(tuple(walk.blocks), tuple(walk.pictures))


class _Walk:
    """One walk through the body, a text box or a cell."""

    def __init__(self, lines: Iterator[int], tables: Iterator[int], numbering: Numbering) -> None:
        self.lines = lines
        self.tables = tables
        self.numbering = numbering
        self.blocks: list[Block] = []
        self.pictures: list[int] = []

    def flow(self, parent: etree._Element) -> None:
        for child in parent:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name not in _LEFT_OUT:  # content controls, accepted insertions, custom XML
                self.flow(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        pictures: list[etree._Element] = []
        text = self.numbering.numbered(paragraph, "".join(_text(paragraph, boxes, pictures)))
        for line in text.split("\n"):
            if line.strip():
                self._add(block_of_line(next(self.lines), line.strip("\t ")))
        self.pictures += [next(self.lines) for _ in pictures]
        for box in boxes:
            self.flow(box)

    def _add(self, *blocks: Block | None) -> None:
        self.blocks.extend(filter(None, blocks))
        if len(self.blocks) > BLOCKS:
            raise UnreadableSource(f"文档有超过 {BLOCKS:,} 行。年度报告一般不到一千行，请确认选对了文件。")

    def _table(self, table: etree._Element) -> None:
        grid = Grid(next(self.tables))
        first = len(self.blocks)
        for row in _children(table, "tr"):
            if not (_has(row, "trPr", "del") or _is_on(row, "trPr", "hidden")):
                self._row(row, grid)
        rows = self.blocks[first:]
        grid.straighten(rows)
        self.blocks[first:] = rows

    def _row(self, row: etree._Element, grid: Grid) -> None:
        column = _number(row, "trPr", "gridBefore", default=0)
        columns, read = [], []
        for cell in _children(row, "tc"):
            if not (_continues(cell) or _has(cell, "tcPr", "cellDel")):
                columns.append(column)
                read.append(self._cell(cell))
            column += _number(cell, "tcPr", "gridSpan", default=1)
        if column > WIDEST:
            raise UnreadableSource(f"有一张表超过 {WIDEST} 列，不是年度报告的表格。请确认选对了文件。")
        texts = tuple(text for text in read if isinstance(text, str))
        if len(texts) < len(read):
            self._layout(read)
        elif texts:
            line = next(self.lines)
            grid.ends[line] = column + _number(row, "trPr", "gridAfter", default=0)
            self._add(row_or_prose(line, texts, tuple(columns), grid.number))

    def _cell(self, cell: etree._Element) -> "str | _Walk":
        """The text of a cell; or what stands in it, if that is more than any cell of the form holds."""
        inside = _Walk(self.lines, self.tables, self.numbering)
        inside.flow(cell)
        if lays_out(inside.blocks, has_pictures=bool(inside.pictures)):
            return inside
        return one_text([text_of(block) for block in inside.blocks])

    def _layout(self, cells: Iterable["str | _Walk"]) -> None:
        """The cells of a row that lays out a page, one after the other."""
        for cell in cells:
            if isinstance(cell, str):
                self._add(block_of_line(next(self.lines), cell))
            else:
                self._add(*cell.blocks)
                self.pictures += cell.pictures


def _text(parent: etree._Element, boxes: list[etree._Element], pictures: list[etree._Element]) -> Iterator[str]:
    """The text of a paragraph; text boxes and pictures that hang in it are put aside."""
    for child in parent:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name in _PICTURES:
            pictures.append(child)
        elif name == "AlternateContent":  # the same drawing twice, for newer programs and for older ones
            yield from _text(next(iter(child), child), boxes, pictures)
        elif name == "r":
            if not _is_hidden(child):
                shown = _text(child, boxes, pictures)
                yield raised("".join(shown)) if _is_raised(child) else "".join(shown)
        elif name not in _LEFT_OUT:
            yield from _text(child, boxes, pictures)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, also those inside content controls, custom XML and accepted insertions."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _children(child, name)


def _property(element: etree._Element, properties: str, name: str) -> etree._Element | None:
    for child in element:
        if local(child) == properties:
            return next((entry for entry in child if local(entry) == name), None)
    return None


def _has(element: etree._Element, properties: str, name: str) -> bool:
    return _property(element, properties, name) is not None


def _is_on(element: etree._Element, properties: str, name: str) -> bool:
    entry = _property(element, properties, name)
    return entry is not None and value(entry, "val") not in _OFF


def _number(element: etree._Element, properties: str, name: str, *, default: int) -> int:
    """A count among an element's properties. More columns than a table may have are more than enough."""
    entry = _property(element, properties, name)
    text = (value(entry, "val") or "") if entry is not None else ""
    return min(int(text), WIDEST + 1) if text.isdecimal() and len(text) < 10 else default


def _continues(cell: etree._Element) -> bool:
    """Whether the cell only continues the one above it."""
    entry = _property(cell, "tcPr", "vMerge")
    return entry is not None and value(entry, "val") != "restart"


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run is hidden, or struck out."""
    return any(_is_on(run, "rPr", name) for name in ("vanish", "strike", "dstrike"))


def _is_raised(run: etree._Element) -> bool:
    entry = _property(run, "rPr", "vertAlign")
    return entry is not None and value(entry, "val") == "superscript"
