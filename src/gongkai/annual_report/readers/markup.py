"""Bytes of a page to a parsed page, and what must not reach the parser: markup made to cost it hours or gigabytes."""

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.numbers import raised

TAGS = 100_000
"""The most tags that are parsed. A report exported from a word processor has three to ten thousand."""
DEPTH = 200
"""How deep elements may lie in one another: a page of nested layout tables reaches thirty."""

_RAISING = (b"<sup", b"<SUP", b"super", b"SUPER")
"""What stands in a page that raises any of its text."""
_FIELDS = (b"<input", b"<INPUT", b"<textarea", b"<TEXTAREA")
_MANY_TAGS = 5_000
_LONG_TAG = 1_500
_COPIES = 200_000
_RUNS = re.compile(rb"<[BbIiUuEeFfCcSsTt][^PpDdRrAaHhCc]")
"""Formatting elements, and a few others: every pair of signs that begins one of the names below, and no end tag."""
_FORMATTING = re.compile(rb"(</?)(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_LONG = re.compile(rb"<[^<>]{%d,}" % _LONG_TAG)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*)")
_CLOSED_BY_THE_NEXT = frozenset(
    b"p li td th tr dd dt option br img input meta link hr col area base wbr param source".split()
)


def parse(html: bytes) -> LexborHTMLParser:
    """The page, from UTF-8. Raises UnreadableSource for markup that no page has and no parser bears.

    Three things cost a parser of this standard more than they cost the sender: elements nested by the thousand, tags
    with attributes by the thousand, and formatting elements left open, which are opened anew in every paragraph.
    """
    tags = html.count(b"<")
    if tags >= TAGS:
        raise UnreadableSource(f"网页有 {tags:,} 个标签，超过 {TAGS:,} 个的上限。请只保存报告正文所在的页面后再试。")
    if _has_a_long_tag(html):
        _refuse_attributes(html)
    if tags > _MANY_TAGS:
        _refuse_depth(html)
    if tags * len(_RUNS.findall(html)) > _COPIES:
        html = _FORMATTING.sub(rb"\1span", html)
    page = LexborHTMLParser(html)
    if any(word in html for word in _RAISING):
        _raise_notes(page)
    if any(word in html for word in _FIELDS):
        _fill_in_fields(page)
    return page


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


def _has_a_long_tag(html: bytes) -> bool:
    """Looked for only where no tag begins for half that length: most of a page is passed over at one stride each."""
    half = _LONG_TAG // 2
    for start in range(0, len(html) - half + 1, half):
        if html.find(b"<", start, start + half) < 0:
            begin = html.rfind(b"<", 0, start)
            end = html.find(b">", begin)
            if begin >= 0 and not 0 <= end - begin < _LONG_TAG:
                return True
    return False


def _refuse_attributes(html: bytes) -> None:
    for match in _LONG.finditer(html):
        if len(_QUOTED.sub(b"", match[0])) > _LONG_TAG and match[0][1:2].isalpha():
            raise UnreadableSource("网页的标签里有成百上千个属性，不是正常的网页。请用浏览器打开，另存后再试。")


def _refuse_depth(html: bytes) -> None:
    open_tags: Counter[bytes] = Counter()
    for close, name in _TAG.findall(html):
        open_tags[name.lower()] += -1 if close else 1
    if any(count > 10 * DEPTH for name, count in open_tags.items() if name not in _CLOSED_BY_THE_NEXT):
        raise too_deep()


def too_deep() -> UnreadableSource:
    return UnreadableSource(f"网页的标签嵌套超过 {DEPTH} 层，不是正常的网页。请用浏览器打开，另存后再试。")
