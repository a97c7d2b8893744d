import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.rules.queries import settings_of
from tests.web.directory.conftest import DAY
from tests.web.rules.setting import set_in


def test_a_template_is_kept_as_it_is(water, head) -> None:
    set_in(water, head, "set_numbering", number_letter="青水依〔{year}〕{serial}号")
    assert settings_of(water, on=DAY)["number_letter"] == "青水依〔{year}〕{serial}号"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("青水〔{year}〕号", "{serial} 应当恰好出现一次"),
        ("青水{serial}号", "{year} 应当恰好出现一次"),
        ("{organ}〔{year}〕{serial}号", "{organ} 不认识；可以用 {mark}"),
        ("〔{year}〕{serial:5}号", "只有顺序号可以补足 2 至 9 位"),
        ("〔{year}〕{serial号", "花括号不成对"),
        ("{year.real}{serial}", "不认识"),
        ("{year}{serial!r}", "不认识"),
        ("长" * 70 + "{year}{serial}", "最长 80 个字"),
        ("{year}\n{serial}", "看不见的字符"),
    ],
)
def test_a_template_by_which_no_numbers_can_be_given_is_refused(water, head, template: str, said: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        set_in(water, head, "set_numbering", number_letter=template)
    assert said in str(refused.value)
