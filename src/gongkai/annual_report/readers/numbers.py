"""What a cell's text says: a number, a blank, or words."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gongkai.annual_report.report import Value

_BLANKS = frozenset(
    ("", "/", "//", "\\", "-", "--", "—", "——", "–", "―", "_", "无", "*", "·", "N/A", "n/a", "NA", "nan", "null", "空")
) | frozenset(("暂无", "无数据", "未涉及", "未发生", "不涉及", "不适用", "...", "......"))
"""Signs and words that say that there is nothing to count, after NFKC (「……」 becomes dots)."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3}){1,12}|\d{1,40})(?:\.\d{1,20})?")
_LONGEST = 40
"""More digits than this are no number that a report counts."""
_UNIT = r"(?:件|条|起|个|人?次|份|项|宗|人|篇|[万亿]?元|[万亿](?:件|条|项|次)?)"
_NOTE = r"(?:\*+|[※†‡#]|\[.{1,8}\]|[。;])"
"""The mark of a footnote, or a stop that ends no number: 「1.」 and 「1、」 begin a label."""
_REMARK = re.compile(rf"[余多]?{_UNIT}?(?:\(.*\))?{_NOTE}?|{_UNIT}[()]")
_BEFORE = re.compile(r"(?:共计?|约|近)(?=\d)")
_MARKS_OF_NOTES = {
    **{ord(sign): f"[{number}]" for number, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{ord(sign): f"[{number}]" for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮", 1)},
}
"""Signs that NFKC would make digits of the number that they stand behind."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CHINESE = {
    sign: value for signs in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖") for value, sign in enumerate(signs)
}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_TORN = re.compile(r"\d\s+[\d,.]|[,.]\s+\d")
"""Digits that a blank parts: two numbers, or one torn in two."""


SEVERAL = ";"
"""What parts several numbers in one cell."""


class Figure(NamedTuple):
    """The number of a cell, None for a blank. remark: what stands behind the number (「件」, 「（其中修订16件）」);
    of a cell with several numbers all of them, and no value: none of them is preferred."""

    value: Value
    remark: str = ""


BLANK = Figure(None)
NO_FIGURE = Figure(None, "words")


def raised(text: str) -> str:
    """A text that stands raised behind another, in signs that stay apart from it: the note of 「12」 is no digit."""
    return text.translate(_RAISED)


@lru_cache(maxsize=4096)
def figure(text: str) -> Figure | None:
    """The figure that a cell shows, or None where it holds words.

    Full-width digits and thousands separators are read; 「/」, 「-」 and their like are blanks.
    """
    if len(text) <= _LONGEST and text.isascii() and text.isdigit():
        return Figure(int(text))
    printed = unicodedata.normalize("NFKC", text.translate(_MARKS_OF_NOTES)).translate(_INVISIBLE).replace("−", "-")
    plain = "".join(printed.split())
    if plain in _BLANKS:
        return BLANK
    before = _BEFORE.match(plain)
    match = _NUMBER.match(plain, before.end() if before else 0)
    if match is None:
        return None
    if SEVERAL in plain[:-1] and all(_NUMBER.fullmatch(part) or part in _BLANKS for part in plain.split(SEVERAL)):
        return Figure(None, text)
    remark = plain[match.end() :]
    if not _REMARK.fullmatch(remark):
        return None
    if _TORN.search(printed, 0, _end_of(match[0], printed)):
        return Figure(None, text)
    return Figure(_value(match[0].replace(",", "")), (before[0] if before else "") + remark)


def _end_of(number: str, printed: str) -> int:
    """Where a number ends in a text whose blanks it does not have."""
    return next((at for at in range(len(printed) + 1) if "".join(printed[:at].split()).endswith(number)), 0)


def figure_in_words(text: str) -> Figure:
    """What words say that stand where a number is due: a number in Chinese characters, or no number at all."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    number = re.sub(f"{_UNIT}?[。.、,;]?$", "", plain).replace("两", "二")
    if number and set(number) <= _CHINESE.keys() | _PLACES.keys():
        return Figure(_of_chinese(number), plain)
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST
    return Figure(int(number), plain) if is_number else NO_FIGURE


def _of_chinese(number: str) -> int:
    """十二, 一百零五, 二〇二四."""
    if not set(number) & _PLACES.keys():
        return int("".join(str(_CHINESE[sign]) for sign in number))
    total = digit = 0
    for sign in number:
        if sign in _PLACES:
            total += max(digit, 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _CHINESE[sign]
    return total + digit


def _value(digits: str) -> Value:
    return Decimal(digits) if "." in digits else int(digits)
