"""Papers made for tests as DOCX and XLSX: the official tables with merged cells, as office programs save them."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook

from gongkai.regulation.numerals import chinese
from tests.annual_report.html_papers import lines_of, text_of
from tests.annual_report.papers import PROSE, Paper

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str) -> str:
    return f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{run(text)}</w:p>"


def docx_paper(paper: Paper, *, content: Callable[[str], str] = paragraph, around: str = "{}") -> bytes:
    """The paper as WordprocessingML written by hand. content: what a cell holds; around: what the body holds."""
    return package(around.format(body(paper, content=content)))


def body(paper: Paper, *, content: Callable[[str], str] = paragraph) -> str:
    parts = [paragraph(f"{paper.organ}{paper.year}年政府信息公开工作年度报告")]
    for head in paper.form.sections:
        parts.append(paragraph(f"{chinese(head.number)}、{head.label.text}"))
        prose = PROSE.get(head.number)
        parts += map(paragraph, prose.split("\n")) if prose else [table(paper, head.number, content)]
    return "".join(parts)


def table(paper: Paper, section: int, content: Callable[[str], str] = paragraph) -> str:
    """A table whose vertically merged cells go on as empty ones, as the format has them."""
    rows, open_below = [], {}
    for line in lines_of(paper, section):
        cells, column, boxes = [], 0, list(line)
        while boxes or open_below.get(column, (0, 0))[0]:
            rows_left, width = open_below.get(column, (0, 0))
            if rows_left:
                cells.append(_cell("", width, "<w:vMerge/>", content))
                open_below[column] = (rows_left - 1, width)
                column += width
                continue
            box = boxes.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
            cells.append(_cell(text_of(paper, box), box.columns, merge, content))
            open_below[column] = (box.rows - 1, box.columns)
            column += box.columns
        rows.append("<w:tr>" + "".join(cells) + "</w:tr>")
    return "<w:tbl><w:tblPr/>" + "".join(rows) + "</w:tbl>"


def _cell(text: str, width: int, merge: str, content: Callable[[str], str]) -> str:
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content(text)}</w:tc>"


def package(xml: str, more: dict[str, str] | None = None) -> bytes:
    """A DOCX of that body. more: other parts."""
    document = f'{_XML}<w:document xmlns:w="{_W}"><w:body>{xml}<w:sectPr/></w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(more or {})})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_of_python_docx(paper: Paper) -> bytes:
    """The paper as another program writes it, cells merged by that program."""
    document = Document()
    document.add_heading(f"{paper.organ}{paper.year}年政府信息公开工作年度报告")
    for head in paper.form.sections:
        document.add_heading(f"{chinese(head.number)}、{head.label.text}", 2)
        prose = PROSE.get(head.number)
        if prose:
            for text in prose.split("\n"):
                document.add_paragraph(text)
            continue
        _merge_into(document, paper, head.number)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _merge_into(document: Document, paper: Paper, section: int) -> None:
    lines = lines_of(paper, section)
    width = sum(box.columns for box in lines[0])
    made = document.add_table(len(lines), width)
    for (row, column), box in placed(lines).items():
        first, last = made.cell(row, column), made.cell(row + box.rows - 1, column + box.columns - 1)
        (first.merge(last) if box.rows > 1 or box.columns > 1 else first).text = text_of(paper, box)


def placed(lines):
    """Every box by the row and column at which it begins."""
    taken, places = set(), {}
    for row, line in enumerate(lines):
        column = 0
        for box in line:
            while (row, column) in taken:
                column += 1
            places[row, column] = box
            taken |= {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
    return places


def xlsx_paper(paper: Paper) -> bytes:
    """The paper as a workbook: the whole report on one sheet, numbers as numbers."""
    book = Workbook()
    sheet = book.active
    sheet.append([f"{paper.organ}{paper.year}年政府信息公开工作年度报告"])
    for head in paper.form.sections:
        sheet.append([f"{chinese(head.number)}、{head.label.text}"])
        prose = PROSE.get(head.number)
        if prose:
            sheet.append([prose])
            continue
        lines, top = lines_of(paper, head.number), sheet.max_row + 1
        for (row, column), box in placed(lines).items():
            text = text_of(paper, box)
            cell = sheet.cell(top + row, 1 + column, float(text) if box.cell and text else text)
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(
                    start_row=cell.row,
                    end_row=cell.row + box.rows - 1,
                    start_column=cell.column,
                    end_column=cell.column + box.columns - 1,
                )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def numbered_by_lists(paper: Paper) -> bytes:
    """The paper with headings that a word processor numbers, by their style, from a list of three levels."""
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text, style) in enumerate(
            (
                ("chineseCountingThousand", "%1、", '<w:pStyle w:val="Chapter"/>'),
                ("chineseCounting", "（%2）", ""),
                ("decimal", "%3.", ""),
            )
        )
    )
    numbering = (
        f'{_XML}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    styles = (
        f'{_XML}<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/>'
        '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    body_xml = body(paper)
    for head in paper.form.sections:
        printed = paragraph(f"{chinese(head.number)}、{head.label.text}")
        body_xml = body_xml.replace(
            printed, f'<w:p><w:pPr><w:pStyle w:val="Chapter"/></w:pPr>{run(head.label.text)}</w:p>'
        )
    return package(body_xml, {"word/numbering.xml": numbering, "word/styles.xml": styles})
