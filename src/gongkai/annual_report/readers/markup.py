"""Bytes of a page to a parsed page, and what must not reach the parser: markup made to cost it hours or gigabytes."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.decode import LIMIT, decode, is_utf8, refuse_larger

TAGS = 100_000
"""The most tags that are parsed. A report exported from a word processor has three to ten thousand."""
DEPTH = 200
"""How deep elements may lie in one another: a page of nested layout tables reaches thirty."""

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
    """A parsed page. tags: each of its tags with the text behind it, but none twice. Of three thousand tags that a word
    processor writes a hundred and fifty differ: what is looked for in the bytes of a page is looked for in these."""

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
    return Markup(LexborHTMLParser(html), tags)


def _tags(html: bytes) -> tuple[int, bytes]:
    """How many tags there are, and each of them once with the text behind it, behind the text before the first."""
    before, *tags = html.split(b"<", TAGS)
    if len(tags) >= TAGS:
        raise UnreadableSource(
            f"网页有 {html.count(b'<'):,} 个标签，超过 {TAGS:,} 个的上限。请只保存报告正文所在的页面后再试。"
        )
    different = set(tags)
    _refuse_attributes(different)
    if len(tags) > _MANY_TAGS:
        _refuse_depth(tags)
    return len(tags), b"<".join((before, *different))


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
