"""A page to blocks: its tables row by row with spans resolved, its paragraphs line by line, its chrome left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.article import Page, article
from gongkai.annual_report.readers.blocks import Block, Source, text_of
from gongkai.annual_report.readers.cells import lays_out, one_text, row_or_prose
from gongkai.annual_report.readers.decode import utf8
from gongkai.annual_report.readers.markup import DEPTH, parse, too_deep
from gongkai.annual_report.readers.plain import blocks_of_line
from gongkai.annual_report.readers.spans import WIDEST, Grid

BLOCKS = 20_000
"""The most rows and paragraphs that are read of one page."""


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_LEFT_OUT = _tags(
    "script style noscript template head title select option button textarea iframe object embed svg math "
    "nav footer xml -comment"
)
_INLINE = _tags(
    "span a b i u s em strong font small big sub sup o:p ins mark code label tt bdo bdi nobr strike abbr "
    "time cite q var ruby rb st1:chsdate st1:chmetcnv"
)
_CELLS = ("td", "th")
_HIDING = (b"hidden", b"display", b"mso-hide")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_NOT_ONE_LINE = "br, li, img, table, script, style, p:not(:only-child), div:not(:only-child)"
_DIGITS = re.compile(r"\d{1,6}")
_SITE = re.compile(r"\s*(?:[_|｜—]|--|\s-)\s*")
_WRAPPED = re.compile(r"[ \t]*[\r\n]\s*")
_LINE_END = "\u2028"
_ICON = 60
"""A picture of fewer pixels a side shows no table."""


def source_of_html(data: bytes) -> Source:
    """The report's part of a page. Raises UnreadableSource for what is no text, and for markup no page has."""
    html = utf8(data)
    page = parse(html)
    walk = _Walk(_marks(page, html), count(1), count(1))
    if page.body is not None:
        walk.flow(page.body, 0)
        walk.flush()
    return article(Page(walk.blocks, walk.pictures, walk.containers), lambda: _titles(page))


@dataclass(frozen=True, slots=True)
class _Marks:
    """Elements to be treated with care, by their id: what a reader of the page does not see; cells that hold more than
    one line of text; cells that span columns or rows."""

    hidden: frozenset[int]
    not_one_line: frozenset[int]
    spanning: frozenset[int]


def _marks(page: LexborHTMLParser, html: bytes) -> _Marks:
    lower = html.lower()
    hidden = [node for node in _styled(page) if _is_hidden(node)] if any(word in lower for word in _HIDING) else []
    inside = (*page.css(_NOT_ONE_LINE), *hidden)
    return _Marks(
        frozenset(node.mem_id for node in hidden),
        frozenset(cell.mem_id for node in inside for cell in _cells_around(node)),
        frozenset(node.mem_id for node in page.css("[colspan], [rowspan]")),
    )


def _styled(page: LexborHTMLParser) -> list[LexborNode]:
    return page.css("[hidden], [style*=display i], [style*=visibility i], [style*=mso-hide i]")


def _is_hidden(node: LexborNode) -> bool:
    return "hidden" in node.attrs or _HIDDEN.search(node.attrs.get("style") or "") is not None


def _cells_around(node: LexborNode) -> Iterator[LexborNode]:
    """The innermost cell that holds this element; for a table, therefore, the cell of the outer table."""
    parent = node.parent
    while parent is not None and parent.tag not in _CELLS:
        parent = parent.parent
    if parent is not None:
        yield parent


class _Walk:
    """One walk through a page or through one of its cells.

    containers: for each block-level element, the blocks it holds, as (first, behind the last).
    """

    def __init__(self, marks: _Marks, lines: Iterator[int], tables: Iterator[int]) -> None:
        self.marks = marks
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
                self.text.append(child.text_content or "")
            elif tag in _LEFT_OUT or child.mem_id in self.marks.hidden:
                continue
            elif tag in _INLINE:
                self.flow(child, depth + 1)
            elif tag == "br":
                self.text.append(_LINE_END)
            elif tag == "img":
                self._picture(child)
            else:
                self._element(child, tag, depth + 1)

    def flush(self) -> None:
        """A paragraph ends here."""
        text = "".join(self.text)
        self.text.clear()
        for line in text.split(_LINE_END):
            unwrapped = _unwrapped(line)
            if unwrapped:
                self._add(blocks_of_line(next(self.lines), unwrapped))

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

    def _add(self, blocks: Iterable[Block]) -> None:
        self.blocks.extend(blocks)
        if len(self.blocks) > BLOCKS:
            raise UnreadableSource(f"网页有超过 {BLOCKS:,} 行。年度报告一般不到一千行，请确认选对了文件。")

    def _table(self, table: LexborNode, depth: int) -> None:
        grid = Grid(next(self.tables))
        first = len(self.blocks)
        for part in table.iter():
            if part.tag == "tr":
                self._row(part, grid, depth)
            elif part.tag == "caption":
                self._element(part, "caption", depth)
            else:
                for row in part.iter():
                    if row.tag == "tr":
                        self._row(row, grid, depth)
        rows = self.blocks[first:]
        grid.straighten(rows)
        self.blocks[first:] = rows

    def _row(self, row: LexborNode, grid: Grid, depth: int) -> None:
        if row.mem_id in self.marks.hidden:
            return
        cells = [cell for cell in row.iter() if cell.tag in _CELLS and cell.mem_id not in self.marks.hidden]
        ids = [cell.mem_id for cell in cells]
        spans = [(1, 1)] * len(ids) if self.marks.spanning.isdisjoint(ids) else [_span(cell) for cell in cells]
        columns = grid.columns(spans)
        if self.marks.not_one_line.isdisjoint(ids) and all(map(_is_line, cells)):
            self._add_row(tuple([_unwrapped(cell.text()) for cell in cells]), columns, grid)
            return
        read = [self._cell(cell, depth + 1) for cell in cells]
        texts = tuple(text for text in read if isinstance(text, str))
        if len(texts) < len(read):
            self._layout(read)
        else:
            self._add_row(texts, columns, grid)

    def _add_row(self, texts: tuple[str, ...], columns: tuple[int, ...], grid: Grid) -> None:
        if texts:
            line = next(self.lines)
            grid.ends[line] = grid.last
            self._add((row_or_prose(line, texts, columns, table=grid.number),))

    def _cell(self, cell: LexborNode, depth: int) -> "str | _Walk":
        """The text of a cell; or what stands in it, if that is more than any cell of the form holds."""
        inside = _Walk(self.marks, self.lines, self.tables)
        inside.flow(cell, depth)
        inside.flush()
        if lays_out(inside.blocks, has_pictures=bool(inside.pictures)):
            return inside
        return one_text([text_of(block) for block in inside.blocks])

    def _layout(self, cells: Iterable["str | _Walk"]) -> None:
        """The cells of a row that lays out a page, one after the other."""
        for cell in cells:
            if isinstance(cell, str):
                self._add(blocks_of_line(next(self.lines), cell))
                continue
            first = len(self.blocks)
            self._add(cell.blocks)
            self.pictures += cell.pictures
            self.containers += [
                (first + start, first + end) for start, end in (*cell.containers, (0, len(cell.blocks)))
            ]


def _is_line(cell: LexborNode) -> bool:
    """One text, or one element, or several that follow each other on the line."""
    first = cell.first_child
    return first is None or first.next is None or all(part.tag in _INLINE for part in cell.iter())


def _span(cell: LexborNode) -> tuple[int, int]:
    columns, rows = (cell.attrs.get(name) or "" for name in ("colspan", "rowspan"))
    return _count(columns), _count(rows)


def _count(text: str) -> int:
    """A span as browsers read it: at least 1. More than a table may have columns is more than enough."""
    match = _DIGITS.match(text)
    return min(max(int(match[0]), 1), WIDEST + 1) if match else 1


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
