import pytest

from gongkai.regulation.citation import Certainty, CitationError, cite, documents
from gongkai.regulation.numerals import chinese


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("REG 33", "《中华人民共和国政府信息公开条例》第三十三条"),
        ("REG 33.2", "《中华人民共和国政府信息公开条例》第三十三条第二款"),
        ("REG 20(5)", "《中华人民共和国政府信息公开条例》第二十条第（五）项"),
        ("REG 36.1(4)", "《中华人民共和国政府信息公开条例》第三十六条第一款第（四）项"),
        ("FEE", "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"),
    ],
)
def test_it_prints_as_the_law_is_quoted_and_reads_back(key: str, text: str) -> None:
    assert str(cite(key)) == text
    assert cite(key).key == key


def test_it_keeps_how_sure_we_are() -> None:
    assert cite("REG 33").certainty is Certainty.CONFIRMED
    assert cite("FEE 7 [K]").certainty is Certainty.KNOWN
    assert cite("REG 33.3 [A]").certainty is Certainty.ASSUMED
    assert cite("REG 33.3 [A]").key == "REG 33.3 [A]"


@pytest.mark.parametrize("text", ["", "reg 33", "REG33", "REG 33.", "REG 33 [X]", "XYZ 1", "REG 1000"])
def test_it_refuses_what_it_cannot_read_or_does_not_know(text: str) -> None:
    with pytest.raises(CitationError):
        cite(text)


def test_every_successor_is_itself_registered() -> None:
    for document in documents().values():
        assert document.replaced_by is None or document.replaced_by in documents()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (47, "四十七"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (234, "二百三十四"),
    ],
)
def test_it_counts_as_the_law_prints(number: int, text: str) -> None:
    assert chinese(number) == text
