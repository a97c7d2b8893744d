from decimal import Decimal

import pytest

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import text_of
from gongkai.annual_report.readers.xlsx import source_of_xlsx
from tests.annual_report.docx_papers import xlsx_paper, zipped
from tests.annual_report.papers import PROSE, Paper, read_bytes
from tests.annual_report.readers.test_layouts import FIGURES, expected

WORKBOOK = {
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="1" Target="worksheets/s.xml"/></Relationships>',
}


def workbook(sheet: str) -> bytes:
    return zipped({**WORKBOOK, "xl/worksheets/s.xml": f"<worksheet>{sheet}</worksheet>"})


@pytest.mark.parametrize("form_year", [2021, 2019])
def test_it_reads_every_cell_of_a_workbook(form_year: int) -> None:
    cells = (
        {**FIGURES, "table3.granted.business": ""} if form_year == 2021 else {"table2.procurement.amount": "96171.6"}
    )
    paper = Paper(cells=cells, form_year=form_year)
    reading = read_bytes(xlsx_paper(paper), source="paper.xlsx")
    wanted = expected(Paper(cells={**cells, "table3.granted.business": "0"}, form_year=form_year))
    blank = {cell: None for cell, text in cells.items() if not text}
    assert reading.report.cells == {**wanted, **blank}
    assert reading.findings == ()
    assert {s.no: s.text for s in reading.report.sections} == {**PROSE, **dict.fromkeys((2, 3, 4), "")}


def test_it_reads_money_without_the_digits_of_its_binary_form() -> None:
    data = workbook(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>一、总体情况</t></is></c></row><row r="2"><c r="A2"'
        ' t="inlineStr"><is><t>行政事业性收费</t></is></c><c r="B2"><v>18.871000000000002</v></c></row></sheetData>'
    )
    assert read_bytes(data, source="x").report.cells["table2.fees_10k_yuan"] == Decimal("18.871")


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        ("<sheetData>" + "<row/>" * 5001 + "</sheetData>", "超过 5,000 行"),
        ("<sheetData><row>" + "<c><v>1</v></c>" * 201 + "</row></sheetData>", "超过 200 列"),
        ("<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5001 + "</mergeCells>", "超过 5,000 行"),
    ],
)
def test_it_refuses_a_sheet_larger_than_any(sheet: str, sentence: str) -> None:
    with pytest.raises(UnreadableSource, match=sentence):
        read_bytes(workbook(sheet), source="x")


@pytest.mark.parametrize("number", ["]", "", "-1", "1e9", "９", "9" * 5_000])
def test_it_counts_a_row_itself_whose_number_is_none(number: str) -> None:
    row = f'<row r="{number}"><c t="inlineStr"><is><t>一、总体情况</t></is></c><c t="s"><v>{number}</v></c></row>'
    merged = f'<mergeCells><mergeCell ref="A1:B{number}"/></mergeCells>'
    (block,) = source_of_xlsx(workbook(f"<sheetData>{row}</sheetData>{merged}")).blocks
    assert text_of(block).strip() == "一、总体情况"
