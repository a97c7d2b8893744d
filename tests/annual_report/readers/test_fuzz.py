"""Whatever a file holds: a reading or one plain sentence, never another error, never a figure from nowhere."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.form.form import form
from gongkai.annual_report.paper import read_paper
from tests.annual_report.papers import LAYOUTS, Layout, Paper, read_text
from tests.annual_report.readers.test_layouts import FIGURES

WORDS = sorted(
    {row.label.text for row in form(2021).rows}
    | {column.label.text for row in form(2021).rows for column in row.columns}
    | {"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "（三）不予公开", "信息内容"}
    | {"0", "1", "12", "/", "-", "3.5", "１２", "1,234", "2023年", "青石县2023年政府信息公开工作年度报告", "。"}
)
BETWEEN = ("\t", "\n", "|", " | ", "|\n", "  ", " ", "\n\n", "\t\t", "")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), max_size=120))
@settings(max_examples=600, deadline=None)
def test_it_reads_or_refuses_any_mixture_of_the_forms_words(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + between for word, between in pieces)
    try:
        reading = read_text(text, source="mixture")
    except ReportError:
        return
    lines = text.splitlines()
    for cell, place in reading.places.items():
        assert cell in reading.report.cells
        assert place.printed in lines[place.line - 1]


@given(st.binary(max_size=3000))
@settings(max_examples=400, deadline=None)
def test_it_reads_or_refuses_any_bytes(data: bytes) -> None:
    with suppress(ReportError):
        read_paper(data, source="bytes")


@given(
    layout=st.sampled_from(LAYOUTS),
    wounds=st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["\n", "\t", " ", "|", "\n\n"])), max_size=1),
    page=st.floats(0, 1),
)
@settings(max_examples=600, deadline=None)
def test_it_never_puts_a_figure_into_a_cell_that_did_not_show_it(
    layout: Layout, wounds: list[tuple[float, str]], page: float
) -> None:
    """A blank, a tab or a page number in the wrong place may cost a cell; it never moves a figure unsaid.

    A wound that goes through a number makes two numbers of it; those are not the figures looked for here.
    """
    paper = Paper(cells=FIGURES)
    text = paper.text(layout)
    for place, wound in wounds:
        at = int(place * len(text))
        text = text[:at] + wound + text[at:]
    lines = text.splitlines()
    lines.insert(int(page * len(lines)), "- 3 -")
    text = "\n".join(lines)
    try:
        reading = read_text(text, source="wounded")
    except ReportError:
        return
    doubtful = {cell for finding in reading.findings for cell in finding.cells}
    figures = set(FIGURES.values()) - {"0"}
    for cell, value in reading.report.cells.items():
        if cell not in doubtful and str(value) in figures:
            assert str(value) == paper.cells.get(cell), cell
