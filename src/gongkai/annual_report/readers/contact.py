"""Whom a reader may ask about the report: the sentence that says so, before the first section or at the very end."""

import re
from collections.abc import Iterable, Sequence

from gongkai.annual_report.readers.blocks import Block, Paragraph

_CONTACT = re.compile(
    r"(?:如(?:有|对)[^。；;]*)?请?(?:与|向)[^。；;]{2,60}(?:联系|咨询|反映)[^。]*|[^。；;]*(?:联系|咨询)?(?:电话|地址)[:：][^。]*"
)


def contact_of(before: Sequence[str], last: Iterable[Block]) -> str | None:
    """The first such sentence, or None."""
    for text in (*before, *(block.text for block in last if isinstance(block, Paragraph))):
        match = _CONTACT.search(text) if ("联系" in text or "电话" in text or "地址" in text) else None
        if match:
            return match[0].strip(" ，,。")
    return None
