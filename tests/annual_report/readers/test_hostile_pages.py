"""Pages made to cost hours or gigabytes: refused or read, in seconds, within a bounded memory."""

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.readers.html import BLOCKS
from gongkai.annual_report.readers.markup import parse
from tests.annual_report.html_papers import PLAIN, WORD, html_paper
from tests.annual_report.papers import Paper, read_bytes
from tests.annual_report.readers.test_layouts import FIGURES, expected

SENTENCES = {
    "nested": ("<div>" * 3000 + "x", "嵌套超过 200 层"),
    "nested by the ten thousand": ("<div>" * 50_000 + "x", "嵌套超过 200 层"),
    "nested tables": ("<table><tr><td>" * 3000 + "x", "嵌套超过 200 层"),
    "tags": ("<br>" * 100_001, "超过 100,000 个的上限"),
    "attributes": ("<p " + " ".join(f"a{n}" for n in range(50_000)) + ">x", "成百上千个属性"),
    "rows": ("<table>" + "<tr><td>1" * (BLOCKS + 1), "超过 20,000 行"),
    "columns": ("<table><tr>" + "<td>1" * 300, "超过 200 列"),
    "spans": ("<table><tr><td colspan=1000000 rowspan=1000000>1", "超过 200 列"),
    "large": ("<html>" + "公" * (3 * 2**20), "文件太大"),
    "30 MB": ("<html>" + "x" * (30 * 2**20), r"文件太大（30 MB）"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_it_refuses_in_one_sentence(name: str) -> None:
    html, sentence = SENTENCES[name]
    with pytest.raises(UnreadableSource, match=sentence):
        read_bytes(html.encode(), source=name)


BOMB = """
import resource
from contextlib import suppress
from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.readers.kinds import source_of
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
opened = "".join(f"<{name} a={n}>" for n in range(700) for name in ("b", "font", "s", "tt", "strike"))
with suppress(ReportError):
    source_of(("<p>" + opened + "</p>" + "<p>x" * 30_000).encode())
print("read or refused")
"""


def test_it_bears_formatting_that_is_opened_and_never_closed() -> None:
    done = subprocess.run([sys.executable, "-c", BOMB], capture_output=True, text=True, check=True)
    assert done.stdout == "read or refused\n"


FORMATTING = ("b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "STRONG", "Font")


@pytest.mark.parametrize("name", FORMATTING)
def test_it_counts_every_formatting_element_whose_copies_could_multiply(name: str) -> None:
    opened = "".join(f"<{name} a={n}>" for n in range(3_000))
    page = parse(f"<p>{opened}</p>{'<p>x' * 1_000}".encode()).page
    assert len(page.css("*")) < 10_000


def test_it_reads_a_report_below_thousands_of_nested_spans() -> None:
    html = html_paper(Paper(cells=FIGURES), PLAIN).replace("<body>", "<body><p>" + "<span>" * 1_900 + "页眉</p>", 1)
    with suppress(UnreadableSource):  # nested too deep for some element of the page
        assert read_bytes(html.encode(), source="x").report.cells == expected(Paper(cells=FIGURES))


def test_it_reads_a_page_with_a_picture_in_an_attribute() -> None:
    html = html_paper(Paper(cells=FIGURES), PLAIN).replace("<body>", f'<body><img src="data:{"A" * 5_000}">', 1)
    assert read_bytes(html.encode(), source="x").report.cells == expected(Paper(cells=FIGURES))


def test_it_reads_a_page_with_a_few_tags_never_closed() -> None:
    html = html_paper(Paper(cells=FIGURES), PLAIN).replace("<p>", '<p><font face="仿宋"><b><u>', 30)
    assert read_bytes(html.encode(), source="x").report.cells == expected(Paper(cells=FIGURES))


def test_it_reads_a_report_of_ten_thousand_strange_rows() -> None:
    html = html_paper(Paper(cells=FIGURES), PLAIN)
    html = html.replace("<tr>", "<tr><td>某地小计<td>9<tr>" * 10_000 + "<tr>", 1)
    assert read_bytes(html.encode(), source="x").report.cells == expected(Paper(cells=FIGURES))


PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<td rowspan=3>",
            "<td colspan=7>",
            "<p>",
            "</p>",
            "<br>",
        ),
        *("<div>", "</div>", "<b>", "</b>", "<span style='display:none'>", "</span>", "<img src=x>", "<li>", "<pre>"),
        *(
            "一、总体情况",
            "三、收到和处理政府信息公开申请情况",
            "规章",
            "行政许可",
            "3.其他",
            "总计",
            "0",
            "12",
            "/",
            "&nbsp;",
        ),
        *(
            "一、本年新收政府信息公开申请数量",
            "（七）总计",
            "结果维持",
            "行政复议",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<",
        ),
    ]
)


@given(st.lists(PIECES, max_size=150))
@settings(max_examples=500, deadline=None)
def test_it_reads_or_refuses_any_mixture_of_tags_and_words(pieces: list[str]) -> None:
    with suppress(ReportError):
        reading = read_bytes(("<html>" + "".join(pieces)).encode(), source="mixture")
        shown = "".join(pieces)
        assert all(place.printed in shown or not place.printed.strip("；") for place in reading.places.values())


@given(
    st.floats(0, 1),
    st.sampled_from(["", "<", ">", "</td>", "<td>", "</tr>", "<tr>", "</table>", "<table>", "</p>", '"']),
)
@settings(max_examples=300, deadline=None)
def test_it_never_moves_a_figure_unsaid_where_the_markup_is_wounded(place: float, wound: str) -> None:
    html = html_paper(Paper(cells=FIGURES), WORD)
    at = int(place * len(html))
    at = html.find(">", at) + 1 if html.find(">", at) >= 0 else at
    with suppress(ReportError):
        reading = read_bytes((html[:at] + wound + html[at:]).encode(), source="wounded")
        doubted = {cell for finding in reading.findings for cell in finding.cells}
        figures = set(FIGURES.values())
        for cell, value in reading.report.cells.items():
            if cell not in doubted and str(value) in figures - {"0"}:
                assert str(value) == FIGURES.get(cell), cell
