"""What cells hold that are no plain numbers: words, notes, units, several numbers, what is hidden or struck out."""

from collections.abc import Callable
from decimal import Decimal
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject
from pypdfium2 import PdfDocument

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.numbers import figure
from gongkai.annual_report.reading import Reading
from tests.annual_report.docx_papers import docx_paper, paragraph, run, xlsx_paper, zipped
from tests.annual_report.html_papers import PLAIN, html_paper
from tests.annual_report.papers import Paper, read_bytes, read_text, tabs
from tests.annual_report.pdf_papers import STYLES, needs_font, pdf

HOLE = "§"
CELLS = ("table3.granted.research", "table3.received.total", "table4.litigation_direct.other")


def filled(paper: Paper) -> dict[str, int]:
    """Every cell has a number of its own, so that none can stand in another's place unseen."""
    return {cell: number for number, cell in enumerate(paper.form.cells, 11)}


def paper_with(text: str, *cells: str) -> Paper:
    return Paper(cells={cell: text if cell in cells else str(number) for cell, number in filled(Paper()).items()})


def rest_is_right(reading: Reading, *cells: str) -> bool:
    return all(reading.report.cells[cell] == value for cell, value in filled(Paper()).items() if cell not in cells)


def doubted(reading: Reading) -> set[str]:
    return {cell for finding in reading.findings for cell in finding.cells}


def sources(paper: Paper) -> list[bytes]:
    return [html_paper(paper, PLAIN).encode(), docx_paper(paper), paper.text(tabs).encode()]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12①", 12),
        ("12¹", 12),
        ("12[1]", 12),
        ("12*", 12),
        ("12。", 12),
        ("12人次", 12),
        ("约12件", 12),
        ("12余件", 12),
        ("1.2万件", 12_000),
        ("十二", 12),
        ("一百零五", 105),
        ("零", 0),
        ("两件", 2),
        ("壹拾贰", 12),
        ("二〇", 20),
        ("12、", 12),
        ("1 2", None),
        ("12 34", None),
        ("1, 234", None),
        ("见附件", None),
        ("√", None),
        ("3/5", None),
        ("12%", None),
        ("O", None),
        ("（12）", None),
    ],
)
def test_it_reads_or_leaves_open_what_is_no_plain_number_says_so_and_keeps_the_rest_of_the_row(
    printed: str, value: int | None, cell: str
) -> None:
    for source in sources(paper_with(printed, cell)):
        reading = read_bytes(source, source="test")
        assert reading.report.cells[cell] == value
        assert cell in doubted(reading)
        assert rest_is_right(reading, cell)


@pytest.mark.parametrize("printed", ["1.", "1、", "（1）", "一、", "12/3"])
def test_it_takes_what_begins_a_label_for_no_figure(printed: str) -> None:
    assert figure(printed) is None


@pytest.mark.parametrize(("printed", "value"), [("1.5亿元", 15_000), ("12万元", 12), ("251000元", Decimal("25.1"))])
def test_it_turns_money_into_the_unit_of_its_column(printed: str, value: Decimal) -> None:
    cell = "table2.fees_10k_yuan"
    reading = read_text(paper_with(printed, cell).text(tabs), source="test")
    assert reading.report.cells[cell] == value
    assert cell in doubted(reading)


@pytest.mark.parametrize("printed", ["暂无", "……", "未涉及"])
def test_it_reads_words_that_say_nothing_is_there_as_a_blank(printed: str) -> None:
    reading = read_text(paper_with(printed, *CELLS).text(tabs), source="test")
    assert all(reading.report.cells[cell] is None for cell in CELLS)
    assert rest_is_right(reading, *CELLS)


@pytest.mark.parametrize(
    "markup",
    [
        "12<sup>1</sup>",
        "12<SUP><font>1</font></SUP>",
        "<span>12</span><span style='vertical-align:super'>1</span>",
        "<s>99</s>12",
        "<strike>99</strike>12",
        "12<del>99</del>",
        "<span style='text-decoration:line-through'>99</span>12",
        "<span style='font-size:0px'>99</span>12",
        "<span style='opacity: 0'>99</span>12",
        "<input type=text value=12>",
        "<input type=hidden value=99>12",
        "<textarea>12</textarea>",
        "1<wbr>2",
    ],
)
def test_it_reads_of_a_page_what_its_reader_sees(markup: str) -> None:
    page = html_paper(paper_with(HOLE, CELLS[0]), PLAIN).replace(HOLE, markup)
    reading = read_bytes(page.encode(), source="test")
    assert reading.report.cells[CELLS[0]] == 12
    assert rest_is_right(reading, CELLS[0])


@pytest.mark.parametrize(
    "runs",
    [
        run("12") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>',
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>99</w:t></w:r>" + run("12"),
        "<w:r><w:rPr><w:dstrike w:val='1'/></w:rPr><w:t>99</w:t></w:r>" + run("12"),
        "<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>1</w:t></w:r>" + run("2"),
        "<w:moveFrom w:id='1'>" + run("99") + "</w:moveFrom><w:moveTo w:id='2'>" + run("12") + "</w:moveTo>",
        "<w:sdt><w:sdtPr/><w:sdtContent>" + run("12") + "</w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr='=SUM(LEFT)'>" + run("12") + "</w:fldSimple>",
    ],
)
def test_it_reads_of_a_document_what_its_reader_sees(runs: str) -> None:
    data = docx_paper(
        paper_with(HOLE, CELLS[0]), content=lambda text: f"<w:p>{runs}</w:p>" if text == HOLE else paragraph(text)
    )
    reading = read_bytes(data, source="test")
    assert reading.report.cells[CELLS[0]] == 12
    assert rest_is_right(reading, CELLS[0])


def test_it_does_not_read_a_hidden_row_of_a_document() -> None:
    def hidden(document: str) -> str:
        row = next(row for row in document.split("<w:tr>") if "（一）予以公开" in row)
        old = row.replace(">37<", ">99<").replace("<w:tc>", "<w:trPr><w:hidden/></w:trPr><w:tc>", 1)
        return document.replace(row, f"{old}<w:tr>{row}")

    data = docx_paper(paper_with("37", CELLS[0]))
    reading = read_bytes(_changed(data, "word/document.xml", hidden), source="test")
    assert rest_is_right(reading)
    assert not doubted(reading)


def test_it_says_that_a_formula_of_a_workbook_has_no_stored_result() -> None:
    reading = read_bytes(_workbook("<f>SUM(D1:I1)</f>"), source="test")
    assert reading.report.cells[CELLS[0]] is None
    assert CELLS[0] in doubted(reading)
    assert rest_is_right(reading, CELLS[0])


def test_it_reads_the_stored_result_of_a_formula() -> None:
    reading = read_bytes(_workbook("<f>SUM(D1:I1)</f><v>12</v>"), source="test")
    assert reading.report.cells[CELLS[0]] == 12


@pytest.mark.parametrize(
    ("number", "shape"), [(45_296, "yyyy-mm-dd"), (45_296, 'yyyy"年"m"月"'), (0.37, "0%"), (0.37, "0.00%")]
)
def test_it_takes_no_date_and_no_percentage_of_a_workbook_for_a_count(number: float, shape: str) -> None:
    book = load_workbook(BytesIO(xlsx_paper(paper_with("987654", CELLS[0]))))
    cell = _cell_of(book.active, 987654)
    cell.value, cell.number_format = number, shape
    reading = read_bytes(_saved(book), source="test")
    assert reading.report.cells[CELLS[0]] is None
    assert CELLS[0] in doubted(reading)
    assert rest_is_right(reading, CELLS[0])


@pytest.mark.parametrize("shape", ["0", "#,##0", '0"件"', "[Red]0;0"])
def test_it_reads_a_count_of_a_workbook_in_any_format(shape: str) -> None:
    book = load_workbook(BytesIO(xlsx_paper(paper_with("37", CELLS[0]))))
    _cell_of(book.active, 37).number_format = shape
    assert rest_is_right(read_bytes(_saved(book), source="test"))


def test_it_does_not_read_what_a_workbook_hides() -> None:
    book = load_workbook(BytesIO(xlsx_paper(paper_with("37", CELLS[0]))))
    sheet = book.active
    row, last = _cell_of(sheet, 37).row, sheet.max_row + 1
    for cell in sheet[row]:
        sheet.cell(last, cell.column, 99 if cell.value == 37 else cell.value)
    sheet.row_dimensions[last].hidden = True
    sheet.cell(row, 30, 88)
    sheet.column_dimensions["AD"].hidden = True
    reading = read_bytes(_saved(book), source="test")
    assert rest_is_right(reading)
    assert not reading.findings


def _cell_of(sheet: Worksheet, number: int) -> Cell:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == number)


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_it_reads_a_page_that_a_browser_saved_as_one_file() -> None:
    message = MIMEMultipart("related", boundary="----=_Next")
    message.attach(MIMEText("<p>广告</p>", "html"))
    message.attach(MIMEText(html_paper(paper_with("37", CELLS[0]), PLAIN), "html", "gb18030"))
    assert rest_is_right(read_bytes(message.as_bytes(), source="test"))


def test_it_says_that_an_archive_of_a_page_holds_no_page() -> None:
    message = MIMEMultipart("related")
    message.attach(MIMEText("文字", "plain"))
    with pytest.raises(UnreadableSource, match="里面没有网页"):
        read_bytes(message.as_bytes(), source="test")


def test_it_reads_a_text_with_a_stray_zero_byte() -> None:
    text = paper_with("37", CELLS[0]).text(tabs)
    assert rest_is_right(read_bytes((text[:50] + "\0" + text[50:]).encode(), source="test"))


@needs_font
@pytest.mark.parametrize("operators", [b"/Note 4 Tf %f %f Td (1) Tj", b"/Note 8 Tf 3 Tr %f %f Td (9) Tj"])
def test_it_takes_neither_the_mark_of_a_note_nor_unseen_text_of_a_page_for_a_digit(operators: bytes) -> None:
    data = pdf(paper_with("37", CELLS[0]), STYLES["ruled"])
    reading = read_bytes(_behind("37", data, operators), source="test")
    assert reading.report.cells[CELLS[0]] == 37
    assert rest_is_right(reading, CELLS[0])


def _behind(number: str, data: bytes, operators: bytes) -> bytes:
    """The page with a raised text set right behind that number."""
    page, left, bottom = _place_of(number, data)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    fonts = writer.pages[page]["/Resources"].get_object()["/Font"].get_object()
    fonts[NameObject("/Note")] = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    contents = writer.pages[page].get_contents()
    drawn = b"\nq BT " + operators % (left, bottom + 3.5) + b" ET Q"
    contents.set_data(contents.get_data() + drawn)
    writer.pages[page][NameObject("/Contents")] = writer._add_object(contents)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _place_of(number: str, data: bytes) -> tuple[int, float, float]:
    """On which page the number stands, its right end and its base."""
    for page, read in enumerate(PdfDocument(data)):
        text = read.get_textpage()
        at = text.get_text_range().find(f" {number} ")
        if at >= 0:
            _, bottom, right, _ = text.get_charbox(at + len(number))
            return page, right + 0.5, bottom
    raise AssertionError(number)


def _workbook(content: str) -> bytes:
    """A workbook in which the number 987654 stands as this content of its cell."""
    data = xlsx_paper(paper_with("987654", CELLS[0]))
    return _changed(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<v>987654</v>", content))


def _changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.filelist}
    return zipped({**parts, name: change(parts[name].decode())})


OLD_TABLE = "<style>.old{display:none} @media print{.new{display:none}}</style>"


def test_it_does_not_read_a_table_that_the_pages_own_style_sheet_hides() -> None:
    page = html_paper(paper_with("37", CELLS[0]), PLAIN)
    tables = page.split("<table>")
    old = f"<table class=old>{tables[2].split('</table>')[0].replace('>37<', '>99<')}</table>"
    page = OLD_TABLE + "<table>".join([tables[0], tables[1] + old, *tables[2:]])
    assert rest_is_right(read_bytes(page.encode(), source="test"))


def test_it_reads_a_table_that_only_a_script_shows() -> None:
    page = "<style>table{display:none}</style>" + html_paper(paper_with("37", CELLS[0]), PLAIN)
    assert rest_is_right(read_bytes(page.encode(), source="test"))


def test_it_reads_a_table_that_a_page_holds_twice_for_small_screens() -> None:
    page = html_paper(paper_with("37", CELLS[0]), PLAIN)
    table = "<table>" + page.split("<table>")[2].split("</table>")[0] + "</table>"
    assert rest_is_right(read_bytes(page.replace(table, table * 2).encode(), source="test"))


def test_it_says_that_a_row_stands_twice_with_other_figures() -> None:
    text = paper_with("37", CELLS[0]).text(tabs)
    row = next(line for line in text.splitlines() if "（一）予以公开" in line)
    reading = read_text(text.replace(row, f"{row}\n{row.replace('37', '99')}"), source="test")
    assert rest_is_right(reading)
    assert {finding.rule.name for finding in reading.findings} == {"row_says_one_thing"}
    assert doubted(reading) == {CELLS[0]}


@needs_font
@pytest.mark.parametrize(
    ("cell", "printed", "value"),
    [
        ("table4.litigation_direct.other", "１，２３４", None),
        ("table4.litigation_direct.other", "12人次", 12),
        ("table3.granted.research", "1 2", None),
        ("table3.granted.research", "1\n\n2", None),
    ],
)
def test_it_keeps_the_row_of_a_ruled_page_in_which_one_cell_is_crowded(
    cell: str, printed: str, value: int | None
) -> None:
    reading = read_bytes(pdf(paper_with(printed, cell), STYLES["ruled"]), source="test")
    assert reading.report.cells[cell] == value
    assert rest_is_right(reading, cell)
