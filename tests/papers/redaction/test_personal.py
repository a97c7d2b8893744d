"""What is proposed: numbers that agree with their check digits, telephones, given names, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.redaction.personal import Kind, find, is_card_number, is_identity_number


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("身份证号11010519491231002X。", Kind.IDENTITY_NUMBER, "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", Kind.IDENTITY_NUMBER, "11010519491231002X"),
        ("110105 19491231 002x", Kind.IDENTITY_NUMBER, "110105 19491231 002x"),
        ("旧证130503670401001", Kind.IDENTITY_NUMBER, "130503670401001"),
        ("卡号6222 0212 3456 7890 128", Kind.BANK_CARD, "6222 0212 3456 7890 128"),
        ("电话138-1234-5678", Kind.MOBILE, "138-1234-5678"),
        ("+86 13812345678", Kind.MOBILE, "+86 13812345678"),
        ("电话0937-1234567转12", Kind.TELEPHONE, "0937-1234567转12"),
        ("邮箱zhang.san@example.cn，", Kind.EMAIL, "zhang.san@example.cn"),
        ("住址：青石县城关镇人民路12号3单元401室", Kind.ADDRESS, "青石县城关镇人民路12号3单元401室"),
    ],
)
def test_it_finds(text: str, kind: Kind, found: str) -> None:
    assert (kind, found) in {(one.kind, one.text) for one in find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "文号110105194912310021",
        "〔2025〕12号",
        "2025年11月20日",
        "经费12345678901234567890元",
        "第三十六条第（四）项",
        "统一社会信用代码91350100M000100Y43",
        "根据第12号公告",
    ],
)
def test_it_leaves_what_is_no_personal_number(text: str) -> None:
    assert find(text) == ()


def test_it_finds_the_names_it_was_given_and_no_other() -> None:
    assert [one.text for one in find("张三与李四、王 五", ["张三", "王五"])] == ["张三", "王 五"]


@given(
    st.from_regex(r"[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{3}", fullmatch=True).filter(str.isascii)
)
def test_just_one_check_digit_makes_an_identity_number(stem: str) -> None:
    assert sum(is_identity_number(stem + digit) for digit in "0123456789X") == 1


@given(st.from_regex(r"[1-9][0-9]{14,17}", fullmatch=True))
def test_just_one_check_digit_makes_a_card_number(stem: str) -> None:
    assert sum(is_card_number(stem + digit) for digit in "0123456789") <= 1
    assert any(is_card_number(stem + digit) for digit in "0123456789")
