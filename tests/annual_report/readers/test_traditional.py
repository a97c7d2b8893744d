import pytest
from opencc import OpenCC

from gongkai.annual_report.corpus.sample.ofd import ofd_of_pdf
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.simplified import fold
from tests.annual_report.html_papers import WORD, html_paper
from tests.annual_report.papers import LAYOUTS, PROSE, Layout, Paper, read_bytes, read_text, tabs
from tests.annual_report.pdf_papers import STYLES, compiled, needs_font, source
from tests.annual_report.readers.test_layouts import FIGURES, expected

PAPER = Paper(cells=FIGURES)


@pytest.mark.parametrize("usage", ["s2t", "s2tw", "s2twp", "s2hk"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_it_reads_every_cell_of_a_report_in_traditional_characters(usage: str, layout: Layout) -> None:
    reading = read_text(OpenCC(usage).convert(PAPER.text(layout)), source="mirror")
    assert reading.report.cells == expected(PAPER)
    assert reading.findings == ()
    assert reading.printed == {}
    assert reading.report.year == 2024


@needs_font
@pytest.mark.parametrize("usage", ["s2t", "s2twp"])
@pytest.mark.parametrize("style", STYLES)
def test_it_reads_every_cell_of_a_printed_paper_in_traditional_characters(style: str, usage: str) -> None:
    printed = compiled(OpenCC(usage).convert(source(PAPER, STYLES[style])))
    for data in (printed, ofd_of_pdf(printed)):
        reading = read_bytes(data, source="mirror")
        assert reading.report.cells == expected(PAPER)
        assert reading.findings == ()


def test_it_keeps_the_words_as_they_are_printed() -> None:
    convert = OpenCC("s2t").convert
    report = read_text(convert(PAPER.text(tabs)), source="mirror").report
    assert report.title == "青石縣水利局2024年政府信息公開工作年度報告"
    assert report.organ == "青石縣水利局"
    assert {section.no: section.text for section in report.sections} == {
        **{number: convert(text) for number, text in PROSE.items()},
        **dict.fromkeys((2, 3, 4), ""),
    }
    assert report.sections[1].title == "二、主動公開政府信息情況"


def test_it_strips_the_readings_that_a_mirror_puts_behind_its_signs() -> None:
    text = OpenCC("s2t").convert(PAPER.text(tabs)).replace("數", "數(shù)").replace("統", "統(tǒng)")
    reading = read_text(text.replace("開", "開（kāi）"), source="mirror")
    assert reading.report.cells == expected(PAPER)
    assert "(shù)" in text
    assert "(" not in "".join(section.text for section in reading.report.sections if section.no in (1, 5))


@pytest.mark.parametrize("usage", ["s2t", "s2twp"])
def test_it_reads_and_checks_a_page_in_traditional_characters_as_one_in_simplified_ones(usage: str) -> None:
    page = html_paper(PAPER, WORD)
    mirrored, plain = (read_paper(text.encode(), source="") for text in (OpenCC(usage).convert(page), page))
    assert mirrored.report.cells == plain.report.cells
    assert [finding.rule for finding in mirrored.findings] == [finding.rule for finding in plain.findings]


def test_it_leaves_simplified_text_alone() -> None:
    text = PAPER.text(tabs)
    assert fold(text) == text
