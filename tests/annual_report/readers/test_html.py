"""Pages as organs publish them: every cell read, whatever the markup around it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.errors import NotAReport
from gongkai.annual_report.form.form import form
from gongkai.annual_report.reading import Reading
from gongkai.regulation.numerals import chinese
from tests.annual_report.html_papers import PLAIN, WORD, Markup, html_paper, lines_of, row, table, text_of
from tests.annual_report.papers import PROSE, SHARED, Paper, read_bytes
from tests.annual_report.readers.test_layouts import FIGURES, expected

MARKUPS = {
    "plain": PLAIN,
    "word": WORD,
    "font": Markup(
        "<p align=center><font face='仿宋' size=4>{}</font></p>".format,
        "<font size=3><font color=#000000>{}</font>&nbsp;</font>".format,
        table="<TABLE BORDER=1 cellPadding=0>",
        cell="<TD{spans} width=70>",
    ),
    "broken": Markup("<p>{}".format, str, table="<table>", cell="<td{spans}>"),
    "divs": Markup("<div>{}</div>".format, "\n  <div><span> {} </span></div>\n  ".format),
    "breaks": Markup("{}<br/>\n<br>".format, "{}<br>".format),
    "wrapped": Markup(
        lambda text: "<p>" + re.sub(r"([\u4e00-\u9fff]{3})(?=[\u4e00-\u9fff])", r"\1\n    ", text) + "</p>",
        lambda text: "".join(f"<span>{char}</span>" for char in text),
    ),
    "heads": Markup("<h3>{}</h3>".format, "<b>{}</b><o:p></o:p>".format, cell="<th{spans}>"),
}
DRESSES = pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)


def read(page: str, *, encoding: str = "utf-8") -> Reading:
    return read_bytes(page.encode(encoding), source="page.html")


@DRESSES
@pytest.mark.parametrize("form_year", [2021, 2019])
def test_it_reads_every_cell_in_every_markup(markup: Markup, form_year: int) -> None:
    cells = FIGURES if form_year == 2021 else {"table2.licensing.change": "-3", "table3.other.total": "2"}
    paper = Paper(cells=cells, form_year=form_year, year=form_year - 1 if form_year == 2021 else 2020)
    reading = read(html_paper(paper, markup))
    assert reading.report.cells == expected(paper)
    assert reading.findings == ()
    assert (reading.report.organ, reading.report.year) == (paper.organ, paper.year)
    assert reading.report.form.year == form_year
    assert reading.printed == {}


@DRESSES
def test_it_keeps_the_prose_and_leaves_the_tables_out_of_it(markup: Markup) -> None:
    report = read(html_paper(Paper(cells=FIGURES), markup)).report
    assert {section.no: section.text for section in report.sections} == {**PROSE, **dict.fromkeys((2, 3, 4), "")}


@given(
    markup=st.sampled_from(list(MARKUPS.values())),
    cells=st.dictionaries(
        st.sampled_from(form(2021).cells), st.one_of(st.integers(0, 99_999_999).map(str), st.just("")), max_size=80
    ),
    merged=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_it_never_reads_a_wrong_cell_without_a_finding(markup: Markup, cells: dict[str, str], merged: bool) -> None:
    paper = Paper(cells=cells, merged_other=merged)
    reading = read(html_paper(paper, markup))
    numbers = Paper(cells={cell: printed for cell, printed in cells.items() if printed}, merged_other=merged)
    wanted = {cell: None if cells.get(cell) == "" else value for cell, value in expected(numbers).items()}
    doubted = {cell for finding in reading.findings for cell in finding.cells}
    wrong = {cell for cell, value in reading.report.cells.items() if value != wanted.get(cell)}
    assert wrong <= doubted
    assert wrong == set()


CHROME = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_青石县人民政府</title>
<meta name="ArticleTitle" content="{title}"><style>p {{color: red}}</style><script>var a = "<p>9</p>";</script></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a>政府信息公开年报</a></li><li><a>基本情况</a></li>
<li><a>2022年政府信息公开工作年度报告</a></li></ul><p>联系电话：000-0000000</p></div>
<table width="1000"><tr><td>当前位置：首页 &gt; 年报</td></tr></table>
<div class="main"><table class="xxgk"><tr><td>索引号</td><td>A00-2025-0001</td><td>发布机构</td><td>县水利局</td></tr>
<tr><td>发文日期</td><td>2025-01-20</td><td>主题分类</td><td>年报</td></tr></table>
<h1>{title}</h1><p>发布时间：2025-01-20 字号：[大 中 小]</p><div id="zoom">{article}</div></div>
<div class="share">分享到：</div><ul><li><a>白河镇2024年政府信息公开工作年度报告</a></li></ul>
<div class="footer"><p>主办单位：青石县人民政府办公室 地址：青石县一号 邮编：000000</p><p>某ICP备00000000号</p></div>
</body></html>"""


def in_chrome(paper: Paper, markup: Markup) -> str:
    title = f"{paper.organ}{paper.year}年政府信息公开工作年度报告"
    article = html_paper(paper, markup, page="{}").replace(markup.paragraph(title), "", 1)
    return CHROME.format(title=title, article=article)


@DRESSES
def test_it_finds_the_report_between_the_menus_and_the_imprint_of_a_page(markup: Markup) -> None:
    paper = Paper(cells=FIGURES)
    report = read(in_chrome(paper, markup)).report
    assert report.cells == expected(paper)
    assert (report.organ, report.year) == ("青石县水利局", 2024)
    assert report.title == "青石县水利局2024年政府信息公开工作年度报告"
    assert report.contact is None
    assert {section.no: section.text for section in report.sections} == {**PROSE, **dict.fromkeys((2, 3, 4), "")}


@pytest.mark.parametrize("number", ["## {}、", "第{}部分 ", "**{}. ", ""])
def test_it_keeps_all_of_a_report_that_lacks_a_table_whatever_its_headings_look_like(number: str) -> None:
    paper = Paper(cells=FIGURES)
    page = in_chrome(paper, PLAIN).replace(table(paper, 3, PLAIN), "")
    for head in paper.form.sections:
        page = page.replace(
            f"{chinese(head.number)}、{head.label.text}", number.format(chinese(head.number)) + head.label.text
        )
    cells = read(page).report.cells
    assert [cells[cell] for cell in ("table2.licensing", "table4.reconsideration.corrected")] == [1207, 1]


def test_it_reads_a_report_that_lies_inside_layout_tables() -> None:
    paper = Paper(cells=FIGURES)
    article = html_paper(paper, WORD, page="{}")
    page = f"<table><tr><td><table><tr><td>菜单</td><td>{article}</td><td>0</td></tr></table></td></tr></table>"
    assert read(page).report.cells == expected(paper)


def test_it_reads_a_table_split_in_two() -> None:
    paper = Paper(cells={**FIGURES, "table3.refused.process.business": "", "table3.granted.total": "4"})
    lines = lines_of(paper, 3)
    for cut in range(4, len(lines) - 1):
        halves = ["<table>" + "".join(row(paper, line, PLAIN) for line in half) for half in (lines[:cut], lines[cut:])]
        page = html_paper(paper, PLAIN).replace(
            table(paper, 3, PLAIN), "</table><p>- 4 -</p>".join(halves) + "</table>"
        )
        cells = read(page).report.cells
        assert cells == {**expected(Paper(cells=FIGURES)), "table3.refused.process.business": None}, cut


def test_it_does_not_take_the_columns_of_one_half_of_a_table_for_those_of_the_other() -> None:
    blank = {
        f"table3.{row}.{column}": "" for row in ("received", "carried_out") for column in ("natural_person", "total")
    }
    paper = Paper(cells={**FIGURES, **blank})
    lines = [[(text_of(paper, box), box.columns) for box in line] for line in lines_of(paper, 3)]
    first = ["".join(f"<td colspan={width}>{text}</td>" for text, width in line) for line in lines[:3]]
    rest = ["".join(f"<td colspan={width}>{text}</td>" for text, width in line) for line in lines[3:]]
    assert len(first) + len(rest) == len(lines)
    halves = [*first, *rest[:10], "</table><table>", *(f"<td></td>{cells}<td></td>" for cells in rest[10:])]
    page = "<table>" + "".join(f"<tr>{cells}</tr>" for cells in halves).replace(
        "<tr></table><table></tr>", "</table><table>"
    )
    reading = read(html_paper(paper, PLAIN).replace(table(paper, 3, PLAIN), page + "</table>"))
    wanted = {**expected(Paper(cells=FIGURES)), **dict.fromkeys(blank)}
    doubted = {cell for finding in reading.findings for cell in finding.cells}
    assert {cell for cell, value in reading.report.cells.items() if value != wanted[cell]} <= doubted


def test_it_reads_a_table_of_mini_tables_a_row_each() -> None:
    paper = Paper(cells=FIGURES)
    minis = "".join(
        "<table><tr><th>类别</th><th>数据1</th><th>数据2</th><th>总计</th></tr>" + row(paper, line, PLAIN) + "</table>"
        for line in lines_of(paper, 3)[3:]
    )
    assert read(html_paper(paper, PLAIN).replace(table(paper, 3, PLAIN), minis)).report.cells == expected(paper)


def test_it_reads_heads_left_blank_instead_of_spanned() -> None:
    paper = Paper(cells=FIGURES)
    rows = [[text_of(paper, box) for box in line] for line in lines_of(paper, 3)]
    width = max(map(len, rows))
    blank = [
        "<tr>" + "".join(f"<td>{text}" for text in [""] * (width - len(cells)) + cells) + "</tr>" for cells in rows
    ]
    page = html_paper(paper, PLAIN).replace(table(paper, 3, PLAIN), "<table>" + "".join(blank) + "</table>")
    assert read(page).report.cells == expected(paper)


def test_it_does_not_make_one_number_of_two_that_stand_in_one_cell() -> None:
    for two in ("3<br>5", "<p>3</p><p>5</p>", "3<p>5</p>", "<div>3</div>5", "<p>3<br>5</p>"):
        reading = read(html_paper(Paper(cells={"table3.received.business": two}), PLAIN))
        assert reading.report.cells["table3.received.business"] is None, two
        assert [finding.where for finding in reading.findings] == ["table3.received.business"]
        assert [cell for cell, value in reading.report.cells.items() if value is None] == ["table3.received.business"]


@pytest.mark.parametrize(
    "content",
    [
        "<p>3</p><p>5</p>",
        "3<p>5</p>",
        "<div>3<p>5</p></div>",
        "<div><div>3</div>5</div>",
        "<p><x>3</x>5</p>",
        "<p><v:shape>3</v:shape>5</p>",
        "<span>3<br>5</span>",
        "<ul><li>3<li>5</ul>",
        "<b><p>3</p><p>5</p></b>",
        "<p>3</p>\n<p>5</p>",
        "<span><div>3</div><div>5</div></span>",
        "<h4>3</h4>5",
    ],
)
def test_it_reads_no_number_that_two_elements_of_a_cell_make_together(content: str) -> None:
    page = html_paper(Paper(cells={"table2.licensing": "35"}), PLAIN).replace(">35<", f">{content}<")
    reading = read(page)
    assert reading.report.cells["table2.licensing"] is None
    assert "table2.licensing" in {cell for finding in reading.findings for cell in finding.cells}


@pytest.mark.parametrize(
    "content",
    [
        "\n<p>35</p>\n",
        " <div>\n<p><span>35</span></p>\n</div> ",
        "<!-- 3 -->35",
        "3<!-- -->5",
        "<![if !a]><p>35</p><![endif]>",
        "<ul><li>35</ul>",
    ],
)
def test_it_reads_the_one_number_of_a_cell_whatever_lies_around_it(content: str) -> None:
    page = html_paper(Paper(cells={"table2.licensing": "35"}), PLAIN).replace(">35<", f">{content}<")
    assert read(page).report.cells["table2.licensing"] == 35


def test_it_takes_a_cell_of_prose_for_a_part_of_the_page_however_it_is_marked_up() -> None:
    prose = "政府信息公开工作由办公室承担，" * 8
    for cell in (f"<p>{prose}</p>", f"<p>{prose}<b>。</b></p>", f"\n<div><p>{prose}</p></div>\n"):
        page = html_paper(Paper(cells=FIGURES), PLAIN)
        page = page.replace("<p>一、总体情况</p>", f"<p>一、总体情况</p><table><tr><td>说明<td>{cell}</table>", 1)
        first = read(page).report.section(1)
        assert first is not None
        assert prose in [line.rstrip("。") for line in first.text.split("\n")]


def test_it_reads_a_number_whose_minus_stands_on_the_line_above() -> None:
    paper = Paper(form_year=2019, cells={"table2.licensing.change": "-<br>3"})
    assert read(html_paper(paper, PLAIN)).report.cells["table2.licensing.change"] == -3


def test_it_reads_a_number_or_a_word_that_runs_of_type_part() -> None:
    page = html_paper(Paper(cells=FIGURES), PLAIN)
    page = page.replace("1207", "<span>12</span><b>0<i>7</i></b>").replace(
        "2024年政", "<span>20</span><span>24</span>年<br>政"
    )
    page = page.replace("商业企业", "<p>商业</p><p>企业</p>").replace("本年制发件数", "本年<br>制发\n件数")
    reading = read(page)
    assert reading.report.cells == expected(Paper(cells=FIGURES))
    assert reading.report.year == 2024
    assert reading.printed == {}


@pytest.mark.parametrize(
    "blank", ["&nbsp;", "<o:p>&nbsp;</o:p>", "/", "-", "&#8203;", "&#65279;", "<br>", "<!-- 0 -->"]
)
def test_it_reads_a_blank_cell_as_null(blank: str) -> None:
    reading = read(html_paper(Paper(cells={"table3.granted.business": blank}), PLAIN))
    assert [cell for cell, value in reading.report.cells.items() if value is None] == ["table3.granted.business"]


@pytest.mark.parametrize("at", range(7))
def test_it_leaves_a_row_null_that_lost_a_cell(at: int) -> None:
    """Behind the gap the cells stand in columns that are not theirs, although the grid gives them one."""
    paper = Paper(cells={**FIGURES, "table3.received.natural_person": ""})
    cells = ["<td></td>", *["<td>0</td>"] * 3, "<td>2</td>", "<td>0</td>", "<td>7</td>"]
    page = html_paper(paper, PLAIN)
    assert "".join(cells) in page
    reading = read(page.replace("".join(cells), "".join(cells[:at] + cells[at + 1 :])))
    assert [finding.where for finding in reading.findings] == ["table3.received"]
    assert {v for cell, v in reading.report.cells.items() if cell.startswith("table3.received.")} == {None}


def test_it_reads_table_4_with_a_single_number_in_it() -> None:
    blank = dict.fromkeys((cell for cell in form(2021).cells if cell.startswith("table4.")), "")
    paper = Paper(cells=blank | {"table4.litigation_after_reconsideration.pending": "2"})
    cells = read(html_paper(paper, PLAIN)).report.cells
    assert {cell: value for cell, value in cells.items() if cell in blank and value is not None} == {
        "table4.litigation_after_reconsideration.pending": 2
    }


def test_it_does_not_take_a_comment_between_cells_or_rows_for_one() -> None:
    page = (
        html_paper(Paper(cells=FIGURES), PLAIN)
        .replace("</td>", "</td><!-- 9 --><! 9>")
        .replace("</tr>", "</tr><!-- 9 -->")
    )
    assert read(page).report.cells == expected(Paper(cells=FIGURES))
    assert read(page).findings == ()


@pytest.mark.parametrize("style", ["display:none", "DISPLAY: NONE", "Visibility:Hidden", "mso-hide:all"])
def test_it_does_not_read_a_cell_or_a_row_that_the_page_hides(style: str) -> None:
    page = html_paper(Paper(cells=FIGURES), PLAIN)
    page = page.replace('<td colspan="3">1207', f'<td style="{style}">9</td><td colspan="3">1207')
    page = page.replace("<tr>", f'<tr style="{style}"><td>行政许可</td><td>9</td></tr><tr>', 1)
    assert page.count(style) == 2
    assert read(page).report.cells == expected(Paper(cells=FIGURES))


def test_it_does_not_read_what_the_page_hides() -> None:
    page = html_paper(Paper(cells=FIGURES), PLAIN)
    page = page.replace(
        "1207", '<span style="display: none">9</span>1207<span style="mso-hide:all">9</span><i hidden>9</i>'
    )
    page = page.replace("<tr>", '<tr style="DISPLAY:NONE"><td>规章</td><td>9</td><td>9</td><td>9</td></tr><tr>', 1)
    assert read(page).report.cells == expected(Paper(cells=FIGURES))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "", "utf-16"])
def test_it_reads_the_bytes_whatever_the_page_declares(encoding: str, declared: str) -> None:
    head = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head><body>{{}}</body>"
    reading = read(html_paper(Paper(cells=FIGURES), PLAIN, page=head), encoding=encoding)
    assert reading.report.cells == expected(Paper(cells=FIGURES))
    assert reading.report.organ == "青石县水利局"


def test_it_reads_a_page_with_a_damaged_character() -> None:
    data = html_paper(Paper(cells=FIGURES), PLAIN).encode()
    place = data.index("依法公开".encode())
    assert read_bytes(data[: place + 1] + data[place + 2 :], source="x").report.cells == expected(Paper(cells=FIGURES))


def test_it_says_that_a_table_is_a_picture() -> None:
    paper = Paper(cells=FIGURES)
    page = html_paper(paper, WORD).replace(table(paper, 3, WORD), '<p><img src="table3.png" width="600"></p>')
    reading = read(page)
    assert [(finding.rule.name, finding.where) for finding in reading.findings] == [("table_is_text", "table3")]
    assert all(value is None for cell, value in reading.report.cells.items() if cell.startswith("table3."))
    assert reading.report.cells["table2.licensing"] == 1207


def test_it_does_not_call_an_icon_a_table() -> None:
    page = html_paper(Paper(cells=FIGURES), WORD).replace("<table", '<img src="icon.gif" width="16"><table')
    assert read(page).findings == ()


def test_it_says_that_a_page_of_pictures_may_hold_the_report() -> None:
    with pytest.raises(NotAReport, match="文件里有 2 张图片，报告可能在图片里"):
        read("<html><body><p><img src=1.png></p><img src=2.png></body></html>")


@pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="the sample page does not lie beside the repository")
def test_it_reads_a_page_with_blank_heads_as_published() -> None:
    path = SHARED / "samples" / "hangzhou_style_2025.html"
    reading = read_bytes(path.read_bytes(), source=path.name)
    cells = reading.report.cells
    assert None not in cells.values()
    assert (reading.report.organ, reading.report.year, reading.findings) == ("测试市", 2025, ())
    assert [cells[f"table3.received.{name}"] for name in ("natural_person", "business", "total")] == [13612, 252, 14069]
    assert [cells[f"table3.carried_out.{name}"] for name in ("natural_person", "legal_service", "total")] == [
        783,
        25,
        819,
    ]
    assert cells["table4.litigation_after_reconsideration.total"] == 156
    assert all(
        sum(cells[f"table4.{group}.{name}"] for name in ("upheld", "corrected", "other", "pending"))
        == cells[f"table4.{group}.total"]
        for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    )
