"""Papers printed as PDF: every cell must come out right, however the page was made."""

import pytest

from gongkai.annual_report.corpus.sample.ofd import ofd_of_pdf
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.readers.blocks import Paragraph
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.pdf import source_of_pdf
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import PROSE, Paper
from tests.annual_report.pdf_papers import STYLES, needs_font, pdf
from tests.annual_report.readers.test_layouts import FIGURES, expected


def read_pdf(data: bytes) -> Reading:
    return interpret(source_of_pdf(data).blocks, source="test.pdf")


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


@needs_font
def test_it_knows_a_pdf_and_an_ofd_by_their_content() -> None:
    paper = Paper(cells=FIGURES)
    data = pdf(paper)
    for content in (data, ofd_of_pdf(data)):
        assert read_paper(content, source="paper.txt").report.cells == expected(paper)


@needs_font
def test_it_names_the_page_that_is_a_picture_nobody_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.annual_report.readers.pdf.document.can_recognise", lambda: False)
    monkeypatch.setattr("gongkai.annual_report.readers.pdf.document.is_picture", lambda _page, text: "三、收到" in text)
    found = source_of_pdf(pdf(Paper(cells=FIGURES), STYLES["landscape"]))
    noted = [block for block in found.blocks if block.line in found.pictures]
    assert noted == [Paragraph(noted[0].line, "（第 1 页是图片，上面的文字没有读出。）", 1)]


@needs_font
def test_it_reads_a_character_beyond_the_basic_plane() -> None:
    reading = read_pdf(pdf(Paper(organ="𠮷水县水利局", cells=FIGURES)))
    assert reading.report.organ == "𠮷水县水利局"
    assert reading.report.cells == expected(Paper(cells=FIGURES))
