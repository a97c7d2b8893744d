import json
from pathlib import Path

from gongkai.annual_report.corpus.check import summary
from tests.annual_report.corpus.tables import a_row, written


def finding(rule: str, severity: str) -> dict[str, str | None]:
    return {"rule": rule, "severity": severity, "where": "table3", "message": "不等", "reference": "REG 50"}


def test_it_counts_findings_by_rule_heaviest_first_and_files_it_could_not_read(tmp_path: Path) -> None:
    blank, sums = finding("cell_has_number", "warning"), finding("total_is_sum_of_outcomes", "error")
    table = written(
        tmp_path / "all.parquet",
        a_row("甲县", findings=[blank, blank, sums], errors=1),
        a_row("乙县", findings=[blank]),
        a_row("丙县", error="文件是空的。"),
    )
    found = summary(table)
    assert [(count.rule, count.findings, count.reports) for count in found.counts] == [
        ("total_is_sum_of_outcomes", 1, 1),
        ("cell_has_number", 3, 2),
    ]
    assert (found.files, found.with_errors, found.unreadable) == (3, 1, {"文件是空的。": 1})
    assert found.has_errors
    assert "错误  办理结果总计等于各项办理结果之和〔total_is_sum_of_outcomes〕：1 处，1 份报告" in found.in_words()
    assert json.loads(found.as_json())["counts"][0]["severity"] == "error"


def test_it_has_no_errors_where_all_is_well(tmp_path: Path) -> None:
    found = summary(written(tmp_path / "all.parquet", a_row("甲县")))
    assert not found.has_errors
    assert found.in_words() == "1 个文件：读不了 0 个，有错误的报告 0 份。\n"
