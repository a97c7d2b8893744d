"""Values in official style."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.words import in_capitals, in_yuan, quoted, within
from gongkai.regulation.citation import cite

FIGURES = {figure: value for value, figure in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("yuan", "capitals"),
    [
        ("0", "零元整"),
        ("100", "壹佰元整"),
        ("1100", "壹仟壹佰元整"),
        ("1001", "壹仟零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("100000", "壹拾万元整"),
        ("10000001", "壹仟万零壹元整"),
        ("100000000", "壹亿元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("0.05", "伍分"),
        ("325.40", "叁佰贰拾伍元肆角"),
    ],
)
def test_it_writes_amounts_in_capitals(yuan: str, capitals: str) -> None:
    assert in_capitals(Decimal(yuan)) == capitals


@given(st.integers(1, 10**12 - 1))
def test_capitals_read_back_to_the_same_amount(yuan: int) -> None:
    text = in_capitals(Decimal(yuan)).removesuffix("元整")
    total = group = figure = 0
    for char in text:
        if char in FIGURES:
            figure = FIGURES[char]
        elif char in PLACES:
            group, figure = group + figure * PLACES[char], 0
        else:
            total, group, figure = total + (group + figure) * {"万": 10**4, "亿": 10**8}[char], 0, 0
    assert total + group + figure == yuan
    assert "零零" not in text


def test_it_refuses_an_amount_that_no_coin_pays() -> None:
    for amount in ("-1", "0.001", "1000000000000"):
        with pytest.raises(ValueError, match="不能写成大写"):
            in_capitals(Decimal(amount))


def test_it_groups_figures_and_closes_sentences_once() -> None:
    assert in_yuan(Decimal(1234567)).startswith("1,234,567元（大写")
    assert within("事实清楚。；") == "事实清楚"


def test_it_names_each_document_once() -> None:
    law = quoted([cite("REG 36(3)"), cite("REG 14"), cite("FEE 6 [K]")])
    assert (
        law
        == "《中华人民共和国政府信息公开条例》第三十六条第（三）项、第十四条和《政府信息公开信息处理费管理办法》第六条"
    )
