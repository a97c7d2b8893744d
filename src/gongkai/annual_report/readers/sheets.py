"""What of a page is hidden by a style sheet of its own: it is no part of the report."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_OTHER_MEDIA = re.compile(r"@[^@{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^@{};]*;|<!--|-->")
_LONGEST = 200_000
"""So much of a style sheet is looked at."""
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHOWS = re.compile(r"display\s*:\s*[a-mo-z]|visibility\s*:\s*visible", re.IGNORECASE)
_SELECTOR = re.compile(r"[\w.#\- >,]{1,200}")
"""Selectors of elements, classes and ids: what waits for a pointer or a script (:hover, [open]) is none of them."""
_NAME = re.compile(r"[.#][\w-]+")
_MOST = 50
"""So many rules of one page are looked at."""


def hidden_by_sheets(page: LexborHTMLParser) -> list[LexborNode]:
    """The elements that a style sheet on the page hides, as it hides last year's table behind this year's.

    A table with which no other begins alike is not among them: a script shows that one.
    """
    if not any(_HIDES.search(style.text()) for style in page.css("style")):
        return []
    hidden = [node for selector in _hiding(page) for node in page.css(selector)]
    ids = {node.mem_id for node in hidden}
    shown = {_first_row(table) for table in page.css("table") if not _is_within(table, ids)} if hidden else set()
    return [node for node in hidden if shown.issuperset(map(_first_row, node.css("table")))]


def _first_row(table: LexborNode) -> str:
    row = table.css_first("tr")
    return "".join(row.text().split()) if row is not None else ""


def _hiding(page: LexborHTMLParser) -> list[str]:
    """The selectors of rules that hide, but for names that another rule shows: those change with a click."""
    sheets = [_plain(style.text()[:_LONGEST]) for style in page.css("style")]
    parted = [rule.rpartition("{") for sheet in sheets for rule in sheet.split("}")]
    rules = [(selector, declarations) for selector, opened, declarations in parted if opened]
    shown = {name for selector, rule in rules if _SHOWS.search(rule) for name in _NAME.findall(selector)}
    hiding = [selector.strip() for selector, rule in rules if _HIDES.search(rule)][:_MOST]
    return [one for one in hiding if _SELECTOR.fullmatch(one) and shown.isdisjoint(_NAME.findall(one))]


def _plain(sheet: str) -> str:
    """A style sheet without comments and without what holds for other media only (printing)."""
    first, *others = sheet.split("/*")
    return _OTHER_MEDIA.sub("", first + "".join(other.partition("*/")[2] for other in others))


def _is_within(node: LexborNode, ids: set[int]) -> bool:
    return any(holder.mem_id in ids for holder in _holders(node))


def _holders(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.parent
