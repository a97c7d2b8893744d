"""A record's values made ready for a sentence: read by their kind, written in official style, or said to be missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.annual_report.writers.manuscript import clean
from gongkai.papers.errors import BadValue
from gongkai.papers.letters.template import Field
from gongkai.papers.words import day_or_text, in_yuan, within
from gongkai.regulation.dates import in_words, read_day

Row = Mapping[str, str]
Value = str | tuple[str, ...] | tuple[Row, ...]
"""What a sentence is given: words, the lines of a list, or the rows of a table."""
_LONGEST = 20_000
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Missing:
    """What a letter still lacks, and where a person fills it in."""

    key: str
    label: str
    where: str

    def __str__(self) -> str:
        return f"缺少“{self.label}”，请在“{self.where}”中填写。"


def value_of(record: Mapping[str, Any], field: Field) -> Value | None:
    """The record's value for this field, in official style; None where it has none. Raises BadValue."""
    raw = record.get(field.key)
    if raw is None or raw == "" or raw == [] or (isinstance(raw, str) and not clean(raw)):
        return None
    match field.kind:
        case "day":
            return in_words(day(raw, field))
        case "count":
            return str(_count(raw, field))
        case "yuan":
            return in_yuan(_amount(raw, field))
        case "list":
            return _lines(raw, field)
        case "rows":
            return _rows(raw, field)
        case _:
            return _words(raw, field)


def day(raw: Any, field: Field) -> date:
    """A day given as such or in text. Raises ImpossibleDate, BadValue."""
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        return read_day(raw)
    raise _wrong(field, "日期", "2025-01-14")


def _words(raw: Any, field: Field) -> str:
    if isinstance(raw, list | tuple):
        return "；".join(within(line) for line in _lines(raw, field))
    if isinstance(raw, bool | Mapping):
        raise _wrong(field, "文字", "一句话")
    text = clean(day_or_text(raw).replace("\n", " "))
    text = text if field.kind == "quote" else within(text) or text
    if len(text) > _LONGEST:
        raise BadValue(f"“{field.label}”有{len(text)}字，最多{_LONGEST}字。请把详细内容作为附件。")
    return text


def _count(raw: Any, field: Field) -> int:
    text = str(raw).strip()
    if isinstance(raw, bool) or not re.fullmatch(r"[1-9][0-9]{0,4}", text):
        raise _wrong(field, "不小于1的整数", "15")
    return int(text)


def _amount(raw: Any, field: Field) -> Decimal:
    try:
        amount = Decimal(str(raw).replace(",", ""))
        if not 0 <= amount < 10**12 or amount != amount.quantize(Decimal("0.01")):
            raise _wrong(field, "金额（元，最多两位小数）", "1100")
    except InvalidOperation:
        raise _wrong(field, "金额（元，最多两位小数）", "1100") from None
    return amount


def _lines(raw: Any, field: Field) -> tuple[str, ...]:
    lines = raw.split("\n") if isinstance(raw, str) else raw
    if not isinstance(lines, Sequence) or not all(isinstance(line, str | int | date) for line in lines):
        raise _wrong(field, "一行一项的文字", '["第一项", "第二项"]')
    if len(lines) > _MOST:
        raise BadValue(f"“{field.label}”有{len(lines)}项，最多{_MOST}项。请把清单作为附件。")
    return tuple(filter(None, (clean(day_or_text(line)) for line in lines)))


def _rows(raw: Any, field: Field) -> tuple[Row, ...]:
    if isinstance(raw, str):
        raise _wrong(field, f"表格，每行有{'、'.join(field.columns.values())}", "一行一个对象")
    if len(raw) > _MOST:
        raise BadValue(f"“{field.label}”有{len(raw)}行，最多{_MOST}行。请把清单作为附件。")
    return tuple(_row(line, number, field) for number, line in enumerate(raw, 1))


def _row(line: Any, number: int, field: Field) -> Row:
    if not isinstance(line, Mapping):
        raise _wrong(field, f"表格，每行有{'、'.join(field.columns.values())}", "一行一个对象")
    unknown = [str(key) for key in line if key not in field.columns]
    if unknown:
        known = "、".join(field.columns)
        raise BadValue(f"“{field.label}”第{number}行有不认识的列“{'、'.join(unknown)}”。这张表的列是：{known}。")
    row = {key: clean(_cell(key, line.get(key))) for key in field.columns}
    if not any(row.values()):
        raise BadValue(f"“{field.label}”第{number}行是空的。请填写，或者删去这一行。")
    return row


def _cell(key: str, raw: Any) -> str:
    if raw is None or raw == "":
        return ""
    if key in {"on", "made_on"} and isinstance(raw, str):
        return in_words(read_day(raw))
    return day_or_text(raw)


def _wrong(field: Field, wanted: str, example: str) -> BadValue:
    return BadValue(f"“{field.label}”应当是{wanted}，例如 {example}。请在“{field.where}”中改正。")
