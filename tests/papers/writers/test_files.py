"""What is written says the same in both formats, as it stands in the draft."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm

from gongkai.papers.letters.draft import draft
from gongkai.papers.writers.docx import docx_of
from gongkai.papers.writers.pdf import pdf_of
from gongkai.papers.writers.proof import differences, flat, text_of_docx, text_of_pdf
from gongkai.papers.writers.signing import ems, indents
from tests.annual_report.writers.fonts import needs_fonts
from tests.papers.records import EVERY, Made

REPLY = next(made for made in EVERY if made.key == "reply")
HEADED = {"letter_head": "青石县水利局", "attachments": ["验收报告", "清单 A&B <乙>"]}


@needs_fonts
@pytest.mark.parametrize("made", EVERY, ids=str)
def test_both_files_say_what_the_draft_says(made: Made) -> None:
    of = draft(made.key, made.record() | (HEADED if made.key != "reply" else {"letter_head": "青石县水利局"}))
    word, page = docx_of(of), pdf_of(of)
    assert differences(of.elements, word) == ()
    assert differences(of.elements, page) == ()
    assert flat(text_of_docx(word)) == flat(text_of_pdf(page))


def test_the_proof_finds_a_word_that_was_changed() -> None:
    of, other = draft(REPLY.key, REPLY.record()), draft(REPLY.key, REPLY.record() | {"applicant": "李四"})
    (sentence,) = differences(of.elements, docx_of(other))
    assert "原是“张三”，读回来是“李四”" in sentence


@needs_fonts
def test_the_same_draft_gives_the_same_bytes() -> None:
    of = draft(REPLY.key, REPLY.record())
    assert docx_of(of) == docx_of(draft(REPLY.key, REPLY.record()))
    assert pdf_of(of) == pdf_of(draft(REPLY.key, REPLY.record()))


def test_a_word_file_has_the_page_of_an_official_paper() -> None:
    document = Document(BytesIO(docx_of(draft(REPLY.key, REPLY.record() | HEADED))))
    section = document.sections[0]
    assert abs(section.top_margin - Mm(37)) < Mm(0.1)
    assert abs(section.left_margin - Mm(28)) < Mm(0.1)
    assert abs(section.page_width - section.left_margin - section.right_margin - Mm(156)) < Mm(0.1)
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == ["青石县水利局", "青水公复〔2025〕12号"]
    styles = {style.name: style.font.name for style in document.styles if style.name in {"Normal", "Title"}}
    assert styles == {"Normal": "仿宋_GB2312", "Title": "方正小标宋简体"}


def test_a_word_file_tells_nothing_of_the_machine_and_the_hour() -> None:
    with zipfile.ZipFile(BytesIO(docx_of(draft(REPLY.key, REPLY.record())))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
        assert "python" not in properties
        assert "created" not in properties


def test_the_organ_stands_over_the_middle_of_the_day() -> None:
    for organ in ("青石县水利局", "青石县", "某某省某某市某某县政府信息公开工作领导小组办公室"):
        day = "2025年11月20日"
        organ_in, day_in = indents(organ, day)
        assert organ_in + ems(organ) / 2 == pytest.approx(day_in + ems(day) / 2)
        assert organ_in >= 0
        assert day_in >= 4
