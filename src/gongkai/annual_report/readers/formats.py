"""What the cell formats of a workbook make of a stored number: a date or a percentage is no count."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from zipfile import ZipFile

from gongkai.annual_report.readers.package import local, value, xml_part

_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENTAGES = frozenset((9, 10))
"""The formats that a workbook names by number alone (ECMA-376 part 1, 18.8.30)."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 — a workbook's dates have no zone
_LAST = 2_958_465
"""The number of 31 December 9999."""


def formats_of(package: ZipFile) -> Sequence[str]:
    """For each style of a cell: "date", "%" or nothing."""
    if "xl/styles.xml" not in package.namelist():
        return ()
    styles = xml_part(package, "xl/styles.xml")
    own = {
        value(entry, "numFmtId"): _QUOTED.sub("", value(entry, "formatCode") or "")
        for entry in styles.iter()
        if local(entry) == "numFmt"
    }
    used = [value(entry, "numFmtId") or "" for part in styles if local(part) == "cellXfs" for entry in part]
    return tuple(_kind(name, own.get(name)) for name in used)


def _kind(name: str, code: str | None) -> str:
    if code is not None:
        return "%" if "%" in code else "date" if _DATE.search(code) else ""
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 6 else 0
    return "%" if number in _PERCENTAGES else "date" if number in _DATES else ""


def shown(number: str, kind: str) -> str:
    """The number as such a cell shows it."""
    if not kind:
        return number
    try:
        exact = Decimal(number)
    except InvalidOperation:
        return number
    if kind == "%":
        return f"{(exact * 100).normalize():f}%"
    if kind == "date" and 0 <= exact <= _LAST:
        day = _FIRST_DAY + timedelta(days=int(exact))
        return f"{day.year}年{day.month}月{day.day}日"
    return number
