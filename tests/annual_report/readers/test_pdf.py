"""Papers printed as PDF: every cell must come out right, however the page was made."""

import pytest

from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.pdf import blocks_of_pdf
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import PROSE, Paper
from tests.annual_report.pdf_papers import STYLES, needs_font, pdf
from tests.annual_report.readers.test_layouts import FIGURES, expected


def read_pdf(data: bytes) -> Reading:
    return interpret(blocks_of_pdf(data), source="test.pdf")


@needs_font
@pytest.mark.parametrize("style", STYLES)
def test_it_reads_every_cell_in_every_style(style: str) -> None:
    paper = Paper(cells=FIGURES)
    reading = read_pdf(pdf(paper, STYLES[style]))
    assert reading.report.cells == expected(paper)
    assert reading.findings == ()
    assert (reading.report.organ, reading.report.year) == ("青石县水利局", 2024)


@needs_font
@pytest.mark.parametrize("style", STYLES)
def test_it_keeps_the_prose_in_paragraphs_and_leaves_the_tables_out_of_it(style: str) -> None:
    report = read_pdf(pdf(Paper(cells=FIGURES), STYLES[style])).report
    assert {section.no: section.text for section in report.sections} == {**PROSE, **dict.fromkeys((2, 3, 4), "")}


@needs_font
def test_it_leaves_a_figure_open_that_runs_into_its_neighbour() -> None:
    cells = {"table2.rules.issued": "0", "table3.carried_in.business": "10000"}
    report = read_pdf(pdf(Paper(cells=cells), STYLES["large type on many pages"])).report
    assert report.cells["table3.carried_in.business"] in (None, 10000)
