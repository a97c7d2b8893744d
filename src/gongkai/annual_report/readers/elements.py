"""The elements of a page that a walk through it must know of beforehand, each kind selected from the whole page at
once: the parser's library does that in a fiftieth of the time that asking every element takes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.annual_report.readers.markup import Markup
from gongkai.annual_report.readers.sheets import hidden_by_sheets
from gongkai.annual_report.readers.spans import WIDEST, Span

CELLS = ("td", "th")
_CELL_IDS = frozenset(cell.tag_id for cell in LexborHTMLParser("<table><td><th>").css("td, th"))
"""The same as numbers, which the parser's library tells in half the time."""


def tags(names: str) -> frozenset[str]:
    """The names of elements, parted by blanks."""
    return frozenset(names.split())


INLINE = tags(
    "span a b i u s em strong font small big sub sup o:p ins mark code label tt bdo bdi nobr strike abbr "
    "time cite q var ruby rb wbr st1:chsdate st1:chmetcnv"
)
"""Elements that change how words look, not on which line they stand."""

_HARMLESS = INLINE | tags(
    "p td tr div th tbody thead tfoot caption html head body ul ol li h1 h2 h3 h4 h5 h6 section article"
)
"""These and those that close an open paragraph: none of them ever parts one, and a cell that holds one of these parts
its line only where it holds text beside it."""
_UNUSUAL = r":not(span, p, td, tr, o\:p, font, a, b, strong)"
"""All but the most frequent of the harmless: the parser's library reads a longer list slower than we read the rest."""
_STRUCK_OUT = tags("s strike del")
_SPANNING = "[colspan], [rowspan]"
_HIDING = {
    b"display": "[style*=display i]",
    b"hid": "[hidden], [style*=visibility i], [style*=mso-hide i]",
    b"line-through": "[style*=line-through i]",
    b"font-size:0": "[style*='font-size:0' i]",
    b"font-size: 0": "[style*='font-size: 0' i]",
    b"opacity": "[style*=opacity i]",
}
"""What must stand in a tag for any element to be hidden, and how those elements are selected."""
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|:[^;]*line-through"
    r"|(?:font-size|(?<!-)opacity)\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Elements:
    """hidden: what a reader of the page does not see. parted: paragraphs and cells in which something stands that may
    part a line. spans: of each cell that spans columns or rows, how many.

    All by the id of the element.
    """

    hidden: frozenset[int]
    parted: frozenset[int]
    spans: Mapping[int, Span]

    def cells_of(self, row: LexborNode) -> list[LexborNode]:
        """The cells of a row that a reader sees."""
        cells = [child for child in row.iter() if child.tag_id in _CELL_IDS]
        return [cell for cell in cells if cell.mem_id not in self.hidden] if self.hidden else cells


def elements_of(markup: Markup) -> Elements:
    """Those of a page."""
    page = markup.page
    unusual = [(node.tag, node) for node in page.css(_UNUSUAL)]
    hidden = [*_hidden(page, markup.tags), *(node for tag, node in unusual if tag in _STRUCK_OUT)]
    if any(tag == "style" for tag, _ in unusual):
        hidden += hidden_by_sheets(page)
    parting = (*(node for tag, node in unusual if tag not in _HARMLESS), *hidden)
    spans = {cell.mem_id: _span(cell) for cell in page.css(_SPANNING)}
    return Elements(
        frozenset([node.mem_id for node in hidden]),
        frozenset([holder for node in parting for holder in _around(node)]),
        spans,
    )


def _hidden(page: LexborHTMLParser, tags: bytes) -> list[LexborNode]:
    """Those that say of themselves that they are not seen. tags: see Markup."""
    selectors = [selector for word, selector in _HIDING.items() if word in tags]
    return [node for node in page.css(", ".join(selectors)) if _is_hidden(node)] if selectors else []


def _is_hidden(node: LexborNode) -> bool:
    return "hidden" in node.attrs or _HIDDEN.search(node.attrs.get("style") or "") is not None


def _around(node: LexborNode) -> Iterator[int]:
    """The paragraph and the innermost cell that hold this element; for a table, therefore, the outer table's cell."""
    parent = node.parent
    while parent is not None:
        tag = parent.tag
        if tag == "p" or tag in CELLS:
            yield parent.mem_id
            if tag != "p":
                return
        parent = parent.parent


def _span(cell: LexborNode) -> Span:
    attributes = cell.attributes
    return _count(attributes.get("colspan")), _count(attributes.get("rowspan"))


@lru_cache(maxsize=256)
def _count(text: str | None) -> int:
    """A span as browsers read it: at least 1. More than a table may have columns is more than enough."""
    match = _DIGITS.match(text) if text else None
    return min(max(int(match[0]), 1), WIDEST + 1) if match else 1
