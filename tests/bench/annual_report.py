"""How fast a report is read and checked."""

from collections.abc import Iterator
from io import BytesIO

import pandas as pd
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from gongkai.annual_report.paper import read_paper
from tests.annual_report.docx_papers import docx_paper
from tests.annual_report.html_papers import WORD, html_paper
from tests.annual_report.papers import SHARED, Paper, a_cell_a_line, pipes, read_bytes, read_text, torn_tabs
from tests.annual_report.readers.test_layouts import FIGURES
from tests.bench.measure import Measured, measure, measure_in_turns


def rows() -> Iterator[Measured]:
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    name, data = (seeds[0].name, seeds[0].read_bytes()) if seeds else ("own paper", Paper().text(torn_tabs).encode())
    yield measure(f"read and check one report in plain text ({name})", lambda: read_paper(data, source=name), unit="份")
    text = data.decode()
    yield measure("  of that: reading alone", lambda: read_text(text, source=name), unit="份")
    for layout in (pipes, a_cell_a_line):
        made = Paper().text(layout).encode()
        act = lambda made=made: read_paper(made, source="made")  # noqa: E731
        yield measure(f"read and check a report printed as {layout.__name__}", act, unit="份")
    yield from _pages()
    document = docx_paper(Paper(cells=FIGURES))
    yield measure("read and check a report in DOCX", lambda: read_paper(document, source="docx"), unit="份")


def _pages() -> Iterator[Measured]:
    """A complete report in a word processor's markup, beside what reads less of it, in turns.

    The bare time of the parser is that in which it parses the page and hands over the text of every cell: so much
    anyone who uses it has to wait for. What parsing takes by itself stands beside it.
    """
    page = html_paper(Paper(cells=FIGURES), WORD).encode()
    acts = {
        f"read and check a report in {len(page) / 1000:.0f} KB of HTML": lambda: read_paper(page, source="html"),
        "  of that: reading alone": lambda: read_bytes(page, source="html"),
        "  the bare parser (selectolax): parsing, and the text of every cell": lambda: _cells(page),
        "  the bare parser: parsing alone": lambda: LexborHTMLParser(page),
        "  instead: pandas.read_html (lxml), tables only": lambda: _tables(page),
        "  instead: BeautifulSoup (lxml), text only": lambda: BeautifulSoup(page, "lxml").get_text(),
    }
    yield from measure_in_turns(acts, unit="份")


def _tables(page: bytes) -> list[pd.DataFrame]:
    return pd.read_html(BytesIO(page), flavor="lxml", encoding="utf-8")


def _cells(page: bytes) -> list[str]:
    return [cell.text() for cell in LexborHTMLParser(page).css("td")]
