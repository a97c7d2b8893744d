"""Whom a reader may ask about the report: the sentence that says so, before the first section or at the very end."""

import re
from collections.abc import Iterable, Sequence

from gongkai.annual_report.readers.blocks import Block, Paragraph

_ADVICE = re.compile(r"(?:如(?:有|对)[^。；;]*)?请?(?:与|向)[^。；;]{2,60}(?:联系|咨询|反映)[^。]*")
_TOLD = ("联系", "电话", "地址")
_SIGN = re.compile(r"(?:电话|地址)[:：]")
_CLAUSE = re.compile(r"(?:^|(?<=[。；;]))[^。；;]*(?:电话|地址)[:：][^。]*")


def contact_of(before: Sequence[str], last: Iterable[Block]) -> str | None:
    """The first such sentence, or None."""
    for text in (*before, *(block.text for block in last if isinstance(block, Paragraph))):
        if not any(word in text for word in _TOLD):
            continue
        advice = _ADVICE.search(text)
        clause = _CLAUSE.search(text) if _SIGN.search(text) else None
        found = [match for match in (advice, clause) if match]
        if found:
            return min(found, key=re.Match.start)[0].strip(" ，,。")
    return None
