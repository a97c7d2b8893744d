import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from gongkai.annual_report.explain import explain
from gongkai.annual_report.form.form import form
from gongkai.annual_report.paper import read_with_blocks
from gongkai.cli import main
from tests.annual_report.docx_papers import docx_paper
from tests.annual_report.html_papers import WORD, html_paper, table
from tests.annual_report.papers import Paper, a_cell_a_line, pipes, tabs
from tests.annual_report.readers.test_layouts import FIGURES

PAPER = Paper(cells=FIGURES)


def page(data: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(explain(*read_with_blocks(data, source="<paper>.x")))


def cells(shown: LexborHTMLParser, kind: str) -> dict[str, str]:
    """Cell of the form → the text of the place that is drawn for it."""
    found = {}
    for node in shown.css(f".{kind}[title]"):
        match = re.search(r"〔(.+)〕", node.attributes["title"] or "")
        assert match
        found[match[1]] = node.text()
    return found


@pytest.mark.parametrize(
    "data",
    [
        html_paper(PAPER, WORD).encode(),
        docx_paper(PAPER),
        *(PAPER.text(layout).encode() for layout in (tabs, pipes, a_cell_a_line)),
    ],
    ids=["html", "docx", "tabs", "pipes", "a_cell_a_line"],
)
def test_it_colours_every_cell_that_was_read_at_its_place(data: bytes) -> None:
    shown = page(data)
    found = cells(shown, "found")
    assert set(found) == set(form(2021).cells)
    for cell, text in found.items():
        assert text.rpartition("\u3000")[2] == FIGURES.get(cell, "0")
    assert not shown.css("td.unread, p.unread")


def test_it_marks_what_is_doubtful_blank_or_not_read() -> None:
    paper = Paper(cells={**FIGURES, "table2.licensing": "1207件", "table3.granted.business": "/"})
    html = html_paper(paper, WORD).replace("<tr>", "<tr><td>本地小计</td><td>77</td></tr><tr>", 1)
    shown = page(html.encode())
    assert cells(shown, "doubt") == {"table2.licensing": "1207件"}
    assert cells(shown, "blank") == {"table3.granted.business": "/"}
    assert [node.text() for node in shown.css("td.unread")] == ["77"]
    assert "单元格里只应写一个数字" in shown.body.text()


def test_it_names_the_cells_and_the_pictures_that_were_not_read() -> None:
    html = html_paper(PAPER, WORD).replace(table(PAPER, 4, WORD), "<img src=4.png>")
    text = page(html.encode()).body.text()
    assert "原文里没有找到的单元格（15 个）" in text
    assert "图片里的文字没有读取" in text


def test_it_is_one_file_that_loads_and_runs_nothing() -> None:
    html = html_paper(Paper(organ="<script>alert(1)</script>局"), WORD.__class__("<p>{}</p>".format, str))
    shown = page(html.replace("局2024", "&lt;script&gt;alert(1)&lt;/script&gt;局2024").encode())
    assert not shown.css("script, link, img, iframe, [src], [href], [onclick]")
    assert shown.css_first("title").text() == "读取说明：<paper>.x"


def test_it_is_written_by_the_command_line(tmp_path: Path) -> None:
    paper, out = tmp_path / "paper.html", tmp_path / "out.html"
    paper.write_text(html_paper(PAPER, WORD), encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["report", "read", "--explain", str(paper), "-o", str(out)]).exit_code == 0
    assert "读出的数字" in out.read_text("utf-8")
    refused = run(main, ["report", "read", "--explain", str(paper), str(paper)])
    assert (refused.exit_code, "一次只画一份报告" in refused.stderr) == (2, True)
    assert run(main, ["report", "read", "--explain", str(tmp_path)]).exit_code == 2
