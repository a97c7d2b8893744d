"""The words that a paper prints over the columns of its tables."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from rapidfuzz import fuzz, process

from gongkai.annual_report.form.form import Form, Row
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.matcher import Match, Matches
from gongkai.annual_report.readers.vocabulary import vocabulary

_LIKENESS = 60
"""Percent of agreeing characters from which strange words are taken for those of a column that has none."""

Words: TypeAlias = tuple[str, str, str]
"""The cell below a head, the official words, and those that the paper prints."""


def words_over_columns(matches: Matches, official: Form) -> Iterator[Words]:
    """Over the columns of table 2's groups, then over those of table 3."""
    firsts = {row.caption: row.name for row in reversed(official.tables["table2"])}.values()
    for row in matches.rows:
        if row.target and row.target.table == "table2" and row.target.row.name in firsts:
            heads = _heads_over(row.heads, official, row.target.row)
            for cell, column, text in zip(row.target.row.cells, row.target.row.columns, heads, strict=False):
                yield cell, column.label.text, text
    for row in matches.rows:
        if row.target and row.target.table == "table3" and row.target.index == 0:
            yield from _over_table3(row, official)


def _heads_over(heads: Sequence[str], official: Form, row: Row) -> Sequence[str]:
    """The heads behind the table's own head (信息内容), if there are as many as the row has columns."""
    keys = [label_key(text) for text in heads]
    first = label_key(official.heads["table2"])
    if first not in keys:
        return ()
    after = heads[len(keys) - keys[::-1].index(first) :]
    return after if len(after) == len(row.columns) else ()


def _over_table3(row: Match, official: Form) -> Iterator[Words]:
    """Which words stand for a column of table 3 whose own words are missing from the head, even in pieces."""
    heads = [label_key(text) for text in row.heads]
    flat = "".join(heads)
    known = vocabulary(official.year).heads
    strange = [text for text in row.heads if label_key(text) not in known]
    for cell, column in zip(official.tables["table3"][0].cells, official.tables["table3"][0].columns, strict=True):
        keys = map(label_key, column.label.wordings)
        if any(key in flat or _is_in_two_lines(key, heads) for key in keys):
            continue
        best = process.extractOne(column.label.text, strange, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        if best:
            yield cell, column.label.text, best[0]


def _is_in_two_lines(key: str, heads: Collection[str]) -> bool:
    """Whether a head is printed in two pieces, the beginnings of all before the ends of all: 商业 科研 企业 机构."""
    return any(key[:at] in heads and key[at:] in heads for at in range(1, len(key)))
