"""JSON and CSV as this program writes them: read back as they are, nothing is looked for in them."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any

from gongkai.annual_report.errors import NotAReport, SeveralReports, UnreadableSource
from gongkai.annual_report.finding import Basis, rules
from gongkai.annual_report.interchange import from_data, from_row
from gongkai.annual_report.readers.decode import decode
from gongkai.annual_report.reading import Reading

_FIELD = 2**20
"""The longest text of a field of CSV, in characters."""
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
_CSV = re.compile(rb"(?:\xef\xbb\xbf)?source,organ,year,form,")
_MISSHAPEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError)


def is_data(data: bytes) -> bool:
    """Whether a file begins as one that this program wrote as JSON or CSV."""
    return bool(_JSON.match(data) or _CSV.match(data))


def reading_of_data(data: bytes, *, source: str) -> Reading:
    """The reading of such a file. Raises ReportError as the two functions below."""
    read = reading_of_json if _JSON.match(data) else reading_of_csv
    return read(decode(data), source=source)


def reading_of_json(text: str, *, source: str) -> Reading:
    """The reading that `report read` or `report write --to json` wrote, with its doubts; other findings are not kept,
    because they are found anew.

    Raises UnreadableSource where it is no JSON, SeveralReports for JSON Lines, NotAReport where the shape is another.
    """
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") and len(line) > 1 for line in lines[:2]):
        raise SeveralReports(f"文件里有 {len(lines)} 份报告（每行一份）。请拆成一份一个文件再读。")
    try:
        data = json.loads(text.lstrip("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource("这是 JSON 文件，但内容不完整或有错误，读不下去。请重新导出后再试。") from error
    try:
        return from_data({**data, "source": source, "findings": list(_doubts(data["findings"]))})
    except _MISSHAPEN as error:
        raise NotAReport(
            f"这是 JSON 文件，但不是本程序写的年度报告（{_what(error)}）。"
            "请给出 gongkai report read 或 write 写出的 JSON。"
        ) from error


def reading_of_csv(text: str, *, source: str) -> Reading:
    """The reading of the one row that the file has.

    Raises SeveralReports where it has more, NotAReport where the columns are not those of this program.
    """
    csv.field_size_limit(_FIELD)
    try:
        rows = list(islice(csv.DictReader(StringIO(text.lstrip("\ufeff"), newline="")), 2))
    except csv.Error as error:
        raise UnreadableSource("这是 CSV 文件，但有一格的文字太长或写法有错，读不下去。请重新导出后再试。") from error
    if len(rows) > 1:
        raise SeveralReports("这个 CSV 文件里有多份报告（每行一份）。请拆成一份一个文件再读。")
    try:
        return from_row({**rows[0], "source": source})
    except _MISSHAPEN as error:
        raise NotAReport(
            f"这个 CSV 文件不是本程序写的年度报告（{_what(error)}）。请给出 gongkai report write --to csv 写出的文件。"
        ) from error


def _doubts(findings: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    known = rules()
    return (entry for entry in findings if entry["rule"] in known and known[entry["rule"]].basis is Basis.PAPER)


def _what(error: Exception) -> str:
    return f"缺少 {error.args[0]}" if isinstance(error, KeyError) else "有的值不是规定的样子"
