"""Bytes of a page to a parsed page, and what must not reach the parser: markup made to cost it hours or gigabytes."""

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from gongkai.annual_report.errors import UnreadableSource

TAGS = 100_000
"""The most tags that are parsed. A report exported from a word processor has three to ten thousand."""
DEPTH = 200
"""How deep elements may lie in one another: a page of nested layout tables reaches thirty."""

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
    return LexborHTMLParser(html)


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
