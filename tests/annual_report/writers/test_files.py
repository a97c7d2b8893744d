"""What each kind of file must be beside readable: official, accessible, safe to open."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import html

from gongkai.annual_report.errors import FontMissing, TooLongForSheet
from gongkai.annual_report.form.form import form
from gongkai.annual_report.interchange import DATA_SHEET
from gongkai.annual_report.report import Report, Section, Value
from gongkai.annual_report.writers.docx import docx_of
from gongkai.annual_report.writers.faces import faces
from gongkai.annual_report.writers.html import html_of
from gongkai.annual_report.writers.manuscript import Heading, Paragraph, Table, Title, manuscript
from gongkai.annual_report.writers.measures import fitting, phrases, shares
from gongkai.annual_report.writers.pdf import pdf_of
from gongkai.annual_report.writers.spread import spread
from gongkai.annual_report.writers.text import text_of
from gongkai.annual_report.writers.xlsx import LONGEST_TEXT, xlsx_of
from tests.annual_report.test_compare import a_report
from tests.annual_report.writers.fonts import needs_fonts

ORGAN = "青石县水利局"


def a_written_report(form_year: int = 2021, *, text: str = "没有别的事项。", **cells: Value) -> Report:
    """A report with all six sections; `fees` and the rows of table 3 are set by name."""
    official = form(form_year)
    whole = a_report(2024, form_year=form_year, **cells)
    sections = tuple(Section(head.number, f"{head.number}", text) for head in official.sections)
    return replace(whole, sections=sections, title=f"{ORGAN}2024年政府信息公开工作年度报告")


def with_cells(report: Report, cells: Mapping[str, Value]) -> Report:
    return replace(report, cells={**report.cells, **cells})


# The manuscript


def test_it_composes_a_title_where_the_report_has_none() -> None:
    report = replace(a_written_report(), title=None)
    assert next(manuscript(report)) == Title(("青石县水利局2024年政府信息公开工作年度报告",))
    assert not any(isinstance(element, Title) for element in manuscript(replace(report, organ=None)))


def test_it_prints_a_title_once_and_on_the_lines_of_the_preface() -> None:
    report = replace(a_written_report(), preface="青石县水利局\n2024年政府信息公开工作年度报告\n（2025年1月发布）")
    assert list(manuscript(report))[:2] == [
        Title(("青石县水利局", "2024年政府信息公开工作年度报告")),
        Paragraph("", "（2025年1月发布）"),
    ]


def test_it_prints_the_contact_unless_the_text_names_it() -> None:
    report = replace(a_written_report(), contact="联系电话：0000-1234567")
    assert Paragraph("", "联系电话：0000-1234567。") in list(manuscript(report))
    named = replace(report, preface="有问题请打联系电话：0000-1234567。")
    assert Paragraph("", "联系电话：0000-1234567。") not in list(manuscript(named))


def test_it_prints_a_table_that_has_numbers_although_its_section_is_missing() -> None:
    report = replace(a_written_report(), sections=(Section(1, "一、总体情况", ""), Section(5, "五、问题", "")))
    shown = [element.text for element in manuscript(report) if isinstance(element, Heading)]
    assert shown == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、问题",
    ]
    assert [element.name for element in manuscript(report) if isinstance(element, Table)] == [
        "table2",
        "table3",
        "table4",
    ]


def test_it_drops_what_no_file_can_carry_and_keeps_every_other_character() -> None:
    text = "一\x00二\x0b三\ud800四\u2028五\ufffe六\t𠮷㐂<&\"'="
    written = [element for element in manuscript(a_written_report(text=text)) if isinstance(element, Paragraph)]
    assert written[0].text == "一二 三四 五六 𠮷㐂<&\"'="


def test_it_sets_the_words_before_the_first_stop_as_a_heading_of_the_second_level() -> None:
    texts = "（一）主动公开。公布 3 条。\n（二）依申请公开\n（三）这一段没有停顿" + "地写下去" * 20
    written = [element for element in manuscript(a_written_report(text=texts)) if isinstance(element, Paragraph)]
    assert [(element.subhead, element.text[:9]) for element in written[:3]] == [
        ("（一）主动公开。", "公布 3 条。"),
        ("（二）依申请公开", ""),
        ("", "（三）这一段没有停"),
    ]


@pytest.mark.parametrize("form_year", [2019, 2021])
def test_it_covers_every_square_of_every_table_once(form_year: int) -> None:
    for table in (element for element in manuscript(a_written_report(form_year)) if isinstance(element, Table)):
        lines = list(spread(table))
        assert {len(line) for line in lines} == {table.width}
        area = sum(entry.box.columns * entry.box.rows for line in lines for entry in line if entry)
        assert area == table.width * len(lines)
        assert sum(shares(table.name, table.width)) == pytest.approx(100)


def test_it_never_sets_a_number_wider_than_its_column() -> None:
    for digits in range(1, 16):
        size = fitting("8" * digits, "table4", 15, 1)
        assert size <= 9.0
        assert size == pytest.approx(9.0) or size * 0.56 * digits <= 29.5 or size == pytest.approx(3.5)


def test_it_breaks_a_title_before_the_year() -> None:
    assert phrases("青石县水利局2024年政府信息公开工作年度报告") == ("青石县水利局", "2024年政府信息公开工作年度报告")
    assert phrases("2024年政府信息公开工作年度报告") == ("2024年政府信息公开工作年度报告",)


# Plain text


def test_it_writes_a_blank_for_a_null_and_puts_labels_next_to_their_numbers() -> None:
    text = text_of(a_written_report(received__natural_person=None, received__total=7))
    assert "\t\t一、本年新收政府信息公开申请数量\t\t0\t0\t0\t0\t0\t7\n" in text


def test_it_writes_no_pipe_into_the_prose_of_a_text() -> None:
    assert "甲∣乙" in text_of(a_written_report(text="甲|乙"))


# HTML


def test_it_writes_a_page_without_script_style_attributes_or_outside_sources() -> None:
    report = a_written_report(text='<script>alert("x")</script><img src=http://example.org/a>')
    page = html.fromstring(html_of(report).decode())
    assert page.xpath("//script | //img | //link | //iframe | //@style | //@onclick | //@src") == []
    assert page.get("lang") == "zh-CN"
    assert page.xpath("string(//title)") == "青石县水利局2024年政府信息公开工作年度报告"
    assert '<script>alert("x")' in page.xpath("string(//p[1])")


def test_it_marks_up_heads_with_scope_and_names_every_table() -> None:
    page = html.fromstring(html_of(a_written_report()).decode())
    tables = page.xpath("//table")
    assert [table.xpath("string(caption)")[:2] for table in tables] == ["表二", "表三", "表四"]
    assert set(page.xpath("//th/@scope")) == {"col", "colgroup", "row", "rowgroup"}
    assert page.xpath("//th[not(@scope)]") == []
    assert len(page.xpath("//td")) == len(form(2021).cells)
    assert len(tables[1].xpath("thead/tr")) == 3
    assert {div.get("aria-labelledby") for div in page.xpath("//div[@role='region']")} == set(
        page.xpath("//caption/@id")
    )


# DOCX


def test_it_writes_a_document_with_the_official_page_and_faces() -> None:
    document = docx.Document(BytesIO(docx_of(a_written_report())))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(margin.mm) for margin in (section.top_margin, section.left_margin, section.right_margin)] == [
        37,
        28,
        26,
    ]
    fonts = {
        name: document.styles[name].element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Subhead", "Normal")
    }
    assert fonts == {"Title": "方正小标宋简体", "Heading 1": "黑体", "Subhead": "楷体_GB2312", "Normal": "仿宋_GB2312"}
    assert [document.styles[name].font.size.pt for name in ("Title", "Heading 1", "Normal")] == [22, 16, 16]
    assert document.core_properties.title == "青石县水利局2024年政府信息公开工作年度报告"


def test_it_names_an_open_font_for_every_face() -> None:
    with ZipFile(BytesIO(docx_of(a_written_report()))) as parts:
        table = parts.read("word/fontTable.xml").decode()
    for face in faces().by_name.values():
        assert re.search(rf'w:name="{face.office}".*?w:altName w:val="{face.open}"', table)


def test_it_writes_real_tables_that_repeat_their_heads_and_split_no_row() -> None:
    document = docx.Document(BytesIO(docx_of(a_written_report(received__total=12345678))))
    assert [(len(table.rows), len(table.columns)) for table in document.tables] == [(14, 4), (28, 10), (4, 15)]
    for table, heads in zip(document.tables, (0, 3, 3), strict=True):
        rows = table._tbl.tr_lst
        assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in rows] == [
            number < heads for number in range(len(rows))
        ]
        assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)
        assert len(table._tbl.findall(f"{qn('w:tblPr')}/{qn('w:tblW')}")) == 1
    assert document.tables[1].cell(3, 9).text == "12345678"
    assert document.tables[1].cell(5, 0).text == document.tables[1].cell(26, 0).text == "三、本年度办理结果"


def test_it_writes_no_macro_and_no_outside_reference_into_a_package() -> None:
    for package in (docx_of(a_written_report()), xlsx_of(a_written_report())):
        with ZipFile(BytesIO(package)) as parts:
            assert not any("vba" in name.lower() for name in parts.namelist())
            assert all(
                b'TargetMode="External"' not in parts.read(name) for name in parts.namelist() if name.endswith("rels")
            )


# XLSX


def test_it_writes_a_sheet_a_table_and_the_cells_by_name_with_numbers_as_numbers() -> None:
    report = with_cells(
        a_written_report(received__total=7, received__other=None),
        {"table2.fees_10k_yuan": Decimal("18.8710"), "table2.licensing": 10**15},
    )
    book = openpyxl.load_workbook(BytesIO(xlsx_of(report)))
    assert {"表二", "表三", "表四", DATA_SHEET} < set(book.sheetnames)
    listed = {cell: value for cell, _, value in book[DATA_SHEET].iter_rows(min_row=2, values_only=True)}
    assert set(listed) == set(form(2021).cells)
    assert (listed["table3.received.total"], listed["table3.received.other"]) == (7, None)
    assert listed["table2.fees_10k_yuan"] == pytest.approx(18.871)
    assert listed["table2.licensing"] == "1000000000000000"
    fee = next(cell for row in book["表二"].iter_rows() for cell in row if cell.value == pytest.approx(18.871))
    assert fee.number_format == "0.0000"
    assert book["表三"].print_title_rows is not None


def test_it_writes_no_formula_whatever_a_text_begins_with() -> None:
    report = a_written_report(text="=HYPERLINK(1)\n+1\n-1\n@SUM(A1)")
    with ZipFile(BytesIO(xlsx_of(report))) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<f>" not in sheets
    book = openpyxl.load_workbook(BytesIO(xlsx_of(report)))
    assert "=HYPERLINK(1)" in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}


def test_it_refuses_a_paragraph_that_no_cell_of_a_workbook_holds() -> None:
    with pytest.raises(TooLongForSheet, match=r"32,767 字的上限.*DOCX、HTML、PDF"):
        xlsx_of(a_written_report(text="长" * (LONGEST_TEXT + 1)))


# PDF


@needs_fonts
def test_it_writes_a_tagged_pdf_whose_text_can_be_selected() -> None:
    report = a_written_report(text="没有别的事项。" * 40, received__total=12345678)
    data = pdf_of(report)
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid" in data
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "12345678" in text
    assert "没有别的事项" in text
    assert document.get_metadata_dict()["Title"] == "青石县水利局2024年政府信息公开工作年度报告"
    assert [round(size) for size in document[0].get_size()] == [595, 842]


@needs_fonts
def test_it_writes_a_pdf_of_a_report_without_a_title() -> None:
    report = replace(a_written_report(), title=None, organ=None)
    assert pdf_of(report).startswith(b"%PDF-")
    assert pdf_of(replace(report, sections=(), cells=dict.fromkeys(report.cells))).startswith(b"%PDF-")


@needs_fonts
def test_it_refuses_a_character_that_no_font_shows_and_names_it() -> None:
    with pytest.raises(FontMissing, match=r"都没有“\U0010fffd”（U\+10FFFD）这个字"):
        pdf_of(a_written_report(text="用户造的字\U0010fffd。"))


@needs_fonts
def test_it_takes_nothing_in_a_report_for_markup() -> None:
    text = '#import "@preview/x:1.0.0": * \n= 标题 #read("/etc/passwd") $x$ *粗* \\ <a> @b // 注'
    document = pypdfium2.PdfDocument(pdf_of(a_written_report(text=text)))
    shown = "".join(page.get_textpage().get_text_range() for page in document)
    assert '#read("/etc/passwd")' in shown
