"""How reports put the same counts into words: each wording is one way met in published reports.

A wording gives the sentence on applications, that on reconsideration and litigation, and perhaps that on fees.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

from gongkai.annual_report.report import Value

Said: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the sentences count. outcomes: the heads of table 3 with their totals; cases: those of table 4."""

    year: int
    new: int
    carried_in: int
    done: int
    carried_out: int
    persons: int
    outcomes: Mapping[str, int]
    cases: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, cells: Mapping[str, Value], year: int) -> Self:
        """The counts of a report's cells."""
        return cls(
            year=year,
            new=_count(cells, "table3.received.total"),
            carried_in=_count(cells, "table3.carried_in.total"),
            done=_count(cells, "table3.total.total"),
            carried_out=_count(cells, "table3.carried_out.total"),
            persons=_count(cells, "table3.received.natural_person"),
            outcomes={label: _sum(cells, row) for label, row in _OUTCOMES.items()},
            cases={
                group: {result: _count(cells, f"table4.{group}.{result}") for result in _RESULTS} for group in _GROUPS
            },
        )

    @property
    def litigation(self) -> int:
        """Both kinds of suits together."""
        return sum(self.cases[group]["total"] for group in _GROUPS[1:])


Wording: TypeAlias = Callable[[Counts], Said]

_OUTCOMES = {
    "予以公开": "granted",
    "部分公开": "partly_granted",
    "不予公开": "refused",
    "无法提供": "unavailable",
    "不予处理": "not_processed",
    "其他处理": "other",
}
_GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_RESULTS = ("upheld", "corrected", "other", "pending", "total")


def _count(cells: Mapping[str, Value], cell: str) -> int:
    return int(cells.get(cell) or 0)


def _sum(cells: Mapping[str, Value], row: str) -> int:
    """The total of a row, or of all rows that begin with its name."""
    names = (name for name in cells if name.startswith(f"table3.{row}.") and name.endswith(".total"))
    return sum(_count(cells, name) for name in names)


def plainly(counts: Counts) -> Said:
    """收到、结转、办结, one after the other; nothing received is said so."""
    if not counts.new + counts.carried_in:
        return {"applications": f"{counts.year}年未收到政府信息公开申请。", "remedies": _remedies(counts)}
    before = f"上年结转{counts.carried_in}件，" if counts.carried_in else ""
    after = f"，结转下年度继续办理{counts.carried_out}件" if counts.carried_out else ""
    text = f"{counts.year}年共收到政府信息公开申请{counts.new}件，{before}办结{counts.done}件{after}。"
    return {"applications": text, "remedies": _remedies(counts)}


def _remedies(counts: Counts) -> str:
    reconsidered, sued = counts.cases["reconsideration"]["total"], counts.litigation
    if not reconsidered + sued:
        return "全年没有因政府信息公开被申请行政复议、提起行政诉讼。"
    return f"因政府信息公开被申请行政复议{reconsidered}件，被提起行政诉讼{sued}件。"


def _instead(counts: Counts, text: str) -> Said:
    """This sentence where there is something to count, else the plain one."""
    said = plainly(counts)
    return {**said, "applications": text} if counts.new else said


def not_received(counts: Counts) -> Said:
    said = plainly(counts)
    return said if counts.new + counts.carried_in else {**said, "applications": "全年未接到任何政府信息公开申请。"}


def zero_received(counts: Counts) -> Said:
    said = plainly(counts)
    return said if counts.new + counts.carried_in else {**said, "applications": "全年收到政府信息公开申请0件。"}


def accepted(counts: Counts) -> Said:
    return _instead(counts, f"全年受理政府信息公开申请{counts.new}件，均已依法办理。")


def object_first(counts: Counts) -> Said:
    return _instead(counts, f"{counts.year}年信息依申请公开共{counts.new}件。")


def counted_in_tiao(counts: Counts) -> Said:
    return _instead(counts, f"全年收到政府信息公开申请 {counts.new} 条，按期答复。")


def carry_in_in_brackets(counts: Counts) -> Said:
    if not counts.carried_in:
        return plainly(counts)
    last = counts.year - 1
    both = counts.new + counts.carried_in
    return _instead(
        counts,
        f"全年共办理政府信息公开申请{both}件（含{last}年结转的{counts.carried_in}件），"
        f"其中新收{counts.new}件，办结{counts.done}件，剩余{counts.carried_out}件结转下年度。",
    )


def outcomes_listed(counts: Counts) -> Said:
    listed = "，".join(f"{label}{count}件" for label, count in counts.outcomes.items() if count)
    if not listed:
        return plainly(counts)
    said = plainly(counts)
    return {**said, "applications": f"{said['applications'][:-1]}。在办结的{counts.done}件申请中，{listed}。"}


def by_applicant(counts: Counts) -> Said:
    others = counts.new - counts.persons
    return _instead(
        counts, f"全年收到政府信息公开申请{counts.new}件，其中自然人{counts.persons}件，法人或其他组织{others}件。"
    )


def rounded(counts: Counts) -> Said:
    if counts.new < 20:
        return plainly(counts)
    return _instead(counts, f"全年收到政府信息公开申请{counts.new // 10 * 10}余件，均依法答复。")


def cases_by_result(counts: Counts) -> Said:
    case = counts.cases["reconsideration"]
    if not case["total"]:
        return plainly(counts)
    text = (
        f"全年发生政府信息公开行政复议{case['total']}件，其中结果维持{case['upheld']}件，结果纠正{case['corrected']}件，"
        f"其他结果{case['other']}件，尚未审结{case['pending']}件；行政诉讼{counts.litigation}件。"
    )
    return {**plainly(counts), "remedies": text}


def fee_in_yuan(counts: Counts) -> Said:
    return {**plainly(counts), "fees": f"{counts.year}年收取政府信息公开信息处理费0元。"}
