"""The words of a form as a reader meets them: which text is a row's label, which a head, and of which table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from gongkai.annual_report.form.form import FORMS, Form, Row, form
from gongkai.annual_report.form.labels import bare_key, label_key

_LIKENESS = 72
"""Percent of agreeing characters from which a misprinted label is still taken for the official one."""


@dataclass(frozen=True, slots=True)
class Target:
    """A row of a table that a label stands for."""

    table: str
    row: Row
    index: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of one form.

    strong: keys that can only be one row. weak: keys that are also a column's head (其他, 总计); they count as a row of
    table 3 only where that row is due. heads: every other text of the tables; left_heads: those that stand left of
    rows, outermost first. targets: all rows that have labels. groups: those of table 4; results: what stands over their
    columns.
    """

    targets: tuple[Target, ...]
    strong: Mapping[str, Target]
    weak: Mapping[str, Target]
    groups: Mapping[str, Row]
    heads: frozenset[str]
    left_heads: tuple[str, ...]
    results: frozenset[str]

    def without_head(self, key: str) -> str:
        """The key without a heading that a paper prints in one breath with the label (三、本年度办理结果)."""
        for head in self.left_heads:
            key = key.removeprefix(head)
        return key

    def like(self, text: str, rows: Iterable[Target]) -> Target | None:
        """That of these rows whose label the text most resembles, if it resembles one closely and is no head."""
        key = bare_key(text)
        if key in self.heads or label_key(text) in self.heads:
            return None
        choices = {bare_key(wording): target for target in rows for wording in target.row.label.wordings}
        best = process.extractOne(key, list(choices), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        return choices[best[0]] if best else None


@cache
def vocabulary(form_year: int) -> Vocabulary:
    """The words of the form of that year."""
    official = form(form_year)
    heads = frozenset(_head_keys(official))
    strong: dict[str, Target] = {}
    weak: dict[str, Target] = {}
    targets = tuple(_targets(official))
    for target in targets:
        for key in _keys(target.row):
            (weak if key in heads else strong).setdefault(key, target)
    groups = {label_key(text): row for row in official.tables["table4"] for text in row.label.wordings}
    left_heads = dict.fromkeys(label_key(text) for target in targets for text in target.row.label.under)
    columns = (column for row in official.tables["table4"] for column in row.columns)
    results = frozenset(label_key(text) for column in columns for text in column.label.wordings)
    return Vocabulary(targets, strong, weak, groups, heads, tuple(left_heads), results)


def _targets(official: Form) -> Iterator[Target]:
    """The rows of tables 2 and 3; those of table 4 have their figures side by side, under `groups`."""
    for table in ("table2", "table3"):
        for index, row in enumerate(official.tables[table]):
            yield Target(table, row, index)
    for row in official.merged:
        yield Target("table3", row, [other.name for other in official.tables["table3"]].index(row.instead_of[-1]))


def _keys(row: Row) -> Iterator[str]:
    """The row's wordings with its number and without: 3其他, 其他; 六其他 for an alias that has no number itself."""
    number = label_key(row.label.text).removesuffix(bare_key(row.label.text))
    for text in row.label.wordings:
        yield from (label_key(text), number + bare_key(text), bare_key(text))


def _head_keys(official: Form) -> Iterator[str]:
    yield from map(label_key, (*official.heads.values(), *map(official.caption, official.tables)))
    for row in official.rows:
        yield from map(label_key, (row.caption or "", *row.label.under))
        yield from (label_key(text) for column in row.columns for text in (*column.label.wordings, *column.label.under))
    yield from (label_key(text) for row in official.tables["table4"] for text in row.label.wordings)


def form_of(text: str) -> Form | None:
    """The form whose own table heads the text shows, or None where it shows neither or both alike."""
    flat = "".join(text.split())
    hits = {year: sum(mark in flat for mark in _marks(year)) for year in FORMS}
    best = max(FORMS, key=lambda year: hits[year])
    return form(best) if hits[best] > min(hits.values()) else None


@cache
def _marks(form_year: int) -> frozenset[str]:
    """Words of table 2 that only this form has."""
    own, others = (
        _table2_words(form_year),
        {word for year in FORMS if year != form_year for word in _table2_words(year)},
    )
    return frozenset(word for word in own if not any(word in other or other in word for other in others))


def _table2_words(form_year: int) -> frozenset[str]:
    rows = form(form_year).tables["table2"]
    texts = [text for row in rows for label in (row.label, *(c.label for c in row.columns)) for text in label.wordings]
    return frozenset(label_key(text) for text in texts)
