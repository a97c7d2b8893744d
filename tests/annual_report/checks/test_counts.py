import pytest

from gongkai.annual_report.checks.narrative.counts import Count, counts, listed


def only(text: str) -> Count:
    [count] = counts(text)
    return count


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("共发布信息162条", 162, "条"),
        ("申请 8 件", 8, "件"),
        ("公开信息１２３条", 123, "条"),
        ("公开信息1,234条", 1234, "条"),
        ("公开信息1，234，567条", 1234567, "条"),
        ("2024年，123条", 123, "条"),
        ("解读25篇", 25, "篇"),
        ("复议22起", 22, "起"),
    ],
)
def test_it_reads_a_count_with_its_measure_word(text: str, value: int, unit: str) -> None:
    count = only(text)
    assert (count.value, count.unit, count.exact) == (value, unit, True)


@pytest.mark.parametrize(
    "text", ["504余条", "600 多篇", "近 90 件", "约30件", "超过100条", "不少于 5 次", "3万条", "3万余条"]
)
def test_it_knows_a_count_that_is_not_exact(text: str) -> None:
    assert not only(text).exact


@pytest.mark.parametrize(
    "text",
    ["2024年", "12月31日", "第20条", "127.33亿元", "3.5条", "办结率100%", "第八条", "〔2020〕109号", f"{10**15}件"],
)
def test_it_takes_nothing_else_for_a_count(text: str) -> None:
    assert list(counts(text)) == []


def test_it_reads_an_enumeration_that_leaves_the_measure_word_out() -> None:
    text = "包括 82、421和53。"
    assert [count.value for count in listed(text, 0, len(text))] == [82, 421, 53]


def test_it_takes_no_year_for_part_of_an_enumeration() -> None:
    text = "2022、2023年分别是 5 条、6 条"
    assert [count.value for count in listed(text, 0, len(text))] == [5, 6]
