"""Claims about parts of the applications: by outcome, by applicant; against table 3.

Each is named by a label of the form, with its figure behind it: 予以公开 2 件，自然人 5 件.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from gongkai.annual_report.checks.narrative.claims import Claim, Sentence, is_of_year
from gongkai.annual_report.checks.narrative.counts import ABOUT, NUMBER, UNIT, whole
from gongkai.annual_report.form.form import form
from gongkai.annual_report.form.labels import bare_key
from gongkai.annual_report.report import Report

_GROUPS = {
    "予以公开": ("granted",),
    "部分公开": ("partly_granted",),
    "不予公开": ("refused",),
    "无法提供": ("unavailable",),
    "不予处理": ("not_processed",),
    "其他处理": ("other",),
    "公开及部分公开": ("granted", "partly_granted"),
    "公开和部分公开": ("granted", "partly_granted"),
}
_ORGANISATIONS = ("business", "research", "public_interest", "legal_service", "other")
_APPLICANTS = {
    "自然人": ("natural_person",),
    "商业企业": ("business",),
    "科研机构": ("research",),
    "社会公益组织": ("public_interest",),
    "法律服务机构": ("legal_service",),
    "法人或其他组织": _ORGANISATIONS,
    "法人和其他组织": _ORGANISATIONS,
    "法人及其他组织": _ORGANISATIONS,
}
_BEHIND_THE_LABEL = r"(?:申请件?|提交|提出|类|的|共|有|为|决定|答复|：|:|、|\s)*"
_REASON = re.compile(r"因|由于|属|不掌握|不存在|秘密|隐私|第三方|过程|内部|案卷|重复|信访|逾期|未补正")
"""Before the name of a group, these words narrow it to one of its rows (因本机关不掌握而无法提供)."""

_ALL_NATURAL = re.compile(r"(?:均|都|全部)(?:为|是|由|系)自然人")
_SHORTEST = 4
"""A shorter label (其他) is too common a word to be taken for a row."""


def claims(sentence: Sentence, report: Report) -> Iterator[Claim]:
    """All claims of one sentence about a part of the applications.

    They are certain only where nothing was carried in: else the text may count this year's applications alone.
    """
    if sentence.where != "section.3" and "申请" not in sentence.context + sentence.text:
        return
    certain = not report.number("table3.carried_in.total")
    for match in _pattern(report.form.year).finditer(sentence.text):
        if is_of_year(report, sentence, match.start("n")) and not _is_narrowed(sentence, match):
            cells, accepted = _figures(report, match["label"])
            yield Claim(sentence, f"“{match['label']}”", whole(match["n"]), cells, accepted, match[0], certain)
    match_all = _ALL_NATURAL.search(sentence.text)
    if match_all:
        cells = ("table3.received.natural_person", "table3.received.total")
        natural, received = (int(report.number(cell)) for cell in cells)
        yield Claim(sentence, "自然人的申请（均为自然人）", received, cells, (natural,), match_all[0], certain)


def _is_narrowed(sentence: Sentence, match: re.Match[str]) -> bool:
    clause = re.split(r"[，,；;：:、（(]", sentence.text[: match.start()])[-1]
    return match["label"] in _GROUPS and bool(_REASON.search(clause))


@cache
def _outcomes(year: int) -> Mapping[str, tuple[str, ...]]:
    """Wording → the rows that it counts: the six groups, and each row of a group by its own label."""
    labels = {bare_key(row.label.text): (row.name,) for row in form(year).tables["table3"] if "." in row.name}
    return {**_GROUPS, **{label: rows for label, rows in labels.items() if len(label) >= _SHORTEST}}


@cache
def _pattern(year: int) -> re.Pattern[str]:
    labels = "|".join(sorted((*_outcomes(year), *_APPLICANTS), key=len, reverse=True))
    return re.compile(rf"(?<!不)(?P<label>{labels}){_BEHIND_THE_LABEL}{ABOUT}(?P<n>{NUMBER})\s*{UNIT}")


def _figures(report: Report, label: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The cells that hold the figure, and every figure that agrees: of the received, the handled, and both years'."""
    outcome = _outcomes(report.form.year).get(label)
    if outcome:
        cells = tuple(f"table3.{row}.total" for row in _rows(report, outcome))
        rest = ("table3.other.other.total",) if label == "其他处理" else ()  # the group, or what is left of it
        return cells, (_sum(report, cells), *(_sum(report, (cell,)) for cell in rest))
    received, handled, carried = (
        tuple(f"table3.{row}.{column}" for column in _APPLICANTS[label]) for row in ("received", "total", "carried_in")
    )
    return received, (_sum(report, received), _sum(report, handled), _sum(report, received + carried))


def _rows(report: Report, names: tuple[str, ...]) -> Iterator[str]:
    """These rows, or the rows that a group (refused) is made of, as far as the paper prints them."""
    for row in (*report.form.tables["table3"], *report.form.merged):
        if row.cells[0] in report.cells and any(row.name == name or row.name.startswith(f"{name}.") for name in names):
            yield row.name


def _sum(report: Report, cells: tuple[str, ...]) -> int:
    return sum(int(report.number(cell)) for cell in cells)
