"""What a cell's text says: a number, a blank, or words."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gongkai.annual_report.report import Value

_BLANKS = frozenset(
    ("", "/", "\\", "-", "--", "—", "——", "–", "―", "_", "无", "*", "·", "N/A", "n/a", "nan", "空", "不涉及", "不适用")
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3}){1,12}|\d{1,40})(?:\.\d{1,20})?")
_LONGEST = 40
"""More digits than this are no number that a report counts."""
_REMARK = re.compile(r"件|条|起|个|次|份|项|宗|人|万?元|(?:件|条|项|万?元)?\(.*\)")


SEVERAL = ";"
"""What parts several numbers in one cell."""


class Figure(NamedTuple):
    """The number of a cell, None for a blank. remark: what stands behind the number (「件」, 「（其中修订16件）」);
    of a cell with several numbers all of them, and no value: none of them is preferred."""

    value: Value
    remark: str = ""


BLANK = Figure(None)


@lru_cache(maxsize=4096)
def figure(text: str) -> Figure | None:
    """The figure that a cell shows, or None where it holds words.

    Full-width digits and thousands separators are read; 「/」, 「-」 and their like are blanks.
    """
    if len(text) <= _LONGEST and text.isascii() and text.isdigit():
        return Figure(int(text))
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_INVISIBLE).replace("−", "-")
    if plain in _BLANKS:
        return BLANK
    match = _NUMBER.match(plain)
    if match is None:
        return None
    if SEVERAL in plain and all(_NUMBER.fullmatch(part) or part in _BLANKS for part in plain.split(SEVERAL)):
        return Figure(None, text)
    remark = plain[match.end() :]
    if remark and not _REMARK.fullmatch(remark):
        return None
    return Figure(_value(match[0].replace(",", "")), remark)


def _value(digits: str) -> Value:
    return Decimal(digits) if "." in digits else int(digits)
