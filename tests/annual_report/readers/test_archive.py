import pytest

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.paper import Failure, read_paper, read_papers
from gongkai.annual_report.readers.archive import TOTAL_LIMIT, Member, members
from gongkai.annual_report.reading import Reading
from tests.annual_report.docx_papers import docx_paper, xlsx_paper, zipped
from tests.annual_report.html_papers import WORD, html_paper
from tests.annual_report.papers import Paper, tabs
from tests.annual_report.readers.test_layouts import FIGURES, expected

PAPER = Paper(cells=FIGURES)


def test_it_reads_each_member_whatever_its_kind_and_name() -> None:
    inner = zipped({"乡镇/内.txt": PAPER.text(tabs)})
    data = zipped(
        {
            "a.doc": html_paper(PAPER, WORD),
            "b.pdf": docx_paper(PAPER),
            "c": xlsx_paper(PAPER),
            "d.txt": "今天天气很好。",
            "__MACOSX/._a.doc": b"\x00\x05\x16\x07",
            "inner.zip": inner,
            "e.html": PAPER.text(tabs).encode("gb18030"),
        }
    )
    papers = list(read_papers(data, source="all.zip"))
    assert [paper.source for paper in papers] == [
        *(
            "all.zip!a.doc",
            "all.zip!b.pdf",
            "all.zip!c",
            "all.zip!d.txt",
            "all.zip!inner.zip!乡镇/内.txt",
            "all.zip!e.html",
        )
    ]
    assert [type(paper) for paper in papers] == [Reading, Reading, Reading, Failure, Reading, Reading]
    assert all(paper.report.cells == expected(PAPER) for paper in papers if isinstance(paper, Reading))


def test_it_reads_a_name_that_an_old_program_wrote() -> None:
    legacy = zipped({"AAAA.txt": PAPER.text(tabs)}).replace(b"AAAA", "年报".encode("gb18030"))
    assert [member.place for member in members(legacy)] == ["年报.txt"]


def test_it_reads_the_only_report_of_an_archive_and_refuses_to_choose() -> None:
    alone = zipped({"a.txt": PAPER.text(tabs)})
    assert read_paper(alone, source="a.zip").source == "a.zip!a.txt"
    with pytest.raises(UnreadableSource, match="不止一个文件"):
        read_paper(zipped({"a.txt": "甲", "b.txt": "乙"}), source="a.zip")


def test_it_refuses_what_unpacks_to_much_more_than_it_is() -> None:
    bomb = zipped({"bomb.txt": b"0" * (3 * 2**20), "good.txt": PAPER.text(tabs)})
    first, second = members(bomb)
    assert isinstance(first.content, UnreadableSource)
    assert "压缩了 200 倍以上" in str(first.content)
    assert isinstance(second.content, bytes)


def test_it_unpacks_no_more_than_a_limit_of_one_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    assert TOTAL_LIMIT == 2**30
    monkeypatch.setattr("gongkai.annual_report.readers.archive.TOTAL_LIMIT", 1000)
    monkeypatch.setattr("gongkai.annual_report.readers.archive._Budget.__init__.__defaults__", (1000,))
    papers = list(read_papers(zipped({str(number): "0" * 400 for number in range(9)}), source="x"))
    assert isinstance(papers[-1], Failure)
    assert len(papers) == 3


def test_it_opens_archives_in_archives_only_so_deep() -> None:
    data = zipped({"a.txt": "甲"})
    for _ in range(6):
        data = zipped({"in.zip": data})
    (member,) = members(data)
    assert isinstance(member, Member)
    assert "超过 3 层" in str(member.content)


def test_it_says_that_a_member_has_a_password() -> None:
    data = bytearray(zipped({"a.txt": PAPER.text(tabs)}))
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    (member,) = members(bytes(data))
    assert "设有密码" in str(member.content)
