from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.form.form import form
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.readers.blocks import Row
from gongkai.annual_report.readers.plain import block_of_line
from tests.annual_report.papers import LAYOUTS, PROSE, Layout, Paper, read_text, tabs, torn_tabs

FIGURES = {
    "table2.normative_documents.issued": "3",
    "table2.normative_documents.in_force": "41",
    "table2.licensing": "1207",
    "table2.fees_10k_yuan": "18.8710",
    "table3.received.natural_person": "5",
    "table3.received.legal_service": "2",
    "table3.received.total": "7",
    "table3.granted.natural_person": "4",
    "table3.granted.total": "4",
    "table3.other.other.legal_service": "2",
    "table3.other.other.total": "2",
    "table3.total.natural_person": "4",
    "table3.total.legal_service": "2",
    "table3.total.total": "6",
    "table3.carried_out.natural_person": "1",
    "table3.carried_out.total": "1",
    "table4.reconsideration.corrected": "1",
    "table4.reconsideration.total": "1",
    "table4.litigation_after_reconsideration.pending": "2",
    "table4.litigation_after_reconsideration.total": "2",
}


def expected(paper: Paper) -> dict[str, object]:
    merged = {name for row in form(paper.form_year).merged for name in row.instead_of} if paper.merged_other else set()
    cells = [c for row in paper.form.rows if row.name not in merged for c in row.cells]
    cells += [c for row in paper.form.merged if paper.merged_other for c in row.cells]
    return {cell: Decimal(paper.cells.get(cell, "0")) for cell in cells}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_it_reads_every_cell_in_every_layout(layout: Layout) -> None:
    paper = Paper(cells=FIGURES)
    reading = read_text(paper.text(layout), source="test")
    assert reading.report.cells == expected(paper)
    assert reading.findings == ()
    assert (reading.report.organ, reading.report.year) == ("青石县水利局", 2024)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_it_keeps_the_prose_and_leaves_the_tables_out_of_it(layout: Layout) -> None:
    report = read_text(Paper(cells=FIGURES).text(layout), source="test").report
    assert {section.no: section.text for section in report.sections} == {
        **PROSE,
        **dict.fromkeys((2, 3, 4), ""),
    }


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_it_reads_the_earlier_form_as_it_is(layout: Layout) -> None:
    paper = Paper(
        form_year=2019,
        year=2020,
        cells={"table2.licensing.change": "-3", "table2.procurement.amount": "96171.6", "table3.other.total": "2"},
    )
    reading = read_text(paper.text(layout), source="test")
    assert reading.report.form.year == 2019
    assert reading.report.cells == expected(paper)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_it_reads_one_row_printed_in_place_of_three(layout: Layout) -> None:
    paper = Paper(merged_other=True, cells={"table3.other.total": "2", "table3.other.research": "2"})
    reading = read_text(paper.text(layout), source="test")
    assert reading.report.cells == expected(paper)
    assert "table3.other.other.total" not in reading.report.cells


@given(
    layout=st.sampled_from(LAYOUTS),
    cells=st.dictionaries(st.sampled_from(form(2021).cells), st.integers(0, 99_999_999).map(str), max_size=60),
)
@settings(max_examples=150, deadline=None)
def test_it_reads_back_whatever_figures_were_printed(layout: Layout, cells: dict[str, str]) -> None:
    paper = Paper(cells=cells)
    assert read_text(paper.text(layout), source="test").report.cells == expected(paper)


def test_it_says_where_each_figure_stood() -> None:
    text = Paper(cells=FIGURES).text(torn_tabs)
    reading = read_text(text, source="test")
    lines = text.splitlines()
    for cell, place in reading.places.items():
        assert place.printed in lines[place.line - 1], cell
    assert set(reading.places) == set(form(2021).cells)


def test_it_tells_the_words_that_are_not_the_forms_own() -> None:
    text = Paper().text(tabs).replace("本年废止件数", "本年度止件数").replace("2.重复申请", "2.重复的申请")
    assert read_text(text, source="test").printed == {
        "table2.rules.repealed": "本年度止件数",
        "table3.not_processed.repeated": "2.重复的申请",
    }


def test_it_reads_a_misprinted_section_heading_by_its_number_and_likeness() -> None:
    text = Paper(cells=FIGURES).text(tabs).replace("行政复议、行政诉讼情况", "行政复仪、行政诉论情况")
    reading = read_text(text, source="test")
    assert [section.no for section in reading.report.sections] == [1, 2, 3, 4, 5, 6]
    assert reading.report.cells == expected(Paper(cells=FIGURES))
    assert reading.printed == {"section.4": "四、政府信息公开行政复仪、行政诉论情况"}


@pytest.mark.parametrize(
    "heading",
    [
        "## 二、主动公开政府信息情况",
        "二.主动公开政府信息情况",
        "二、行政机关主动公开政府信息情况",
        "**二、主动公开政府信息情况**",
        "主动公开政府信息情况",
    ],
)
def test_it_knows_a_heading_in_another_dress(heading: str) -> None:
    text = Paper(cells=FIGURES).text(tabs).replace("二、主动公开政府信息情况", heading)
    assert [section.no for section in read_text(text, source="test").report.sections] == [1, 2, 3, 4, 5, 6]


def test_it_does_not_take_a_place_s_own_row_for_an_official_one() -> None:
    text = Paper(cells=FIGURES).text(tabs)
    text = text.replace("（四）无法提供\t", "不予公开小计\t\t9\t9\t9\t9\t9\t9\t9\t\n（四）无法提供\t", 1)
    assert read_text(text, source="test").report.cells == expected(Paper(cells=FIGURES))


def test_it_reads_the_same_from_bytes_in_each_encoding() -> None:
    text = Paper(cells=FIGURES).text(tabs)
    wanted = read_text(text, source="test").report.cells
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"):
        assert read_paper(text.encode(encoding), source="test").report.cells == wanted, encoding


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        ("青石县水利局２０２３年政府信息公开工作年度报告", "青石县水利局", 2023),
        ("2023年青石县人民政府信息公开工作年度报告", "青石县人民政府", 2023),
        ("2023年青石县人民政府政府信息公开工作年度报告", "青石县人民政府", 2023),
        ("青石经济开发区（白河园区）2023 年度\n政府信息公开 工作年度报告", "青石经济开发区（白河园区）", 2023),
        ("青石县水利局\n二〇二三年政府信息公开\n工作年度报告", "青石县水利局", 2023),
        ("我局2023年政府信息公开年报", None, 2023),
        ("政府信息公开工作年度报告\n统计期限自2023年1月1日起至2023年12月31日止。", None, 2023),
    ],
)
def test_it_reads_organ_and_year_from_a_title_however_it_is_broken(lines: str, organ: str | None, year: int) -> None:
    text = Paper().text(tabs).replace("青石县水利局2024年政府信息公开工作年度报告", lines)
    report = read_text(text, source="test").report
    assert (report.organ, report.year) == (organ, year)


def test_it_parts_full_width_figures_at_blanks_as_it_does_others() -> None:
    for line, cells in (("０ ０ １", ("０", "０", "１")), ("规章 ０ -１ ２", ("规章", "０", "-１", "２"))):
        block = block_of_line(1, line)
        assert isinstance(block, Row)
        assert block.cells == cells
