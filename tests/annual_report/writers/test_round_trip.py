"""What is written is what is read: for every kind of file that the program reads, for reports of every kind."""

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Report
from gongkai.annual_report.writers.kinds import Kind, write
from gongkai.annual_report.writers.proof import differences
from tests.annual_report.papers import Paper, tabs
from tests.annual_report.readers.test_layouts import FIGURES
from tests.annual_report.reports_of_every_kind import reports
from tests.annual_report.writers.fonts import has_fonts


def written(report: Report, kind: Kind) -> bytes:
    return write(Reading("made", report, {}, {}, ()), kind)


def is_read(kind: Kind) -> bool:
    """Whether the program reads that kind of file; a kind joins these tests as soon as it does."""
    if kind is Kind.PDF and not has_fonts():
        return False
    paper = read_paper(Paper().text(tabs).encode(), source="sample").report
    try:
        read_paper(written(paper, kind), source=f"sample.{kind}")
    except ReportError:
        return False
    return True


KINDS = [kind for kind in Kind if is_read(kind)]


def test_it_reads_the_kinds_that_need_no_other_program() -> None:
    assert {Kind.JSON, Kind.CSV, Kind.TEXT} <= set(KINDS)


ON_PAGES = {Kind.DOCX, Kind.PDF}
"""Kinds that set a long title on two lines, and whose lines say nothing of blanks."""


@pytest.mark.parametrize("kind", KINDS)
@given(report=reports())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_it_reads_the_same_report_that_it_wrote(kind: Kind, report: Report) -> None:
    read = read_paper(written(report, kind), source=f"made.{kind}").report
    same = flat if kind in ON_PAGES else str
    assert (read.form, read.organ, read.year, read.title) == (report.form, report.organ, report.year, report.title)
    assert read.cells == report.cells
    assert [section.no for section in read.sections] == [section.no for section in report.sections]
    assert [section.title for section in read.sections] == [section.title for section in report.sections]
    assert [same(section.text) for section in read.sections] == [same(section.text) for section in report.sections]
    assert same(read.preface) == same(report.preface)


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
@given(report=reports())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_it_finds_no_difference_in_what_it_wrote(kind: Kind, report: Report) -> None:
    assert differences(report, written(report, kind)) == ()


def test_it_finds_every_difference_between_a_report_and_a_file() -> None:
    report = read_paper(Paper(cells=FIGURES).text(tabs).encode(), source="sample").report
    other = Paper(cells={**FIGURES, "table3.received.total": "8", "table2.licensing": "/"}, year=2023)
    found = differences(report, other.text(tabs).replace("公布各类信息", "公布信息").encode())
    assert [sentence.partition("原是")[0] for sentence in found[:4]] == [
        "标题",
        "年份",
        "表二“行政许可”",
        "表三“一、本年新收政府信息公开申请数量”总计",
    ]
    assert "读回来是 空白" in found[2]
    assert "第一部分" in found[4]
