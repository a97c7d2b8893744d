from dataclasses import replace

import pytest

from gongkai.annual_report.checks import check
from gongkai.annual_report.checks.rule_makers import cannot_make_rules
from gongkai.annual_report.form.form import form
from gongkai.annual_report.reading import Place
from tests.annual_report.reports import a_report, places_of

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")


def blanks(cells: list[str], printed: str = "") -> list[tuple[str, int, str]]:
    report = a_report(cells=dict.fromkeys(cells))
    places = places_of(report) | {cell: Place(1, printed) for cell in cells}
    findings = [finding for finding in check(report, places) if finding.rule.name == "cell_has_number"]
    return [(finding.where, len(finding.cells), finding.message) for finding in findings]


def test_it_names_a_single_blank_by_its_cell() -> None:
    [(where, count, message)] = blanks(["table3.granted.research"])
    assert (where, count) == ("table3.granted.research", 1)
    assert message.startswith("表三“（一）予以公开”科研机构没有填数字")


def test_it_names_a_blank_row_once() -> None:
    [(where, count, message)] = blanks([f"table3.granted.{column}" for column in COLUMNS])
    assert (where, count) == ("table3.granted", 7)
    assert message.startswith("表三“（一）予以公开”一行都没有填数字")


def test_it_names_a_blank_block_once() -> None:
    rows = [row.name for row in form().tables["table3"]][2:24]
    [(where, count, message)] = blanks([f"table3.{row}.total" for row in rows])
    assert (where, count) == ("table3.granted", 22)
    assert message.startswith("表三从“（一）予以公开”到“（七）总计”共 22 行的“总计”没有填数字")


def test_it_names_rows_with_other_blanks_apart() -> None:
    found = blanks(["table3.received.research", "table3.carried_in.business", "table4.reconsideration.total"])
    assert [where for where, _, _ in found] == [
        "table3.received.research",
        "table3.carried_in.business",
        "table4.reconsideration.total",
    ]


def test_it_says_what_stands_in_place_of_a_number() -> None:
    [(_, _, message)] = blanks(["table2.rules.issued", "table2.rules.repealed", "table2.rules.in_force"], "/")
    assert "写的是“/”" in message


def test_it_says_once_that_a_table_is_not_there() -> None:
    absent = [cell for row in form().tables["table3"] for cell in row.cells]
    report = a_report(cells=dict.fromkeys(absent))
    places = {cell: place for cell, place in places_of(report).items() if cell not in absent}
    assert [(finding.rule.name, finding.where) for finding in check(report, places)] == [("table_is_present", "table3")]


def test_it_asks_for_no_places_of_a_report_that_never_was_a_paper() -> None:
    assert check(a_report()) == ()


def test_it_does_not_ask_for_the_rows_that_a_merged_row_replaces() -> None:
    report = a_report()
    row = report.form.merged[0]
    cells = {cell: value for cell, value in report.cells.items() if not cell.startswith("table3.other.")}
    merged = replace(report, cells=cells | dict.fromkeys(row.cells))
    [finding] = check(merged, places_of(merged))
    assert (finding.rule.name, finding.where, len(finding.cells)) == ("cell_has_number", "table3.other", 7)


@pytest.mark.parametrize(
    "organ",
    [
        "青石县白水镇",
        "青石县白水镇人民政府",
        "白水乡人民政府",
        "南关区永吉街道办事处",
        "永吉街道",
        "青石县人民政府",
        "青石县水利局",
        "某某旗人民政府",
        "汉江区人民政府",
        "汉江区人民政府办公室",
        "江城市水利局",
        "江城市卫生健康委员会",
        "江州省教育厅",
        "江东壮族自治区财政厅",
        "江城经济开发区管理委员会",
        "青石县高新技术产业开发区",
        "区统计局",
        "审计局",
        "国家税务总局江城市税务局",
    ],
)
def test_it_knows_by_its_name_who_cannot_make_rules(organ: str) -> None:
    assert cannot_make_rules(organ)


@pytest.mark.parametrize(
    "organ",
    [
        "国家新闻出版署",
        "国家市场监督管理总局",
        "国家税务总局",
        "国家统计局",
        "中国民用航空局",
        "住房和城乡建设部",
        "国家发展和改革委员会",
        "江州省人民政府",
        "江东壮族自治区人民政府",
        "江城市人民政府",
        "江城市人民政府办公室",
        "江城市",
        "江东自治州人民政府",
    ],
)
def test_it_says_nothing_of_those_who_may_or_might(organ: str) -> None:
    assert not cannot_make_rules(organ)
