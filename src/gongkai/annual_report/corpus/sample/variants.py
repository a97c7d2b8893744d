"""The variants met in published reports, each by name: what is changed, and where in the making of a paper.

The codes (A4, B6) group them: A layout, B cells, C form, D title and headings, E counts in the text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from gongkai.annual_report.corpus.sample import lists, page, text, traditional, wordings
from gongkai.annual_report.corpus.sample.changes import cells, headings, tables
from gongkai.annual_report.corpus.sample.draft import Draft


class Facet(StrEnum):
    """At which step a variant works. A paper has at most one of each."""

    FIGURES = "figures"
    WORDING = "wording"
    CELLS = "cells"
    TABLES = "tables"
    HEADINGS = "headings"
    LAYOUT = "layout"
    WHOLE = "whole"
    MARKUP = "markup"
    SIGNS = "signs"


Change = Callable[[Draft, Random], Draft]


@dataclass(frozen=True, slots=True)
class Variant:
    """act: what the facet calls for (see `sample.making`); only: the one format that has it.

    lossy: the print no longer shows which figure belongs where, so that a reader can only leave cells out.
    blurs_blanks: the same, but only for rows that have a blank cell.
    """

    name: str
    code: str
    facet: Facet
    what: str
    act: object
    lossy: bool = False
    blurs_blanks: bool = False
    only: str | None = None


def _all() -> tuple[Variant, ...]:
    figures, wording, layout, whole = Facet.FIGURES, Facet.WORDING, Facet.LAYOUT, Facet.WHOLE
    cell, table, heading, markup = Facet.CELLS, Facet.TABLES, Facet.HEADINGS, Facet.MARKUP
    return (
        Variant("pipes", "A1", layout, "每行一条，单元格后有竖线", text.pipes, blurs_blanks=True, only="text"),
        Variant(
            "pipes_and_blanks",
            "A2",
            layout,
            "跨列单元格后多出空格子",
            text.pipes_and_blanks,
            blurs_blanks=True,
            only="text",
        ),
        Variant(
            "cell_a_line_with_pipe",
            "A4",
            layout,
            "每行一格，以竖线结尾",
            text.cell_a_line_with_pipe,
            blurs_blanks=True,
            only="text",
        ),
        Variant("cell_a_line", "A5", layout, "每行一格，空格子消失", text.cell_a_line, blurs_blanks=True, only="text"),
        Variant("tabs", "A6", layout, "制表符分隔", text.tabs, only="text"),
        Variant("torn_tabs", "A6", layout, "部分行丢失行首空格子", text.torn_tabs, blurs_blanks=True, only="text"),
        Variant("page_break", "A7", table, "表格被分页断开，中间有页码", tables.broken_by_a_page),
        Variant(
            "row_opened_by_pipe",
            "A8",
            layout,
            "单独一条竖线起行",
            text.row_opened_by_pipe,
            blurs_blanks=True,
            only="text",
        ),
        Variant(
            "pipe_on_the_next_line",
            "A8",
            layout,
            "竖线另起一行",
            text.pipe_on_the_next_line,
            blurs_blanks=True,
            only="text",
        ),
        Variant("pipes_on_both_sides", "A9", layout, "行首行尾都有竖线", text.pipes_on_both_sides, only="text"),
        Variant("markdown", "A9", layout, "Markdown 表格", text.markdown, only="text"),
        Variant("blanks", "A10", layout, "单元格之间只有空格", text.blanks, blurs_blanks=True, only="text"),
        Variant(
            "label_around_figures",
            "A10",
            layout,
            "行名断开，数字在中间",
            text.label_around_figures,
            lossy=True,
            only="text",
        ),
        Variant(
            "labels_then_figures", "A11", layout, "行名与数字分离", text.labels_then_figures, lossy=True, only="text"
        ),
        Variant("table_a_row", "A12", layout, "每行一张小表，表头不对", text.table_a_row, lossy=True, only="text"),
        Variant(
            "layout_table_of_pipes",
            "A13",
            whole,
            "全文在一个排版表格里",
            text.in_a_layout_table,
            blurs_blanks=True,
            only="text",
        ),
        Variant("layout_table", "A13", markup, "全文在嵌套的排版表格里", page.LAYOUT_TABLE, only="html"),
        Variant("metadata", "A14", heading, "正文前有索引号等信息和导航", headings.metadata),
        Variant("table_lost", "A15", table, "标题下没有表格（表格是图片）", tables.lost),
        Variant("in_one_line", "A16", whole, "全文在一行", text.in_one_line, lossy=True, only="text"),
        Variant("captioned", "A17", table, "表格前有说明文字", tables.captioned),
        Variant("word_markup", "A18", markup, "Word 转存的网页代码", page.WORD, only="html"),
        Variant("broken_runs", "A18", markup, "一个数字分在两段代码里", page.BROKEN_RUNS, only="html"),
        Variant("broken_lines", "A18", markup, "词中换行、分段", page.BROKEN_LINES, only="html"),
        Variant("blank_heads", "A18", markup, "表头用空格子代替跨行", page.BLANK_HEADS, only="html"),
        Variant("bare_fragment", "A18", markup, "没有 html 元素，属性用单引号", page.BARE, only="html"),
        Variant("all_zero", "B1", figures, "各表全为 0", "all_zero"),
        Variant("zeros_left_blank", "B2", cell, "0 留空", cells.zeros_left_blank),
        Variant("totals_of_results_blank", "B2", cell, "结果各行的总计留空", cells.totals_of_results_blank),
        Variant("last_table_blank", "B2", cell, "表四全部留空", cells.last_table_blank),
        Variant("blanks_vanished", "B3", cell, "空格子消失，一行只剩几个数字", cells.blanks_vanished, only="text"),
        Variant("no_numbers", "B4", cell, "只有行名，没有数字", cells.no_numbers),
        Variant("fees_with_decimals", "B5", cell, "收费金额有四位小数", cells.fees_with_decimals),
        Variant("slashes", "B6", cell, "0 写作 /", cells.slashes),
        Variant("dashes", "B6", cell, "0 写作 -", cells.dashes),
        Variant("figures_after_blanks", "B6", cell, "数字前后有空格", cells.figures_after_blanks),
        Variant("remarks", "B7", cell, "单元格内有说明", cells.remarks),
        Variant("fees_in_yuan", "B7", cell, "收费金额写作元", cells.fees_in_yuan),
        Variant("one_total_lost", "B8", cell, "一行的总计缺失", cells.one_total_lost),
        Variant("thousands", "B9", cell, "千位分隔", cells.thousands),
        Variant("full_width_figures", "B9", cell, "全角数字", cells.full_width),
        Variant("earlier_form", "C2", figures, "2019 年格式", "earlier_form"),
        Variant("merged_row", "C3", figures, "（六）其他处理只有一行", "merged_row"),
        Variant("other_labels", "C4", table, "表头、行名用其他写法", tables.other_labels),
        Variant("other_numbering", "C5", table, "1、代替 1.，括号半角", tables.other_numbering),
        Variant("no_form", "C6", heading, "不用国家格式，数字只在文字里", headings.no_form),
        Variant("year_first", "D1", heading, "年份在机关之前", headings.year_first),
        Variant("year_as_niandu", "D1", heading, "2023年度", headings.year_as_niandu),
        Variant("title_in_lines", "D2", heading, "标题分行、中间有空格", headings.title_in_lines),
        Variant("other_noun", "D3", heading, "标题用其他名称", headings.other_noun),
        Variant("no_title", "D4", heading, "没有标题，机关只在联系方式里", headings.no_title),
        Variant("other_years_near", "D5", heading, "正文里有其他年份", headings.other_years_near),
        Variant("advertised", "D6", heading, "转载网站的文字代替机关", headings.advertised),
        Variant("other_section_titles", "D7", heading, "各部分用其他标题", headings.other_section_titles),
        Variant("markdown_headings", "D7", heading, "标题前有 ##", headings.markdown_headings),
        Variant("numbered_by_lists", "D8", markup, "各部分的序号由文字处理软件自动编号", lists.with_lists, only="docx"),
        Variant("numbered_twice", "D8", heading, "正文与表格各自编号", headings.numbered_twice),
        Variant("other_subheads", "D9", heading, "小标题写法不同", headings.other_subheads),
        Variant("not_received", "E1", wording, "未接到申请", wordings.not_received),
        Variant("zero_received", "E1", wording, "收到申请0件", wordings.zero_received),
        Variant("accepted", "E2", wording, "受理申请", wordings.accepted),
        Variant("object_first", "E2", wording, "信息依申请公开共几件", wordings.object_first),
        Variant("counted_in_tiao", "E3", wording, "单位用条，数字两边有空格", wordings.counted_in_tiao),
        Variant("carry_in_in_brackets", "E4", wording, "含上年结转", wordings.carry_in_in_brackets),
        Variant("outcomes_listed", "E6", wording, "文字列出各项结果", wordings.outcomes_listed),
        Variant("by_applicant", "E6", wording, "文字按申请人分列", wordings.by_applicant),
        Variant("rounded", "E7", wording, "余件", wordings.rounded),
        Variant("cases_by_result", "E8", wording, "文字按结果分列复议", wordings.cases_by_result),
        Variant("traditional", "D10", Facet.SIGNS, "镜像网站转成繁体字", traditional.traditional),
        Variant("traditional_of_taiwan", "D10", Facet.SIGNS, "转成繁体字和台湾用语", traditional.of_taiwan),
        Variant("fee_in_yuan", "E9", wording, "信息处理费以元计", wordings.fee_in_yuan),
    )


VARIANTS: Mapping[str, Variant] = {variant.name: variant for variant in _all()}


def of_facet(facet: Facet, format_name: str) -> list[Variant]:
    """The variants of that facet that this format can have."""
    return [variant for variant in VARIANTS.values() if variant.facet is facet and variant.only in (None, format_name)]
