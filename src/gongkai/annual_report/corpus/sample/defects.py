"""The defects met in published reports, each by name, with the rules any of which finds it.

They are planted one to a paper, and written down beside it, so that what the checks miss can be counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

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
_WORDING = ("label_is_official", "label_has_official_wording", "heading_is_official")
_NEW = r"共收到政府信息公开申请\d+件"


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


def _new(draft: Draft) -> int:
    return _count(draft, "table3.received.total")


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


def _words() -> tuple[Defect, ...]:
    return (
        Defect(
            "label_loses_signs",
            "行名丢字：2.其他法律行政止公开",
            label("2.其他法律行政法规禁止公开", "2.其他法律行政止公开", "table3.refused.barred_by_law"),
            _WORDING,
        ),
        Defect(
            "head_loses_signs",
            "表头错字：本年度止件数",
            label("本年废止件数", "本年度止件数", "table2.rules.repealed"),
            _WORDING,
            (2021,),
        ),
        Defect(
            "label_transposed",
            "行名颠倒：四、转结下年度继续办理",
            label("四、结转下年度继续办理", "四、转结下年度继续办理", "table3.carried_out"),
            _WORDING,
        ),
        Defect(
            "label_doubled",
            "行名重字：过程性性信息",
            label("6.属于四类过程性信息", "6.属于四类过程性性信息", "table3.refused.process"),
            _WORDING,
        ),
        Defect(
            "label_sounds_alike",
            "行名别字：行政事业型收费",
            label("行政事业性收费", "行政事业型收费", "table2.fees_10k_yuan"),
            _WORDING,
            (2021,),
        ),
        Defect(
            "group_doubled", "表头重字：行行政复议", label("行政复议", "行行政复议", "table4.reconsideration"), _WORDING
        ),
        Defect("heading_loses_signs", "标题错字：改情况", heading(5, "五、存在的主要问题及改情况"), _WORDING),
        Defect("heading_transposed", "标题错字：其进他", heading(6, "六、其进他需要报告的事项"), _WORDING),
        Defect(
            "title_transposed",
            "标题错字：工作告年度报",
            title(lambda d: f"{d.organ}{d.year}年政府信息公开工作告年度报"),
            (),
        ),
        Defect(
            "until_misworded",
            "截止写作截至之误",
            sentence(1, lambda d: f"截止{d.year}年12月31日，公开专栏共有栏目36个。"),
            ("day_counted_to_is_worded_right",),
        ),
        Defect(
            "day_loses_sign",
            "日期丢字：12月31止",
            preface(lambda d: {"12月31日止": "12月31止", "12月31日。": "12月31止。"}),
            (),
        ),
        Defect(
            "date_loses_year",
            "日期丢字：20231月1日",
            preface(lambda d: {f"{d.year}年1月1日": f"{d.year}1月1日"}),
            (),
        ),
        Defect(
            "number_missing",
            "数字空着：主动公开信息  条",
            prose(1, r"公开政府信息\d+条", lambda d, c: "公开政府信息  条"),
            ("narrative_parts_add_up", "total_is_sum_of_channels"),
        ),
    )


def _narrative() -> tuple[Defect, ...]:
    return (
        Defect(
            "received_differs",
            "文字的收件数与表格不同",
            prose(1, _NEW, lambda d, c: f"共收到政府信息公开申请{_new(d) + 97}件"),
            _AGREES,
        ),
        Defect(
            "scope_differs",
            "文字写办公室，表格是全口径",
            prose(1, _NEW, lambda d, c: f"办公室共收到政府信息公开申请{_new(d) // 5 + 1}件"),
            _AGREES,
        ),
        Defect(
            "outcomes_differ",
            "文字的部分公开、无法提供与表格不同",
            sentence(
                1,
                lambda d: (
                    f"在办结的申请中，予以公开{_count(d, 'table3.granted.total') + 2}件，"
                    f"部分公开{_count(d, 'table3.partly_granted.total') + 1}件。"
                    if _new(d)
                    else None
                ),
            ),
            _AGREES,
        ),
        Defect(
            "suits_all_upheld",
            "文字写均获维持，表格有尚未审结",
            sentence(
                1,
                lambda d: (
                    f"被提起行政复议{_count(d, 'table4.reconsideration.total')}件，均获维持。"
                    if _count(d, "table4.reconsideration.pending")
                    else None
                ),
            ),
            _AGREES,
        ),
        Defect(
            "two_counts_of_one_thing",
            "同一栏目两个数字",
            sentence(1, lambda d: f"全年收到政府信息公开申请{_new(d)}件；上半年至年底共收到申请{_new(d) + 4}件。"),
            (*_AGREES, "narrative_parts_add_up"),
        ),
        Defect(
            "parts_do_not_add_up",
            "其中各项之和不等于总数",
            sentence(1, lambda d: "全年发布公告公示141条，其中财政类17条，人事类28条，其他类8条。"),
            ("narrative_parts_add_up", "total_is_sum_of_channels"),
        ),
        Defect(
            "channels_do_not_add_up",
            "各渠道之和比总数少 1000",
            prose(
                1,
                r"公开政府信息(\d+)条，其中门户网站(\d+)条",
                lambda d, c: r"公开政府信息1\1条，其中门户网站\2条",
            ),
            ("total_is_sum_of_channels", "narrative_parts_add_up"),
        ),
        Defect(
            "unit_blown_up",
            "总数单位写成万条",
            prose(1, r"公开政府信息(\d+)条", lambda d, c: r"公开政府信息\1万条"),
            ("total_is_sum_of_channels", "narrative_parts_add_up"),
        ),
        Defect(
            "title_of_last_year",
            "标题是上一年",
            title(lambda d: f"{d.organ}{d.year - 1}年政府信息公开工作年度报告"),
            ("year_is_the_same_throughout",),
        ),
        Defect(
            "text_of_last_year",
            "正文写的是上一年",
            prose(1, r"^\d{4}年，", lambda d, c: f"{d.year - 1}年，"),
            ("narrative_speaks_of_its_year", "year_is_the_same_throughout"),
        ),
        Defect(
            "fees_not_stated",
            "第六部分没有写信息处理费",
            prose(6, r"^.*信息处理费.*$", lambda d, c: "没有其他需要报告的事项。"),
            ("fees_are_stated",),
            (2021,),
        ),
        Defect(
            "no_measure",
            "有问题没有措施",
            prose(5, r"^改进措施.*$", lambda d, c: "以上问题影响了公开工作的成效。"),
            ("measure_is_named",),
        ),
        Defect("section_missing", "缺第六部分", without_chapter(6), ("section_is_present",)),
        Defect("sections_swapped", "第四、五部分颠倒", swapped_chapters(4, 5), ("sections_are_in_order",)),
    )


DEFECTS: Mapping[str, Defect] = {
    defect.name: defect for defect in (*_figures(), *(replace(word, in_print=True) for word in _words()), *_narrative())
}
