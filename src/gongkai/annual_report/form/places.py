"""The name of a place in words: table3.granted.total → 表三“（一）予以公开”总计."""

from functools import lru_cache

from gongkai.annual_report.form.form import Row, form
from gongkai.regulation.numerals import chinese

_TABLES = {"table2": "表二", "table3": "表三", "table4": "表四"}
_OTHERS = {"title": "标题", "report": "全文", "preface": "第一部分之前"}


@lru_cache(maxsize=4096)
def place_in_words(form_year: int, where: str) -> str:
    """What a finding's `where` means to a reader. A place the form does not know is returned as it is."""
    head, _, rest = where.partition(".")
    if head == "section" and rest.isdigit():
        titles = {section.number: section.label.text for section in form(form_year).sections}
        return f"第{chinese(int(rest))}部分“{titles[int(rest)]}”" if int(rest) in titles else where
    if head not in _TABLES:
        return _OTHERS.get(where, where)
    return _TABLES[head] + _row_in_words(form_year, head, rest) if rest else _TABLES[head]


def _row_in_words(form_year: int, table: str, rest: str) -> str:
    official = form(form_year)
    for row in (*official.tables[table], *official.merged):
        if rest == row.name:
            return _label(row)
        for cell, column in zip(row.cells, row.columns, strict=True):
            if cell == f"{table}.{rest}":
                return f"{_label(row)}{column.label.text}"
    return rest


def _label(row: Row) -> str:
    return f"“{row.label.text}”"
