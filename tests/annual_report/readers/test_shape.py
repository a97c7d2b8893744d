"""Where a figure belongs is decided once for all papers of a shape: with the same outcome as deciding it anew."""

import pytest

from gongkai.annual_report.corpus.sample.making import PRINTED, Wish, samples
from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.form.form import form
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.readers.assemble import plan
from gongkai.annual_report.readers.blocks import Paragraph, Row
from gongkai.annual_report.readers.plain import blocks_of_text
from gongkai.annual_report.readers.sections import Part
from gongkai.annual_report.readers.shape import EMPTY, MARK, NUMBER, Line, Stretch, shape_of
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import LAYOUTS, Layout, Paper, a_cell_a_line, blanks, pipes, read_bytes, read_text, tabs
from tests.annual_report.readers.test_layouts import FIGURES, expected

PAPERS = 2_000


@pytest.mark.parametrize("format_name", PRINTED)
def test_it_reads_a_paper_alike_whether_or_not_it_has_met_its_shape(format_name: str) -> None:
    made = [sample.data for sample in samples(PAPERS, seed=26, wish=Wish(formats=(format_name,)))]
    plan.cache_clear()
    warm = [read_or_refused(data) for data in made]
    met = plan.cache_info()
    assert met.hits > met.misses  # else the test shows nothing
    for data, reading in zip(made, warm, strict=True):
        plan.cache_clear()
        assert read_or_refused(data) == reading


def read_or_refused(data: bytes) -> Reading | str:
    try:
        return read_bytes(data, source="made")
    except ReportError as error:
        return str(error)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_puts_the_figures_of_every_paper_into_the_cells_of_their_shape(layout: Layout) -> None:
    plan.cache_clear()
    for figures in ({}, FIGURES, {cell: str(number) for number, cell in enumerate(Paper().form.cells)}):
        paper = Paper(cells={**FIGURES, **figures})
        assert read_text(paper.text(layout), source="made").report.cells == expected(paper)
    assert plan.cache_info().misses == 1


@pytest.mark.parametrize("table", ["table2", "table3", "table4"])
@pytest.mark.parametrize("layout", [tabs, pipes, a_cell_a_line, blanks], ids=lambda layout: layout.__name__)
def test_it_calls_a_table_blank_whose_labels_stand_there_and_absent_where_they_do_not(
    layout: Layout, table: str
) -> None:
    cells = {cell: "" for row in form().tables[table] for cell in row.cells}
    text = Paper(cells=cells).text(layout)
    assert rules_found(text, table) == {"cell_has_number"}
    printed = layout(Paper(cells=cells).lines(int(table[-1])))
    assert rules_found(text.replace(printed, ""), table) == {"table_is_present"}


def rules_found(text: str, table: str) -> set[str]:
    reading = read_paper(text.encode(), source="made")
    return {finding.rule.name for finding in reading.findings if finding.where.startswith(table)}


def test_it_takes_heads_printed_in_two_lines_for_the_words_they_make() -> None:
    text = Paper(cells=FIGURES).text(pipes)
    torn = text.replace("商业企业 | 科研机构 |", "商业 | 科研 |", 1).replace(
        "一、本年新收", "企业 | 机构 |\n一、本年新收", 1
    )
    assert torn.count("企业 | 机构 |") == 1
    assert read_text(torn, source="made").printed == read_text(text, source="made").printed == {}


def test_it_keeps_no_more_plans_than_it_says() -> None:
    for number in range(300):
        paper = Paper().text(a_cell_a_line).replace("规章", f"规章\n某地第{number}项", 1)
        read_text(paper, source="made")
    assert plan.cache_info().currsize <= 256


def test_it_knows_papers_apart_by_what_their_figures_show_and_where_they_stand() -> None:
    blocks = [
        Row(1, ("规章", "1", "/", ""), columns=(0, 1, 2, 4), table=3),
        Paragraph(2, "12"),
        Paragraph(3, "长" * 81),
    ]
    shape, shown = shape_of([Part(1, "", 0, [Paragraph(0, "没有数字")]), Part(2, "", 0, blocks)])
    lines = (Line(("规章", NUMBER, MARK, EMPTY), (0, 1, 2, 4), 3), Line((NUMBER,)), Line(None))
    assert shape == (Stretch("table2", lines),)
    assert shown == blocks


def test_it_names_the_line_of_the_paper_at_hand_in_its_doubts() -> None:
    text = Paper(cells=FIGURES).text(a_cell_a_line)
    doubted = text.replace("部分公开", "部分公开\n9\n9\n9", 1)
    for lines_before in (0, 7):
        reading = read_text("甲县民政局\n" * lines_before + doubted, source="made")
        for cell, place in reading.places.items():
            line = ("甲县民政局\n" * lines_before + doubted).split("\n")[place.line - 1]
            assert place.printed in line, cell


def test_it_reads_the_blocks_of_a_text_in_order() -> None:
    assert [block.line for block in blocks_of_text("一\n\n二\t3\n---\n四")] == [1, 3, 5]
