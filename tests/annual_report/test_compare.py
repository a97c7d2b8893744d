from dataclasses import replace
from decimal import Decimal
from time import perf_counter

from hypothesis import given, settings

from gongkai.annual_report.compare import compare, comparison_as_data
from gongkai.annual_report.form.form import form
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Report, Section, Value
from gongkai.annual_report.sentences import Fate
from tests.annual_report.reports_of_every_kind import reports


def a_report(year: int = 2024, *, form_year: int = 2021, text: str = "", **cells: Value) -> Report:
    """A report of 青石县水利局 in which the cells not named are 0; `received__total` names table3.received.total."""
    official = form(form_year)
    named = {f"table3.{name.replace('__', '.')}": value for name, value in cells.items()}
    return Report(
        form=official,
        organ="青石县水利局",
        year=year,
        title=None,
        cells={**dict.fromkeys(official.cells, 0), **named},
        sections=(Section(1, "一、总体情况", text),),
    )


def reading(report: Report, source: str = "made") -> Reading:
    return Reading(source, report, {}, {}, ())


def test_it_gives_the_difference_and_percent_of_a_cell_with_its_name_in_words() -> None:
    comparison = compare(reading(a_report(2023, received__total=8)), reading(a_report(2024, received__total=6)))
    (pair,) = comparison.changed
    assert (pair.cell, pair.before, pair.after) == ("table3.received.total", 8, 6)
    assert (pair.difference, pair.percent) == (-2, Decimal("-25.0"))
    assert pair.label == "表三“一、本年新收政府信息公开申请数量”总计"


def test_it_gives_no_percent_of_zero_and_no_difference_of_a_blank() -> None:
    comparison = compare(
        reading(a_report(2023, received__total=0, granted__total=None)),
        reading(a_report(2024, received__total=6, granted__total=3)),
    )
    received, granted = comparison.changed
    assert (received.difference, received.percent) == (6, None)
    assert (granted.before, granted.difference, granted.percent) == (None, None, None)


def test_it_keeps_money_exact() -> None:
    before, after = a_report(2023), a_report(2024)
    before = replace(before, cells={**before.cells, "table2.fees_10k_yuan": Decimal("0.1")})
    after = replace(after, cells={**after.cells, "table2.fees_10k_yuan": Decimal("0.3")})
    (pair,) = compare(reading(before), reading(after)).changed
    assert (pair.difference, pair.percent) == (Decimal("0.2"), Decimal("200.0"))


def test_it_lists_cells_in_the_order_of_the_form() -> None:
    comparison = compare(reading(a_report()), reading(a_report()))
    assert tuple(pair.cell for pair in comparison.cells) == form(2021).cells


def test_it_never_compares_what_two_forms_mean_differently() -> None:
    comparison = compare(reading(a_report(2020, form_year=2019)), reading(a_report(2021)))
    assert {pair.cell.split(".")[0] for pair in comparison.cells} == {"table3", "table4"}
    assert all(cell.startswith("table2.") for cell in (*comparison.only_before, *comparison.only_after))


def test_it_adds_up_the_parts_where_the_other_paper_prints_one_row() -> None:
    other = {"other.correction_lapsed__total": 2, "other.other__total": 3}
    comparison = compare(reading(a_report(2020, form_year=2019, other__total=4)), reading(a_report(2021, **other)))
    (pair,) = comparison.changed
    assert (pair.cell, pair.before, pair.after) == ("table3.other.total", 4, 5)


def test_it_says_what_became_of_every_sentence() -> None:
    before = "公开信息 30 条。公开栏每月更新一次。没有收到投诉。组织了一次培训。"
    after = "公开信息 45 条。组织了一次培训。公开栏每周更新一次。新建政务公开专区。"
    comparison = compare(reading(a_report(2023, text=before)), reading(a_report(2024, text=after)))
    assert [(change.fate, (change.after or change.before).text) for change in comparison.sentences] == [
        (Fate.RENUMBERED, "公开信息 45 条。"),
        (Fate.KEPT, "组织了一次培训。"),
        (Fate.CHANGED, "公开栏每周更新一次。"),
        (Fate.ADDED, "新建政务公开专区。"),
        (Fate.REMOVED, "没有收到投诉。"),
    ]
    assert comparison.copied == 0.5


@given(before=reports(), after=reports())
@settings(max_examples=25, deadline=None)
def test_it_accounts_for_every_sentence_once_and_for_every_cell(before: Report, after: Report) -> None:
    comparison = compare(reading(before), reading(after))
    for report, side in ((before, "before"), (after, "after")):
        told = sorted(getattr(change, side).text for change in comparison.sentences if getattr(change, side))
        printed = sorted("".join("".join(section.text.split()) for section in report.sections))
        assert sorted("".join("".join(told).split())) == printed
    for pair in comparison.cells:
        if pair.difference is not None:
            assert pair.before is not None
            assert pair.before + pair.difference == pair.after
    comparison_as_data(comparison)


@given(report=reports())
@settings(max_examples=15, deadline=None)
def test_it_finds_no_difference_between_a_report_and_itself(report: Report) -> None:
    comparison = compare(reading(report), reading(report))
    assert comparison.changed == ()
    assert {change.fate for change in comparison.sentences} <= {Fate.KEPT}


def test_it_pairs_no_sentences_beyond_a_bound_so_that_hostile_texts_cost_little() -> None:
    words = "甲乙丙丁戊己庚辛壬癸"
    many = ["".join(words[int(digit)] for digit in str(10_000 + index * 7)) + "号。" for index in range(1_100)]
    long = "长" * 3_000
    before, after = "".join((long, "。", *many)), "".join((long, "！", *(f"{text[:-1]}件。" for text in many)))
    start = perf_counter()
    comparison = compare(reading(a_report(2023, text=before)), reading(a_report(2024, text=after)))
    assert {change.fate for change in comparison.sentences} == {Fate.ADDED, Fate.REMOVED}
    assert len(comparison.sentences) == 2 * 1_101
    assert perf_counter() - start < 5
