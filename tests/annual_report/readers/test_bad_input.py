"""Papers as they should not be: each has one outcome, an error in one sentence or a null with a finding."""

import random
from io import BytesIO
from zipfile import ZipFile

import pytest

from gongkai.annual_report.errors import NotAReport, ReportError, SeveralReports, UnreadableSource
from gongkai.annual_report.paper import Failure, read_paper, read_papers
from gongkai.annual_report.readers.decode import LIMIT
from tests.annual_report.papers import Layout, Paper, a_cell_a_line, pipes, read_text, tabs
from tests.annual_report.readers.test_layouts import FIGURES


@pytest.mark.parametrize("data", [b"", b"   \n\t\r\n", "\ufeff".encode(), "\u3000\n".encode()])
def test_it_says_that_a_file_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="文件是空的"):
        read_paper(data, source="empty.txt")


def test_it_refuses_bytes_that_are_no_text() -> None:
    noise = random.Random(711)  # noqa: S311
    for size in (1, 40, 1000, 20_000):
        with pytest.raises(ReportError):
            read_paper(bytes(noise.randrange(256) for _ in range(size)), source="noise")
    with pytest.raises(UnreadableSource, match="不是文本"):
        read_paper(b"\x00\x01\x02" * 100, source="noise")


def test_it_refuses_a_file_that_is_too_large_before_reading_it() -> None:
    with pytest.raises(UnreadableSource, match="文件太大（50 MB），超过 8 MB 的上限"):
        read_paper("公开".encode() * (50 * 2**20 // 6 + 1), source="large.txt")
    with pytest.raises(UnreadableSource, match="文件太大（8,388,609 字节）"):
        read_paper(b"a" * (LIMIT + 1), source="large.txt")


def test_it_refuses_more_lines_than_any_report_has() -> None:
    with pytest.raises(UnreadableSource, match="文件有 50,001 行，超过 50,000 行的上限"):
        read_paper(b"0\n" * 50_001, source="long.txt")


@pytest.mark.parametrize(
    "text",
    ["今天天气很好。", "一、总体情况", "2023年政府工作报告\n一、2023年工作回顾\n经济稳步增长。", "<html></html>"],
)
def test_it_says_what_it_looked_for_and_did_not_find(text: str) -> None:
    with pytest.raises(NotAReport, match=r"没有找到六个部分的标题.*也没有找到三张表的行名"):
        read_text(text, source="other.txt")


def test_it_refuses_two_reports_in_one_file() -> None:
    text = Paper().text(tabs) + "\n\n" + Paper(organ="白河镇人民政府").text(tabs)
    with pytest.raises(SeveralReports, match="文件里有 2 份报告"):
        read_text(text, source="two.txt")


@pytest.mark.parametrize("layout", [tabs, pipes, a_cell_a_line], ids=lambda layout: layout.__name__)
def test_it_leaves_null_what_a_cut_off_report_no_longer_says(layout: Layout) -> None:
    paper = Paper(cells=FIGURES)
    whole = paper.text(layout)
    full = read_text(whole, source="whole").report.cells
    for cut in range(whole.index("三、收到"), len(whole), 97):
        cells = read_text(whole[:cut], source="cut").report.cells
        assert set(cells) == set(full)
        last = whole[:cut].rstrip().splitlines()[-1]
        for cell, value in cells.items():
            # the very last figure may itself be cut: 1207 → 12
            assert value is None or value == full[cell] or str(value) in last, (cut, cell)


def test_it_reads_a_paper_whose_last_character_is_cut_in_two() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = Paper(cells=FIGURES).text(tabs).encode(encoding)
        assert read_paper(data[:-1], source="cut").report.cells["table3.received.total"] == 7


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("１２", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("12,345,678", 12345678),
        (" 7 ", 7),
        ("\u00a07", 7),
        ("０", 0),
        ("3.0", 3),
    ],
)
def test_it_reads_numbers_in_other_dress(printed: str, value: int) -> None:
    text = Paper(cells={"table3.received.business": printed}).text(tabs)
    assert read_text(text, source="test").report.cells["table3.received.business"] == value


@pytest.mark.parametrize("printed", ["/", "-", "—", "——", "", " ", "－", "／", "\u3000", "无"])
@pytest.mark.parametrize(
    "cell",
    [
        "table3.received.natural_person",
        "table3.received.research",
        "table2.rules.issued",
        "table4.reconsideration.other",
    ],
)
def test_it_reads_a_blank_or_a_dash_as_null_and_never_as_zero(printed: str, cell: str) -> None:
    text = Paper(cells={cell: printed}).text(tabs)
    cells = read_text(text, source="test").report.cells
    assert cells[cell] is None
    assert {name for name, value in cells.items() if value is None} == {cell}


def test_it_keeps_a_number_with_a_remark_and_says_so() -> None:
    text = Paper(cells={"table2.normative_documents.in_force": "22（其中修订16件）", "table2.licensing": "592件"}).text(
        tabs
    )
    reading = read_text(text, source="test")
    assert reading.report.cells["table2.normative_documents.in_force"] == 22
    assert reading.report.cells["table2.licensing"] == 592
    assert {finding.where for finding in reading.findings} == {
        "table2.normative_documents.in_force",
        "table2.licensing",
    }


def test_it_turns_yuan_into_the_tables_unit_and_says_so() -> None:
    reading = read_text(Paper(cells={"table2.fees_10k_yuan": "251000元"}).text(tabs), source="test")
    assert str(reading.report.cells["table2.fees_10k_yuan"]) == "25.1"
    assert [finding.rule.name for finding in reading.findings] == ["cell_is_plain_number"]


def test_it_does_not_guess_the_columns_of_a_row_that_lost_its_blank_cells() -> None:
    zeros = "\t".join(["0"] * 7)
    text = (
        Paper()
        .text(tabs)
        .replace(f"一、本年新收政府信息公开申请数量\t\t\t{zeros}", "一、本年新收政府信息公开申请数量\t3\t3")
    )
    reading = read_text(text, source="test")
    assert all(v is None for c, v in reading.report.cells.items() if c.startswith("table3.received."))
    assert [(finding.rule.name, finding.where) for finding in reading.findings] == [
        ("cell_position_is_certain", "table3.received")
    ]


def test_it_does_not_take_a_table_of_contents_for_a_second_report() -> None:
    contents = "目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    reading = read_text(contents + Paper(cells=FIGURES).text(tabs), source="test")
    assert reading.report.cells["table3.received.total"] == 7


def test_it_says_that_an_archive_is_empty() -> None:
    empty = BytesIO()
    ZipFile(empty, "w").close()
    (one,) = read_papers(empty.getvalue(), source="empty.zip")
    assert isinstance(one, Failure)
    assert "压缩包里没有文件" in str(one.error)


def test_it_does_not_take_chinese_text_in_utf_16_for_a_page() -> None:
    text = "㰀倀" + Paper(cells=FIGURES).text(tabs)  # the bytes of these two signs are those of <P
    assert read_paper(text.encode("utf-16"), source="test").report.cells["table3.received.total"] == 7


@pytest.mark.parametrize("number", ["1" * 5_000, "１" * 5_000, "1" + ",234" * 2_000, "0." + "3" * 5_000, "1;" * 2_000])
def test_it_takes_thousands_of_digits_for_no_number(number: str) -> None:
    text = Paper(cells={**FIGURES, "table3.received.business": number}).text(tabs)
    reading = read_text(text, source="made")
    assert reading.report.cells["table3.received.business"] is None
    assert reading.findings
