from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.errors import NotAddable
from gongkai.annual_report.form.form import form
from gongkai.annual_report.merge import RollUp, merge, merge_mixed, roll_up_as_data
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Report, Value
from tests.annual_report.reports_of_every_kind import cells
from tests.annual_report.test_compare import a_report


def of(organ: str | None, report: Report) -> Reading:
    return Reading(f"{organ}.html", replace(report, organ=organ), {}, {}, ())


def rules_of(roll_up: RollUp) -> list[str]:
    return [finding.rule.name for finding in roll_up.reading.findings]


def test_it_adds_cell_by_cell_and_lists_what_it_added() -> None:
    readings = [of("青石县水利局", a_report(received__total=3)), of("青石县司法局", a_report(received__total=4))]
    roll_up = merge(readings, organ="青石县人民政府", year=2024)
    report = roll_up.reading.report
    assert report.cells["table3.received.total"] == 7
    assert (report.organ, report.year, report.title) == (
        "青石县人民政府",
        2024,
        "青石县人民政府2024年政府信息公开工作年度报告",
    )
    assert [(addend.source, addend.organ, addend.cells["table3.received.total"]) for addend in roll_up.addends] == [
        ("青石县水利局.html", "青石县水利局", 3),
        ("青石县司法局.html", "青石县司法局", 4),
    ]
    assert roll_up_as_data(roll_up)["added"][1]["cells"]["table3.received.total"] == 4
    assert roll_up.reading.findings == ()


def test_it_adds_money_to_the_last_digit() -> None:
    cell = "table2.fees_10k_yuan"
    parts = [Decimal("0.1"), Decimal("0.2"), 3, Decimal("12345678901234567890123456789.0001")]
    readings = [
        of(f"{place}县水利局", replace(a_report(), cells={**a_report().cells, cell: part}))
        for place, part in zip("甲乙丙丁", parts, strict=True)
    ]
    assert merge(readings).reading.report.cells[cell] == Decimal("12345678901234567890123456792.3001")


def test_it_takes_a_number_beside_a_blank_and_says_so_and_leaves_blank_what_nobody_has() -> None:
    readings = [
        of("青石县水利局", a_report(received__total=None, granted__total=None)),
        of("青石县司法局", a_report(received__total=4, granted__total=None)),
    ]
    roll_up = merge(readings)
    assert roll_up.reading.report.cells["table3.received.total"] == 4
    assert roll_up.reading.report.cells["table3.granted.total"] is None
    (finding,) = roll_up.reading.findings
    assert (finding.rule.name, finding.cells) == ("every_addend_has_number", ("table3.received.total",))
    assert "青石县水利局.html没有填数字" in finding.message


def test_it_adds_a_merged_row_to_the_parts_of_another_paper() -> None:
    official = form(2021)
    whole = a_report(**{"other.other__total": 2})
    parts = {cell for name in official.merged[0].instead_of for cell in official.row("table3", name).cells}
    merged = {cell: value for cell, value in whole.cells.items() if cell not in parts}
    printed = replace(whole, cells={**merged, **dict.fromkeys(official.merged[0].cells, 5)})
    report = merge([of("甲县水利局", whole), of("乙县水利局", printed)]).reading.report
    assert report.cells["table3.other.total"] == 7
    assert report.merged == {"other"}


def test_it_refuses_one_report_other_years_and_other_forms() -> None:
    with pytest.raises(NotAddable, match="至少要两份"):
        merge([of("甲县水利局", a_report())])
    years = [of("甲县水利局", a_report(2023)), of("乙县水利局", a_report(2024))]
    with pytest.raises(
        NotAddable, match=r"不是同一年的（2023 年：甲县水利局.html；2024 年：乙县水利局.html）.*--mixed"
    ):
        merge(years)
    with pytest.raises(NotAddable, match=r"报告都是 2024 年的，不能汇总成 2025 年"):
        merge([years[1], of("丙县水利局", a_report(2024))], year=2025)
    forms = [of("甲县水利局", a_report(2021)), of("乙县水利局", a_report(2021, form_year=2019))]
    with pytest.raises(NotAddable, match=r"格式不同（2019 年格式：乙县.*表二含义不同"):
        merge(forms)


def test_it_adds_mixed_years_and_forms_when_told_and_leaves_null_what_means_something_else() -> None:
    readings = [
        of("甲县水利局", a_report(2020, form_year=2019, received__total=2, other__total=1)),
        of("乙县水利局", a_report(2021, received__total=3, **{"other.fee_unpaid__total": 4})),
    ]
    roll_up = merge_mixed(readings, year=2021)
    cells = roll_up.reading.report.cells
    assert (cells["table3.received.total"], cells["table3.other.total"]) == (5, 5)
    assert cells["table2.licensing"] is None
    assert rules_of(roll_up) == ["addends_have_one_form"]


@pytest.mark.parametrize(
    ("organs", "rule"),
    [
        (["青石县水利局", "青石县水利局"], "organ_is_added_once"),
        (["青石县（开发区）", "青石县(开发区)"], "organ_is_added_once"),
        (["青石县人民政府", "青石县水利局"], "government_is_not_added_to_its_own"),
        (["白河市青石县人民政府", "青石县水利局"], "government_is_not_added_to_its_own"),
        (["白河市人民政府", "白河市青石县水利局"], "government_is_not_added_to_its_own"),
    ],
)
def test_it_warns_of_probable_double_counting_by_name(organs: Sequence[str], rule: str) -> None:
    assert rules_of(merge([of(organ, a_report()) for organ in organs])) == [rule]


@pytest.mark.parametrize(
    "organs", [["青石县水利局", "青石县司法局"], ["青石县人民政府", "白河县人民政府"], [None, None]]
)
def test_it_does_not_warn_of_strangers(organs: Sequence[str | None]) -> None:
    assert rules_of(merge([of(organ, a_report()) for organ in organs])) == []


def test_it_warns_of_equal_tables_under_two_names_but_not_of_small_ones() -> None:
    small = {"received__natural_person": 1, "received__total": 1, "granted__total": 1}
    assert rules_of(merge([of(organ, a_report(**small)) for organ in ("甲县水利局", "乙县水利局")])) == []
    large = {"received__natural_person": 12, "received__total": 15, "granted__total": 9}
    roll_up = merge([of(organ, a_report(**large)) for organ in ("甲县水利局", "乙县水利局")])
    assert [(finding.rule.name, finding.where) for finding in roll_up.reading.findings] == [
        ("tables_of_two_reports_differ", "table3")
    ]


@given(parts=st.lists(cells(form(2021)), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_it_gives_the_same_sum_in_whatever_order(parts: list[dict[str, Value]]) -> None:
    readings = [
        of(f"{place}县水利局", replace(a_report(), cells=part))
        for place, part in zip("甲乙丙丁戊", parts, strict=False)
    ]
    forward, backward = merge(readings), merge(readings[::-1])
    assert forward.reading.report.cells == backward.reading.report.cells
    for cell, total in forward.reading.report.cells.items():
        numbers = [addend.cells[cell] for addend in forward.addends if addend.cells[cell] is not None]
        assert total == (sum(numbers) if numbers else None)
