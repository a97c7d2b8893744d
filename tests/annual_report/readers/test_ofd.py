"""Papers as OFD packages."""

import pytest

from gongkai.annual_report.corpus.sample.ofd import ofd_of_pdf
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.ofd import source_of_ofd
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import PROSE, Paper
from tests.annual_report.pdf_papers import STYLES, needs_font, pdf
from tests.annual_report.readers.test_layouts import FIGURES, expected


def read_ofd(data: bytes) -> Reading:
    return interpret(source_of_ofd(data).blocks, source="test.ofd")


@needs_font
@pytest.mark.parametrize("style", [style for style in STYLES if style != "a watermark"])
def test_it_reads_every_cell_and_the_prose_in_every_style(style: str) -> None:
    paper = Paper(cells=FIGURES)
    reading = read_ofd(ofd_of_pdf(pdf(paper, STYLES[style])))
    assert reading.report.cells == expected(paper)
    assert reading.findings == ()
    assert {s.no: s.text for s in reading.report.sections} == {**PROSE, **dict.fromkeys((2, 3, 4), "")}
