"""Days in and out of text: 2025-01-14 is read, 2025年1月14日 stands in sentences."""

import re
from datetime import date

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate

_WRITTEN = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_COUNTING = cite("CPL 85")


def read_day(text: str) -> date:
    """The day that 2025-01-14 or 2025年1月14日 names. Raises ImpossibleDate for any other text."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ImpossibleDate(f"“{text}”读不成日期。", _COUNTING, "请写成 2025-01-14 的样子。")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleDate(f"{year}年{month}月{day}日不存在，期限无从起算。", _COUNTING, "请核对后重填。") from None


def in_words(day: date) -> str:
    """2025年1月14日, as the law and its letters write a day."""
    return f"{day.year}年{day.month}月{day.day}日"
