"""Any figures, blanks among them, in any style: no wrong cell, ever, and no null where the paper prints a figure."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.corpus.sample.ofd import ofd_of_pdf
from gongkai.annual_report.form.form import form
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import Paper
from tests.annual_report.pdf_papers import STYLES, needs_font, pdf
from tests.annual_report.readers.test_layouts import expected
from tests.annual_report.readers.test_ofd import read_ofd
from tests.annual_report.readers.test_pdf import read_pdf

_CELLS = {year: [cell for cell in form(year).cells if "fees" not in cell] for year in (2021, 2019)}
_PRINTED = st.one_of(st.integers(0, 9), st.integers(10, 999)).map(str)
_LONG = st.integers(1000, 99_999_999).map(str)
"""Longer than some styles' cells are wide: such a number runs over its border, even over its neighbour."""
_BLANK = st.sampled_from(["", "/", "-", "—"])
_RULED = [
    name for name in STYLES if "no ruling" not in name and "only lines" not in name and "without lines" not in name
]


@st.composite
def papers(draw: st.DrawFn, *, blanks: st.SearchStrategy[str], year: int) -> Paper:
    cells = draw(st.dictionaries(st.sampled_from(_CELLS[year]), st.one_of(_PRINTED, blanks), max_size=40))
    return Paper(cells=cells, form_year=year, year=2024 if year == 2021 else 2020)


def wrong(reading: Reading, paper: Paper) -> dict[str, tuple[object, object]]:
    """The cells that differ from what the paper prints: blanks are null."""
    printed = {
        cell: None if paper.cells.get(cell) in ("", "/", "-", "—") else Decimal(paper.cells.get(cell, "0"))
        for cell in expected(Paper(form_year=paper.form_year))
    }
    found = reading.report.cells
    return {cell: (found.get(cell), value) for cell, value in printed.items() if found.get(cell) != value}


def doubted(reading: Reading) -> set[str]:
    return {cell for finding in reading.findings for cell in finding.cells}


@needs_font
@pytest.mark.parametrize("year", [2021, 2019])
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_it_reads_ruled_papers_of_any_figures_and_blanks(year: int, data: st.DataObject) -> None:
    paper = data.draw(papers(blanks=_BLANK, year=year))
    style = STYLES[data.draw(st.sampled_from(_RULED))]
    assert wrong(read_pdf(pdf(paper, style)), paper) == {}


@needs_font
@settings(max_examples=15, deadline=None)
@given(papers(blanks=st.one_of(_BLANK, _LONG), year=2021), st.sampled_from(list(STYLES)))
def test_it_reads_no_wrong_figure_in_any_style(paper: Paper, style: str) -> None:
    reading = read_pdf(pdf(paper, STYLES[style]))
    kept = {cell: pair for cell, pair in wrong(reading, paper).items() if cell not in doubted(reading)}
    assert {cell: pair for cell, pair in kept.items() if pair[0] is not None} == {}


@needs_font
@pytest.mark.parametrize("read", [lambda data: read_ofd(ofd_of_pdf(data))], ids=["ofd"])
@settings(max_examples=8, deadline=None)
@given(papers(blanks=_BLANK, year=2021))
def test_it_reads_the_same_in_ofd(read: Callable[[bytes], Reading], paper: Paper) -> None:
    assert wrong(read(pdf(paper)), paper) == {}
