"""The defects met in published reports, each by name, with the rules any of which finds it.

They are planted one to a paper, and written down beside it, so that what the checks miss can be counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from gongkai.annual_report.corpus.sample.draft import Draft
from gongkai.annual_report.corpus.sample.planting import (
    Plant,
    cell,
    column_cell,
    heading,
    label,
    preface,
    prose,
    result_totals_blank,
    sentence,
    swapped_chapters,
    title,
    without_chapter,
)

_AGREES = ("narrative_agrees_with_tables", "narrative_has_the_scope_of_the_tables")


@dataclass(frozen=True, slots=True)
class Defect:
    """rules: those by which it is found, any of them; none for what no rule of the form forbids yet.

    in_print: it is in words that a writer of files sets by itself (labels, heads), so that only a print can carry it.
    """

    name: str
    what: str
    plant: Plant
    rules: tuple[str, ...]
    forms: tuple[int, ...] = (2021, 2019)
    in_print: bool = False


def _count(draft: Draft, name: str) -> int:
    return int(draft.cells.get(name) or 0)


def _more(before: int) -> int:
    return before + 3


def _figures() -> tuple[Defect, ...]:
    case, suit = "table4.reconsideration.total", "table4.litigation_after_reconsideration.total"
    in_force = "table2.normative_documents.in_force"
    return (
        Defect("case_total_zero", "复议总计写成 0", cell(case, lambda _: 0, needs=bool), ("total_is_sum_of_results",)),
        Defect("suit_total_off", "复议后起诉总计多 3", cell(suit, _more), ("total_is_sum_of_results",)),
        Defect(
            "balance_broken",
            "一栏的结转多 1",
            column_cell("carried_out", 1),
            ("received_and_carried_in_are_handled_or_carried_out",),
        ),
        Defect("outcome_miscounted", "一栏的予以公开多 2", column_cell("granted", 2), ("total_is_sum_of_outcomes",)),
        Defect(
            "row_total_zero",
            "一行有数字而总计为 0",
            cell("table3.received.total", lambda _: 0, needs=bool),
            ("total_is_sum_of_applicants",),
        ),
        Defect("result_totals_blank", "结果各行的总计全部留空", result_totals_blank, ("cell_has_number",)),
        Defect(
            "negative_count",
            "件数为负数",
            cell("table3.refused.process.natural_person", lambda _: -1),
            ("count_is_whole_and_not_negative",),
        ),
        Defect(
            "fractional_count",
            "件数有小数",
            cell("table2.licensing", lambda v: Decimal(v) + Decimal("0.5")),
            ("count_is_whole_and_not_negative",),
            (2021,),
        ),
        Defect(
            "rules_of_those_who_may_not",
            "无权制定规章的机关填了规章",
            cell("table2.rules.in_force", lambda _: 6, needs=lambda v: not v),
            ("rules_are_made_by_those_who_may",),
            (2021,),
        ),
        Defect(
            "documents_said_none",
            "文字写没有规范性文件，表格有",
            sentence(
                1,
                lambda d: f"{d.year}年制发行政规范性文件0件，废止0件，现行有效0件。" if _count(d, in_force) else None,
            ),
            _AGREES,
            (2021,),
        ),
    )


@cache
def _written() -> tuple[Defect, ...]:
    """Those of defects.yaml, each planted in the way that its entry names."""
    text = resources.files("gongkai.annual_report.corpus.sample").joinpath("defects.yaml").read_text("utf-8")
    entries: dict[str, dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return tuple(
        Defect(
            name,
            entry["what"],
            _plant(entry),
            tuple(entry["rules"]),
            tuple(entry.get("forms", (2021, 2019))),
            entry.get("in_print", False),
        )
        for name, entry in entries.items()
    )


def _plant(entry: Mapping[str, Any]) -> Plant:
    """What plants the defect. figures: names for a cell's number, changed as the entry says; needs: the names of those
    that must not be 0."""
    say = partial(_said, entry)
    match entry["plant"]:
        case "label":
            return label(entry["of"], entry["says"], entry["where"])
        case "heading":
            return heading(entry["section"], entry["says"])
        case "title":
            return title(lambda draft: say(draft) or "")
        case "sentence":
            return sentence(entry["section"], say)
        case "prose":
            return prose(entry["section"], entry["of"], lambda draft, chance: say(draft) or "")
        case "preface":
            return preface(lambda draft: {_filled(a, draft): _filled(b, draft) for a, b in entry["words"].items()})
        case "without_chapter":
            return without_chapter(entry["section"])
        case "swapped_chapters":
            return swapped_chapters(*entry["sections"])
    raise ValueError(f"没有名为 {entry['plant']} 的做法。")


def _said(entry: Mapping[str, Any], draft: Draft) -> str | None:
    """What the entry says of that paper; None where the paper has nothing to say it of."""
    if any(not sum(_count(draft, cell) for cell in cells) for cells in entry.get("needs", ())):
        return None
    figures = {
        name: sum(_count(draft, cell) for cell in figure["cells"]) // figure.get("by", 1) + figure.get("plus", 0)
        for name, figure in entry.get("figures", {}).items()
    }
    return _filled(entry["says"], draft, figures)


def _filled(text: str, draft: Draft, figures: Mapping[str, int] = MappingProxyType({})) -> str:
    return text.format(organ=draft.organ, year=draft.year, last_year=draft.year - 1, **figures)


DEFECTS: Mapping[str, Defect] = {defect.name: defect for defect in (*_figures(), *_written())}
