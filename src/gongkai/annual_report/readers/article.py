"""Which blocks of a page are the report: not the menus above it, not the links and the imprint below."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.annual_report.form.form import FORMS
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.blocks import Block, Paragraph, Source, text_of
from gongkai.annual_report.readers.sections import section_number
from gongkai.annual_report.readers.title import title_of
from gongkai.annual_report.readers.traditional import seen_by_matching
from gongkai.annual_report.readers.vocabulary import vocabulary
from gongkai.annual_report.simplified import fold, is_traditional

_NUMBERED = re.compile(r"[#*\s]*第?\s*[一二三四五六]\s*(?:部分)?\s*[、.．，,:：]")
_LONG_HEADING = 9
"""A menu may well say 基本情况 or 主动公开情况, but hardly 主动公开政府信息情况."""
_IMPRINT = re.compile(
    r"[【\[]?(?:打印|关闭|我要纠错|返回顶部|返回首页|分享|收藏)(?:本页|窗口|到|至)?[】\]]?|上一[篇条页].*|下一[篇条页].*|扫一扫.*"
    r"|(?:相关(?:链接|文章|阅读|附件|稿件|信息)|友情链接|责任编辑|网站地图|分享到)[:：]?.*"
    r"|(?:主办|承办|版权所有|技术支持)(?:单位)?[:：©\s].*|.*ICP备.*|.*公网安备.*|.*网站标识码.*"
)
_LINES_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on a page. containers: the blocks of each element, as (first, behind the last)."""

    blocks: Sequence[Block]
    pictures: Sequence[int]
    containers: Iterable[tuple[int, int]]


def article(page: Page, titles: Callable[[], Iterable[str]]) -> Source:
    """The blocks of the smallest element that holds all headings and tables of a report; all where there are none.

    titles: where else the page says its title, asked only where the report itself has none.
    """
    seen = seen_by_matching(page.blocks)
    evidence = _ends(seen)
    if evidence is None:
        return Source(tuple(page.blocks), tuple(page.pictures))
    first, last = evidence
    holding = [(start, end) for start, end in page.containers if start <= first and last < end]
    start, end = min(holding, key=lambda span: span[1] - span[0], default=(0, len(page.blocks)))
    end = next((index for index in range(last + 1, end) if _is_imprint(seen[index])), end)
    blocks = page.blocks[start:end]
    lines = [text_of(block) for block in page.blocks[start:first]]
    if title_of([text_of(block) for block in seen[start : min(first, start + _LINES_BEFORE)]]).printed is None:
        above = [text_of(block) for block in reversed(page.blocks[max(0, start - _LINES_BEFORE) : start])]
        blocks = (*_headline((*lines[_LINES_BEFORE:], *above, *titles()), blocks[0].line), *blocks)
    between = (blocks[0].line, page.blocks[end - 1].line if end < len(page.blocks) else float("inf"))
    return Source(tuple(blocks), tuple(line for line in page.pictures if between[0] <= line <= between[1]))


def _ends(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The first and the last block that only a report has."""
    first = next((index for index, block in enumerate(blocks) if _is_of_a_report(block)), None)
    if first is None:
        return None
    return first, next(index for index in reversed(range(len(blocks))) if _is_of_a_report(blocks[index]))


def _is_of_a_report(block: Block) -> bool:
    """A heading of a section, numbered or too long for a menu, or a row that begins with a label of the form."""
    if isinstance(block, Paragraph):
        text = block.text
        is_heading = len(text) < 48 and (len(text) >= _LONG_HEADING or _NUMBERED.match(text) is not None)
        return is_heading and section_number(text, FORMS[0]) is not None
    return any(label_key(cell) in _labels() for cell in block.cells[:3] if cell)


@cache
def _labels() -> frozenset[str]:
    return frozenset(key for year in FORMS for words in (vocabulary(year),) for key in (*words.strong, *words.groups))


def _is_imprint(block: Block) -> bool:
    text = text_of(block).strip()
    return len(text) < 200 and _IMPRINT.fullmatch(text) is not None


def _headline(candidates: Iterable[str], line: int) -> Iterator[Paragraph]:
    """The first candidate that is the title of a report."""
    for text in candidates:
        if title_of((fold(text) if is_traditional(text) else text,)).printed is not None:
            yield Paragraph(line, text)
            return
