import pytest

from gongkai.annual_report.readers.title import Title, title_of

NOUN = "2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "organ",
    ["青石县水利局", "和苏克孜自治州人民政府", "人力资源和社会保障局（医疗保障局）", "高新技术产业开发区管理委员会"],
)
def test_it_names_the_organ_that_stands_on_a_line_above_the_year(organ: str) -> None:
    assert title_of([organ, NOUN, "一段文字。"]) == Title(organ + NOUN, organ, 2024)


def test_it_names_an_organ_whose_own_name_is_broken_over_two_lines() -> None:
    lines = ["东川省南岭市云台区", "人力资源和社会保障局", NOUN]
    assert title_of(lines).organ == "东川省南岭市云台区人力资源和社会保障局"


@pytest.mark.parametrize("line", ["首页 > 政务公开 > 年报", "索引号：123456", "时间：2025-01-20", "打印 关闭"])
def test_it_takes_nothing_else_above_a_title_for_an_organ(line: str) -> None:
    assert title_of([line, NOUN]) == Title(NOUN, None, 2024)
