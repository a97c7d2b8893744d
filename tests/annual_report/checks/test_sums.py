from gongkai.annual_report.finding import Severity
from tests.annual_report.reports import a_report, found


def test_it_writes_out_both_sides_of_a_row() -> None:
    cells = {"table3.received.natural_person": 5, "table3.received.legal_service": 3, "table3.received.total": 7}
    finding = found(a_report(cells=cells))["total_is_sum_of_applicants"]
    assert "5+0+0+0+3+0=8，而“总计”写的是 7" in finding.message
    assert (finding.where, finding.expected, finding.found) == ("table3.received.total", "8", "7")
    assert len(finding.cells) == 7


def test_it_writes_out_both_sides_of_the_balance() -> None:
    finding = found(a_report(cells={"table3.carried_in.research": 4, "table3.total.research": 1}))[
        "received_and_carried_in_are_handled_or_carried_out"
    ]
    assert "“科研机构”一列：0+4=4，而“（七）总计”与“四、结转下年度继续办理”之和是 1+0=1" in finding.message
    assert finding.cells == tuple(
        f"table3.{row}.research" for row in ("received", "carried_in", "total", "carried_out")
    )


def test_it_leaves_the_zeros_of_a_long_column_out() -> None:
    cells = {"table3.granted.research": 2, "table3.refused.process.research": 3, "table3.total.research": 6}
    finding = found(a_report(cells=cells))["total_is_sum_of_outcomes"]
    assert "“科研机构”一列：2+3（其余为 0）=5，而“（七）总计”写的是 6" in finding.message


def test_it_warns_where_filling_blanks_could_make_a_sum_right() -> None:
    cells = {"table3.received.natural_person": None, "table3.received.total": 2}
    findings = found(a_report(cells=cells))
    assert "total_is_sum_of_applicants" not in findings
    assert findings["sum_can_be_verified"].severity is Severity.WARNING
    assert "有 1 格没有填数" in findings["sum_can_be_verified"].message


def test_it_stays_an_error_where_no_figure_in_the_blanks_could_make_a_sum_right() -> None:
    cells = {
        "table4.reconsideration.upheld": 9,
        "table4.reconsideration.other": None,
        "table4.reconsideration.total": 8,
    }
    findings = found(a_report(cells=cells))
    assert findings["total_is_sum_of_results"].severity is Severity.ERROR
    assert "sum_can_be_verified" not in findings
