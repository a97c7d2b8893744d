"""Numbers that a word processor draws before paragraphs."""

import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from gongkai.annual_report.corpus.sample.lists import with_lists
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.readers.blocks import text_of
from gongkai.annual_report.readers.docx import source_of_docx
from gongkai.annual_report.readers.enumerators import enumerator
from tests.annual_report.docx_papers import docx_of_python_docx, docx_paper, numbered_by_lists, package
from tests.annual_report.papers import Paper
from tests.annual_report.readers.test_layouts import FIGURES

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _list(*levels: str, num: str = "") -> str:
    made = "".join(f'<w:lvl w:ilvl="{index}">{level}</w:lvl>' for index, level in enumerate(levels))
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{num}</w:numbering>'
    )


def _level(style: str, text: str, more: str = "") -> str:
    return f'<w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{more}'


def _item(text: str, level: int = 0, number: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _texts(body: str, numbering: str) -> list[str]:
    return [text_of(block) for block in source_of_docx(package(body, {"word/numbering.xml": numbering})).blocks]


def test_it_finds_the_sections_of_a_paper_whose_headings_are_numbered_by_a_style() -> None:
    paper = Paper(cells=FIGURES)
    plain, listed = (read_paper(data, source="") for data in (docx_paper(paper), numbered_by_lists(paper)))
    assert [section.title for section in listed.report.sections] == [section.title for section in plain.report.sections]
    assert listed.report == plain.report
    assert listed.findings == plain.findings


def test_it_counts_each_level_and_begins_anew_below_a_higher_one() -> None:
    numbering = _list(_level("chineseCounting", "%1、"), _level("chineseCounting", "（%2）"), _level("decimal", "%3．"))
    body = "".join([_item("甲"), _item("乙", 1), _item("丙", 1), _item("丁", 2), _item("戊"), _item("己", 1)])
    assert _texts(body, numbering) == ["一、甲", "（一）乙", "（二）丙", "1．丁", "二、戊", "（一）己"]


def test_it_draws_the_numbers_of_the_levels_above() -> None:
    numbering = _list(_level("chineseCounting", "第%1部分"), _level("decimal", "%1.%2", "<w:isLgl/>"))
    assert _texts(_item("甲") + _item("乙", 1), numbering) == ["第一部分 甲", "1.1 乙"]


def test_it_goes_on_counting_in_a_second_list_of_the_same_scheme_unless_that_begins_anew() -> None:
    second = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    third = second.replace('"2"', '"3"').replace("</w:num>", anew + "</w:num>")
    numbering = _list(_level("decimal", "%1）"), num=second + third)
    body = "".join(_item(text, 0, number) for text, number in (("甲", 1), ("乙", 2), ("丙", 3), ("丁", 3)))
    assert _texts(body, numbering) == ["1）甲", "2）乙", "5）丙", "6）丁"]


def test_it_puts_no_number_before_a_figure_nor_before_a_blank() -> None:
    numbering = _list(_level("decimal", "%1."))
    assert _texts(_item("5") + _item("") + _item("三件"), numbering) == ["5", "3. 三件"]


def test_it_draws_no_bullets_and_follows_no_list_that_is_missing() -> None:
    numbering = _list(_level("bullet", "●"))
    assert _texts(_item("甲") + _item("乙", 0, 9) + _item("丙", 0, 0), numbering) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("style", "number", "drawn"),
    [
        ("chineseCounting", 12, "十二"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("ideographTraditional", 2, "乙"),
        ("upperRoman", 94, "XCIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalZero", 7, "07"),
        ("thaiLetters", 4, "4"),
        ("chineseCounting", 0, "0"),
    ],
)
def test_it_writes_numbers_as_the_format_says(style: str, number: int, drawn: str) -> None:
    assert enumerator(number, style) == drawn


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_reads_the_lists_of_a_document_that_libreoffice_wrote(tmp_path: Path) -> None:
    paper = Paper(cells=FIGURES)
    (tmp_path / "paper.docx").write_bytes(with_lists(docx_of_python_docx(paper)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for source, kind in (("paper.docx", "odt"), ("paper.odt", "docx:MS Word 2007 XML")):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
        subprocess.run([*command, str(tmp_path / source)], check=True, timeout=120)
    reading = read_paper((tmp_path / "paper.docx").read_bytes(), source="")
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "paper.docx")).paragraphs]
    assert "总体情况" in texts
    assert [section.title for section in reading.report.sections][:2] == ["一、总体情况", "二、主动公开政府信息情况"]
    assert reading.report.cells == read_paper(docx_paper(paper), source="").report.cells
