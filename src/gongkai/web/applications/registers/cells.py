"""What stands in a cell: a day however it was written, a number, a word of a list. What cannot be read is a fault that
says why and what to do. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.regulation.dates import in_words
from gongkai.web.applications.registers.columns import Column, value_of, why_unclear, words
from gongkai.web.directory.intake.sheet import Unreckoned, word

_DIGITS = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_EIGHT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_NOTHING = frozenset({"", "-", "—", "——", "/", "\\", "无", "none", "n/a", "未", "暂无"})
_ZERO, _ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST, _LAST = date(2008, 5, 1), date(2099, 12, 31)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Unreadable(Exception):
    """why: what is wrong with the cell; instead: what to do."""

    why: str
    instead: str = ""

    def __str__(self) -> str:
        return f"{self.why}{self.instead}"


def read(column: Column, cell: Any, *, since_1904: bool = False) -> Any:
    """The value: a text, a day, a number or the key of a word; None for an empty cell. Raises Unreadable."""
    if isinstance(cell, Unreckoned):
        raise Unreadable("这是公式，文件里没有保存它的结果。", "请在电子表格软件中重新计算、保存，或者粘贴为数值。")
    text = word(cell).strip()
    if text.startswith("#") and text.endswith(("!", "?", "/A")):
        raise Unreadable(f"公式的结果是错误（{text}）。", "请改正公式，或者直接填写内容。")
    if text.casefold() in _NOTHING:
        return None
    if column.shape == "day":
        return _day(cell, text, since_1904=since_1904)
    if column.shape == "number":
        return _number(text)
    return text if column.shape == "text" else _word(column, text)


def _day(cell: Any, text: str, *, since_1904: bool) -> date:
    if isinstance(cell, datetime):
        return _plausible(cell.date(), text)
    if isinstance(cell, date):
        return _plausible(cell, text)
    text = text.translate(_DIGITS)
    if isinstance(cell, int | float) or _SERIAL.fullmatch(text):
        return _of_serial(text, since_1904=since_1904)
    found = _DAY.fullmatch(text) or _EIGHT.fullmatch(text)
    if found is None:
        raise Unreadable(f"“{text[:_SHOWN]}”读不成日期。", "请写成 2025-02-17 的样子，年、月、日都要有。")
    parts = found.groups()
    year, month, day = (int(parts[0] + parts[1]), int(parts[2]), int(parts[3])) if len(parts) > 3 else map(int, parts)
    try:
        return _plausible(date(year, month, day), text)
    except ValueError:
        raise Unreadable(f"{year}年{month}月{day}日不存在。", "请核对后重填。") from None


def _of_serial(text: str, *, since_1904: bool) -> date:
    """A day as a spreadsheet counts them; eight digits are a day as they stand."""
    whole = text.partition(".")[0]
    if _EIGHT.fullmatch(whole):
        return _day(whole, whole, since_1904=since_1904)
    days = int(whole) if whole.isdecimal() and len(whole) <= 6 else 0
    return _plausible((_ZERO_1904 if since_1904 else _ZERO) + timedelta(days), text)


def _plausible(day: date, text: str) -> date:
    if not _FIRST <= day <= _LAST:
        why = f"“{text[:_SHOWN]}”是{in_words(day)}，不在{in_words(_FIRST)}（条例施行）以后的合理范围内。"
        raise Unreadable(why, "请核对年份，以及这一列是否设成了日期格式。")
    return day


def _number(text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})(?:个?工作日|天|日|元)?", text.translate(_DIGITS))
    if found is None:
        raise Unreadable(f"“{text[:_SHOWN]}”不是数字。", "请只写数字。")
    return int(found[1])


def _word(column: Column, text: str) -> str:
    unclear = why_unclear(column.shape, text)
    if unclear:
        raise Unreadable(f"“{text[:_SHOWN]}”不够明确：{unclear}。", "请改写清楚。")
    value = value_of(column.shape, text)
    if value is None:
        offered = "、".join(words(column.shape).offered)
        raise Unreadable(f"“{text[:_SHOWN]}”不是“{column.label}”里可以有的。", f"可以写：{offered}。")
    return value
