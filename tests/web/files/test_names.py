"""Names that people and attackers give: always safe to show, to save and to send."""

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.files.errors import FileRefused
from gongkai.web.files.names import LONGEST, clean_name, disposition, ending_of, refuse_deceiving

ANY = st.text(st.characters(), max_size=300)


@given(ANY)
def test_any_name_becomes_one_that_is_safe(given_name: str) -> None:
    name = clean_name(given_name)
    assert 0 < len(name) <= LONGEST
    assert not set('<>:"/\\|?*\r\n\t').intersection(name)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name)
    assert name not in {".", ".."}
    assert not name.startswith(".")
    name.encode()


@given(ANY)
def test_cleaning_twice_is_cleaning_once(given_name: str) -> None:
    assert clean_name(clean_name(given_name)) == clean_name(given_name)


@given(ANY)
def test_a_header_holds_the_name_and_nothing_else(given_name: str) -> None:
    name = clean_name(given_name)
    header = disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert unquote(header.rpartition("''")[2]) == name


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\桌面\\申请 书.pdf", "申请 书.pdf"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("申请\x00书\r\n.pdf", "申请书 .pdf"),
        ("", "未命名"),
        ("...", "未命名"),
        ("申请人：张三？.docx", "申请人：张三？.docx"),
        ("a\ufeffb\u200b.pdf", "ab.pdf"),
        ("𠀀𫝀字.pdf", "𠀀𫝀字.pdf"),
    ],
)
def test_it_keeps_what_a_reader_sees(given_name: str, name: str) -> None:
    assert clean_name(given_name) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("很" * 300 + ".pdf")
    assert len(name) == LONGEST
    assert ending_of(name) == "pdf"


@pytest.mark.parametrize("name", ["a.exe", "通知.exe.pdf", "a. exe .pdf", "表.DOCM", "页.html.txt", "图.svg"])
def test_an_ending_that_runs_is_refused_wherever_it_stands(name: str) -> None:
    with pytest.raises(FileRefused, match="点开时可能运行程序"):
        refuse_deceiving(name)


@pytest.mark.parametrize("name", ["exe", "2024.1.5.pdf", "县政府.关于水库的通知.docx", "sh.pdf"])
def test_a_harmless_name_is_not(name: str) -> None:
    refuse_deceiving(name)
