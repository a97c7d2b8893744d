"""Bytes of a page to a parsed page, and what must not reach the parser: markup made to cost it hours or gigabytes."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.decode import LIMIT, decode, is_utf8, refuse_larger
from gongkai.annual_report.readers.numbers import raised

TAGS = 100_000
"""The most tags that are parsed. A report exported from a word processor has three to ten thousand."""
DEPTH = 200
"""How deep elements may lie in one another: a page of nested layout tables reaches thirty."""

_RAISING = (b"<sup", b"super")
"""What stands in a page that raises any of its text."""
_FIELDS = (b"<input", b"<textarea")
_MANY_TAGS = 5_000
_LONG_TAG = 1_500
_COPIES = 200_000
_RUNS = re.compile(rb"<[BbCcEeFfIiSsTtUu][\s/>IiOoMmTt]")
"""Formatting elements, and a few others: every pair of signs that begins one of the names below, and no end tag."""
_FORMATTING = re.compile(rb"(</?)(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(rb"(/?)([a-zA-Z][^\s/>]*)")
_CLOSED_BY_THE_NEXT = frozenset(
    b"p li td th tr dd dt option br img input meta link hr col area base wbr param source".split()
)


class Markup(NamedTuple):
    """A parsed page. tags: each of its tags with the text behind it, in small letters and none twice.

    Of three thousand that a word processor writes a hundred and fifty differ; whatever else than the tree is searched
    for words is searched here.
    """

    page: LexborHTMLParser
    tags: bytes


def parse(data: bytes) -> Markup:
    """The page. Raises UnreadableSource for what is no text, and for markup that no page has and no parser bears.

    Three things cost a parser of this standard more than they cost the sender: elements nested by the thousand, tags
    with attributes by the thousand, and formatting elements left open, which are opened anew in every paragraph.
    """
    refuse_larger(data, LIMIT)
    html, (count, tags) = data, _tags(data)
    if not is_utf8(tags):
        html = decode(data).encode()
        count, tags = _tags(html)
    if _FORMATTING.search(tags) and count * len(_RUNS.findall(html)) > _COPIES:
        html = _FORMATTING.sub(rb"\1span", html)
    page = LexborHTMLParser(html)
    if any(word in tags for word in _RAISING):
        _raise_notes(page)
    if any(word in tags for word in _FIELDS):
        _fill_in_fields(page)
    return Markup(page, tags)


def _fill_in_fields(page: LexborHTMLParser) -> None:
    """Put what stands in a field of a cell in its place: some systems publish the form that they were typed into."""
    for node in page.css(":is(td, th) :is(input, textarea)"):
        if node.tag == "textarea":
            node.replace_with(node.text())
        elif (node.attrs.get("type") or "text").lower() in ("text", "number"):
            node.replace_with(node.attrs.get("value") or "")


def _raise_notes(page: LexborHTMLParser) -> None:
    """Put the marks of notes in raised signs: the text of 12<sup>1</sup> is not 121."""
    for node in page.css("sup, :is(span, font, a)[style*='super' i]"):
        mark = node.text().strip()
        if mark.isascii() and mark.isdigit():
            node.replace_with(raised(mark))


def _tags(html: bytes) -> tuple[int, bytes]:
    """How many tags there are, and all that differ: see Markup. The text before the first stands before them."""
    before, *tags = html.split(b"<", TAGS)
    if len(tags) >= TAGS:
        raise UnreadableSource(
            f"网页有 {html.count(b'<'):,} 个标签，超过 {TAGS:,} 个的上限。请只保存报告正文所在的页面后再试。"
        )
    different = set(tags)
    _refuse_attributes(different)
    if len(tags) > _MANY_TAGS:
        _refuse_depth(tags)
    return len(tags), b"<".join((before, *different)).lower()


def _refuse_attributes(tags: Iterable[bytes]) -> None:
    for tag in tags:
        if len(tag) >= _LONG_TAG and tag[:1].isalpha():
            attributes, _, _ = tag.partition(b">")
            if len(_QUOTED.sub(b"", attributes)) >= _LONG_TAG:
                raise UnreadableSource("网页的标签里有成百上千个属性，不是正常的网页。请用浏览器打开，另存后再试。")


def _refuse_depth(tags: Iterable[bytes]) -> None:
    open_tags: Counter[bytes] = Counter()
    for tag, times in Counter(tags).items():
        match = _NAME.match(tag)
        if match:
            open_tags[match[2].lower()] += -times if match[1] else times
    if any(count > 10 * DEPTH for name, count in open_tags.items() if name not in _CLOSED_BY_THE_NEXT):
        raise too_deep()


def too_deep() -> UnreadableSource:
    return UnreadableSource(f"网页的标签嵌套超过 {DEPTH} 层，不是正常的网页。请用浏览器打开，另存后再试。")
