"""A page to blocks: its tables row by row with spans resolved, its paragraphs line by line, its chrome left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.article import Page, article
from gongkai.annual_report.readers.blocks import LONGEST_CELL, Block, Source, text_of
from gongkai.annual_report.readers.cells import lays_out, one_text, row_or_prose
from gongkai.annual_report.readers.elements import INLINE, Elements, elements_of, tags
from gongkai.annual_report.readers.markup import DEPTH, parse, too_deep
from gongkai.annual_report.readers.plain import block_of_line
from gongkai.annual_report.readers.spans import Grid, Span, laid

BLOCKS = 20_000
"""The most rows and paragraphs that are read of one page."""


_LEFT_OUT = tags(
    "script style noscript template head title select option button textarea iframe object embed svg math "
    "nav footer xml -comment"
)
_WITHIN_A_LINE = INLINE | {"-comment"}
_SITE = re.compile(r"\s*(?:[_|｜—]|--|\s-)\s*")
_WRAPPED = re.compile(r"[ \t]*[\r\n]\s*")
_LINE_END = "\u2028"
_PIECE = "\x1f"
"""Parts the pieces of text of a cell; counts as a blank. Should a page hold it, its cell is only looked at closely."""
_ICON = 60
"""A picture of fewer pixels a side shows no table."""


def source_of_html(data: bytes) -> Source:
    """The report's part of a page. Raises UnreadableSource for what is no text, and for markup no page has."""
    markup = parse(data)
    page = markup.page
    walk = _Walk(elements_of(markup), count(1), count(1))
    if page.body is not None:
        walk.flow(page.body, 0)
        walk.flush()
    return article(Page(walk.blocks, walk.pictures, walk.containers), lambda: _titles(page))


class _Walk:
    """One walk through a page or through one of its cells.

    containers: for each block-level element, the blocks it holds, as (first, behind the last).
    """

    def __init__(self, elements: Elements, lines: Iterator[int], tables: Iterator[int]) -> None:
        self.elements = elements
        self.lines = lines
        self.tables = tables
        self.blocks: list[Block] = []
        self.pictures: list[int] = []
        self.containers: list[tuple[int, int]] = []
        self.text: list[str] = []

    def flow(self, parent: LexborNode, depth: int) -> None:
        """The children of an element that is neither a table nor one of its rows."""
        if depth > DEPTH:
            raise too_deep()
        for child in parent.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                text = child.text_content or ""
                if self.text or not text.isspace():
                    self.text.append(text)
            elif tag in _LEFT_OUT or child.mem_id in self.elements.hidden:
                continue
            elif tag in INLINE:
                self.flow(child, depth + 1)
            elif tag == "p" and child.mem_id not in self.elements.parted:
                self._line(child)
            elif tag == "br":
                self.text.append(_LINE_END)
            elif tag == "img":
                self._picture(child)
            else:
                self._element(child, tag, depth + 1)

    def flush(self) -> None:
        """A paragraph ends here."""
        if not self.text:
            return
        text = "".join(self.text)
        self.text.clear()
        for line in text.split(_LINE_END):
            unwrapped = _unwrapped(line)
            if unwrapped:
                self._add(block_of_line(next(self.lines), unwrapped))

    def _line(self, paragraph: LexborNode) -> None:
        """A paragraph of a single line, whatever elements change the look of its words."""
        if self.text:
            self.flush()
        text = _unwrapped(paragraph.text())
        if text:
            first = len(self.blocks)
            self._add(block_of_line(next(self.lines), text))
            self.containers.append((first, len(self.blocks)))

    def _element(self, node: LexborNode, tag: str, depth: int) -> None:
        self.flush()
        first = len(self.blocks)
        if tag == "table":
            self._table(node, depth)
        elif tag == "pre":
            self.text.append(node.text().strip("\n").replace("\n", _LINE_END))
        else:
            self.flow(node, depth)
        self.flush()
        self.containers.append((first, len(self.blocks)))

    def _picture(self, node: LexborNode) -> None:
        sides = [side for side in map(node.attrs.get, ("width", "height")) if side]
        if not any(side.isdecimal() and int(side) < _ICON for side in sides):
            self.pictures.append(next(self.lines))

    def _add(self, block: Block | None) -> None:
        if block:
            self.blocks.append(block)
        if len(self.blocks) > BLOCKS:
            raise UnreadableSource(f"网页有超过 {BLOCKS:,} 行。年度报告一般不到一千行，请确认选对了文件。")

    def _table(self, table: LexborNode, depth: int) -> None:
        grid = Grid(next(self.tables))
        first = len(self.blocks)
        above: tuple[Span, ...] = ()
        for part in table.iter():
            if part.tag == "tr":
                above = self._row(part, grid, above, depth)
            elif part.tag == "caption":
                self._element(part, "caption", depth)
            else:
                for row in part.iter():
                    if row.tag == "tr":
                        above = self._row(row, grid, above, depth)
        rows = self.blocks[first:]
        grid.straighten(rows)
        self.blocks[first:] = rows

    def _row(self, row: LexborNode, grid: Grid, above: tuple[Span, ...], depth: int) -> tuple[Span, ...]:
        """above: the columns that are spanned over from above; what comes back are those that are from here."""
        elements = self.elements
        if row.mem_id in elements.hidden:
            return above
        cells = elements.cells_of(row)
        ids = [cell.mem_id for cell in cells]
        columns, end, below = laid(tuple(map(elements.spans.get, ids)), above)
        texts = None if not elements.parted.isdisjoint(ids) else _texts(cells)
        if texts is None:
            read = [self._cell(cell, depth + 1) for cell in cells]
            texts = [text for text in read if isinstance(text, str)]
            if len(texts) < len(read):
                self._layout(read)
                return below
        if texts:
            line = next(self.lines)
            grid.ends[line] = end
            self._add(row_or_prose(line, tuple(texts), columns, grid.number))
        return below

    def _cell(self, cell: LexborNode, depth: int) -> "str | _Walk":
        """The text of a cell; or what stands in it, if that is more than any cell of the form holds."""
        inside = _Walk(self.elements, self.lines, self.tables)
        inside.flow(cell, depth)
        inside.flush()
        if lays_out(inside.blocks, has_pictures=bool(inside.pictures)):
            return inside
        return one_text([text_of(block) for block in inside.blocks])

    def _layout(self, cells: Iterable["str | _Walk"]) -> None:
        """The cells of a row that lays out a page, one after the other."""
        for cell in cells:
            if isinstance(cell, str):
                self._add(block_of_line(next(self.lines), cell))
                continue
            first = len(self.blocks)
            for block in cell.blocks:
                self._add(block)
            self.pictures += cell.pictures
            self.containers += [
                (first + start, first + end) for start, end in (*cell.containers, (0, len(cell.blocks)))
            ]


def _texts(cells: Sequence[LexborNode]) -> list[str] | None:
    """What stands in the cells of a row; None where any of them may hold several lines, or more than the form's do."""
    texts = [cell.text(separator=_PIECE).strip() for cell in cells]
    whole = "".join(texts)
    if len(whole) > LONGEST_CELL or _PIECE in whole:
        for cell, text in zip(cells, texts, strict=True):
            if (len(text) > LONGEST_CELL and _has_blocks(cell)) or (_PIECE in text and _has_blocks(_innermost(cell))):
                return None
        texts = [cell.text().strip() for cell in cells]
    return list(map(_unwrapped, texts)) if "\n" in whole or "\r" in whole else texts


def _has_blocks(node: LexborNode) -> bool:
    """Whether anything in it stands on a line of its own."""
    return any(part.tag not in _WITHIN_A_LINE for part in islice(node.traverse(), 1, None))


def _innermost(cell: LexborNode) -> LexborNode:
    """The block in which all of a cell lies: the cell, or the only paragraph in it."""
    first = cell.first_child
    while first is not None and first.next is None and first.tag == "p":
        cell, first = first, first.first_child
    return cell


def _unwrapped(text: str) -> str:
    """A text without the line ends of its source, which mean nothing on a page; and without blanks around it."""
    text = text.strip()
    return _WRAPPED.sub(_joint, text) if "\n" in text or "\r" in text else text


def _joint(match: re.Match[str]) -> str:
    """A blank between two words of Latin letters, nothing between Chinese characters."""
    before, after = match.string[match.start() - 1], match.string[match.end()]
    return " " if before.isascii() and after.isascii() else ""


def _titles(page: LexborHTMLParser) -> Iterator[str]:
    """Where a page says its title outside the report: its headline, its description, the browser's title."""
    for node in page.css("h1, h2"):
        yield _unwrapped(node.text())
    for meta in page.css("meta[name=ArticleTitle i], meta[property='og:title' i]"):
        yield (meta.attrs.get("content") or "").strip()
    for node in page.css("title"):
        yield _SITE.split(_unwrapped(node.text()))[0]
