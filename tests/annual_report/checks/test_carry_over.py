from dataclasses import replace

from gongkai.annual_report.checks.carry_over import carry_over
from gongkai.annual_report.finding import Finding, Severity
from gongkai.annual_report.report import Report, Value
from tests.annual_report.test_compare import a_report


def with_documents(report: Report, **numbers: Value) -> Report:
    cells = {f"table2.normative_documents.{name}": value for name, value in numbers.items()}
    return replace(report, cells={**report.cells, **cells})


def names(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule.name, finding.where) for finding in findings]


def test_it_finds_nothing_where_the_years_join() -> None:
    last = with_documents(a_report(2023, carried_out__total=3, carried_out__business=3), in_force=40)
    this = a_report(2024, carried_in__total=3, carried_in__business=3)
    assert carry_over(with_documents(this, issued=5, repealed=2, in_force=43), last) == ()


def test_it_reports_each_column_in_which_the_carried_in_are_not_last_years_carried_out() -> None:
    last = a_report(2023, carried_out__total=3, carried_out__business=3)
    findings = carry_over(a_report(2024, carried_in__total=2, carried_in__business=2), last)
    assert names(findings) == [
        ("carried_in_equals_last_years_carried_out", "table3.carried_in.business"),
        ("carried_in_equals_last_years_carried_out", "table3.carried_in.total"),
    ]
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert (findings[1].expected, findings[1].found) == ("3", "2")
    assert "上一年报告表三“四、结转下年度继续办理”总计是 3" in findings[1].message


def test_it_counts_a_blank_as_zero_and_says_so() -> None:
    (finding,) = carry_over(a_report(2024, carried_in__total=None), a_report(2023, carried_out__total=1))
    assert "空白按 0 计" in finding.message
    assert carry_over(a_report(2024, carried_in__total=None), a_report(2023)) == ()


def test_it_says_that_it_cannot_compare_a_row_without_any_number() -> None:
    columns = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
    blank = a_report(2023, **{f"carried_out__{column}": None for column in columns})
    assert names(carry_over(a_report(2024, carried_in__total=1), blank)) == [
        ("last_year_can_be_compared", "table3.carried_out")
    ]


def test_it_warns_where_what_is_in_force_does_not_follow() -> None:
    this = with_documents(a_report(2024), issued=5, repealed=2, in_force=50)
    (finding,) = carry_over(this, with_documents(a_report(2023), in_force=40))
    assert (finding.rule.name, finding.severity) == ("in_force_follows", Severity.WARNING)
    assert (finding.expected, finding.found) == ("43", "50")


def test_it_leaves_alone_what_is_in_force_where_a_number_is_missing_or_the_form_is_the_earlier_one() -> None:
    this = with_documents(a_report(2024), issued=None, repealed=2, in_force=50)
    assert carry_over(this, with_documents(a_report(2023), in_force=40)) == ()
    assert carry_over(with_documents(a_report(2021), in_force=9), a_report(2020, form_year=2019)) == ()


def test_it_warns_of_a_report_that_is_not_last_years_or_not_the_same_organs() -> None:
    assert names(carry_over(a_report(2024), a_report(2022))) == [("years_follow", "title")]
    assert names(carry_over(a_report(2024), replace(a_report(2023), organ="青石县司法局"))) == [
        ("years_follow", "title")
    ]
