"""The labels of the tables: official, worded otherwise, or misprinted (本年度止件数 for 本年废止件数)."""

from collections.abc import Iterator, Mapping
from functools import cache

from rapidfuzz import fuzz

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.finding import Finding
from gongkai.annual_report.form.form import Label, form
from gongkai.annual_report.form.labels import bare_key


def labels_are_official(evidence: Evidence) -> Iterator[Finding]:
    """A notice for a wording known from other papers, a warning for any other, at each label printed otherwise."""
    labels = _labels(evidence.report.form.year)
    for place, printed in evidence.printed.items():
        if place not in labels:
            continue
        key = bare_key(printed)
        if any(key == bare_key(label.text) for label in labels[place]):
            continue
        meant = max(labels[place], key=lambda label: fuzz.ratio(label.text, printed))
        if any(key == bare_key(wording) for wording in meant.also):
            message = f"表头写的是“{printed}”，规定的写法是“{meant.text}”；意思相同，建议按规定书写。"
            yield finding("label_has_official_wording", place, message, expected=meant.text, found=printed)
        else:
            message = f"表头写的是“{printed}”，规定的写法是“{meant.text}”；请核对是否有错字、漏字。"
            yield finding("label_is_official", place, message, expected=meant.text, found=printed)


@cache
def _labels(year: int) -> Mapping[str, tuple[Label, ...]]:
    """Place → the labels that may stand there.

    In a group of one column its cell has the row's own name: there the label of the row or of the column may stand.
    """
    official = form(year)
    found: dict[str, tuple[Label, ...]] = {}
    for table, rows in (*official.tables.items(), ("table3", official.merged)):
        for row in rows:
            head = f"{table}.{row.name}"
            found[head] = (*found.get(head, ()), row.label)
            for column, cell in zip(row.columns, row.cells, strict=True):
                found[cell] = (*found.get(cell, ()), column.label)
    return found
