from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.form.form import form
from gongkai.annual_report.reading import Reading
from tests.annual_report.docx_papers import (
    body,
    docx_of_python_docx,
    docx_paper,
    package,
    paragraph,
    run,
    table,
    zipped,
)
from tests.annual_report.papers import PROSE, Paper, read_bytes
from tests.annual_report.readers.test_layouts import FIGURES, expected

SOUGHT = expected(Paper(cells=FIGURES))


def read(data: bytes) -> Reading:
    return read_bytes(data, source="paper.docx")


@pytest.mark.parametrize("make", [docx_paper, docx_of_python_docx], ids=lambda make: make.__name__)
@pytest.mark.parametrize("form_year", [2021, 2019])
def test_it_reads_every_cell_of_a_document(make, form_year: int) -> None:
    cells = FIGURES if form_year == 2021 else {"table2.licensing.change": "-3", "table3.other.total": "2"}
    paper = Paper(cells=cells, form_year=form_year)
    reading = read(make(paper))
    assert reading.report.cells == expected(paper)
    assert reading.findings == ()
    assert (reading.report.organ, reading.report.year) == ("青石县水利局", 2024)
    assert {s.no: s.text for s in reading.report.sections} == {**PROSE, **dict.fromkeys((2, 3, 4), "")}


@given(
    cells=st.dictionaries(
        st.sampled_from(form(2021).cells), st.one_of(st.integers(0, 99_999_999).map(str), st.just("")), max_size=80
    ),
    merged=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_it_reads_back_whatever_figures_were_printed(cells: dict[str, str], merged: bool) -> None:
    reading = read(docx_paper(Paper(cells=cells, merged_other=merged)))
    numbers = Paper(cells={cell: text for cell, text in cells.items() if text}, merged_other=merged)
    wanted = {cell: None if cells.get(cell) == "" else value for cell, value in expected(numbers).items()}
    assert reading.report.cells == wanted


def test_it_reads_the_text_with_all_changes_accepted() -> None:
    def changed(text: str) -> str:
        gone = f"<w:del>{'<w:r><w:delText>9</w:delText></w:r>'}</w:del><w:moveFrom>{run('8')}</w:moveFrom>"
        return f"<w:p>{gone}<w:ins>{run(text)}</w:ins></w:p>"

    gone = (
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + paragraph("规章")
        + "</w:tc><w:tc>"
        + paragraph("7")
        + "</w:tc></w:tr>"
    )
    xml = body(Paper(cells=FIGURES), content=changed).replace("<w:tblPr/>", "<w:tblPr/>" + gone)
    assert read(package(xml)).report.cells == SOUGHT


def test_it_leaves_out_fields_notes_hidden_text_and_headers() -> None:
    def dressed(text: str) -> str:
        field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(5)</w:instrText></w:r>'
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>"
        return f"<w:p>{field}{run(text)}{hidden}<w:r><w:footnoteReference w:id='3'/></w:r></w:p>"

    data = docx_paper(Paper(cells=FIGURES), content=dressed)
    assert read(data).report.cells == SOUGHT
    assert read(data).findings == ()


def test_it_reads_a_report_inside_content_controls_and_several_sections() -> None:
    around = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    xml = body(Paper(cells=FIGURES)).replace("</w:pPr>", "<w:sectPr><w:pgSz/></w:sectPr></w:pPr>")
    assert read(package(around.format(xml))).report.cells == SOUGHT


def test_it_reads_a_text_box_once() -> None:
    box = f"<w:txbxContent>{table(Paper(cells=FIGURES), 3)}</w:txbxContent>"
    choices = (
        f"<m:AlternateContent xmlns:m='m'><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:AlternateContent>"
    )
    xml = body(Paper(cells=FIGURES)).replace(table(Paper(cells=FIGURES), 3), f"<w:p><w:r>{choices}</w:r></w:p>")
    reading = read(package(xml))
    assert reading.report.cells == SOUGHT
    assert reading.findings == ()


def test_it_does_not_make_one_number_of_two_that_stand_in_one_cell() -> None:
    xml = body(Paper(cells=FIGURES)).replace(paragraph("1207"), paragraph("12") + paragraph("07"))
    reading = read(package(xml))
    assert reading.report.cells == {**SOUGHT, "table2.licensing": None}
    assert [finding.where for finding in reading.findings] == ["table2.licensing"]


def test_it_says_that_a_table_is_a_picture() -> None:
    picture = "<w:p><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"
    xml = body(Paper(cells=FIGURES)).replace(table(Paper(cells=FIGURES), 4), picture)
    assert [finding.rule.name for finding in read(package(xml)).findings] == ["table_is_text"]


HOSTILE = {
    "entities": ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>', "外部实体"),
    "broken": ("<w:document", "已损坏"),
    "deep": ("<a>" * 5000 + "</a>" * 5000, "已损坏"),
    "bomb": ("<a>" + " " * (33 * 2**20) + "</a>", "解压后超过 32 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_refuses_a_hostile_document_in_one_sentence(name: str) -> None:
    xml, sentence = HOSTILE[name]
    with pytest.raises(UnreadableSource, match=sentence):
        read(zipped({"word/document.xml": xml}))


def test_it_refuses_a_table_wider_or_longer_than_any() -> None:
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'
    with pytest.raises(UnreadableSource, match="超过 200 列"):
        read(package(wide))
    row = "<w:tr><w:tc>" + paragraph("1") + "</w:tc></w:tr>"
    with pytest.raises(UnreadableSource, match="超过 20,000 行"):
        read(package("<w:tbl>" + row * 20_001 + "</w:tbl>"))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_it_refuses_a_damaged_file_in_one_sentence(data: st.DataObject) -> None:
    whole = bytearray(docx_paper(Paper(cells=FIGURES)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ReportError):
        assert read(bytes(whole)).report.cells == SOUGHT
