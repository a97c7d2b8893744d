"""The checks on whole papers: our own in every layout, and real ones where they lie beside the repository."""

from pathlib import Path

import pytest

from gongkai.annual_report.finding import Severity
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import LAYOUTS, SHARED, Layout, Paper

SEEDS = SHARED / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real reports do not lie beside the repository")

FINDINGS = {
    "000": [],
    "001": [("parts_are_in_official_order", "section.1")],  # the platform stands before the management of information
    "002": [],
    "003": [],
    "004": [
        ("day_counted_to_is_worded_right", "section.1"),  # 截止2021年12月31日
        ("label_is_official", "table2.rules.repealed"),  # 本年度止件数
        ("label_has_official_wording", "table2.fees_10k_yuan"),  # 保留4位小数
    ],
}

PLANTED = [
    ("001", "其中政务公开信息 54 条", "其中政务公开信息 55 条", "narrative_parts_add_up"),
    ("001", "申请 8 件，办结 8 件", "申请 9 件，办结 8 件", "narrative_agrees_with_tables"),
    ("001", "申请 8 件，办结 8 件", "申请 8 件，办结 7 件", "narrative_agrees_with_tables"),
    ("001", "全年未收取政府信息公开信息处理费。", "无。", "fees_are_stated"),
    ("001", "(一) 予以公开\t5\t", "(一) 予以公开\t6\t", "total_is_sum_of_outcomes"),
    ("002", "未收到政府信息公开申请", "收到政府信息公开申请 1 件", "narrative_agrees_with_tables"),
    ("002", "未发生政府信息公开行政复议", "发生政府信息公开行政复议 2 件", "narrative_agrees_with_tables"),
    ("002", "2022 年，民权高新区信息公开", "2021 年，民权高新区信息公开", "narrative_speaks_of_its_year"),
    ("003", "421 条，信息公开目录", "412 条，信息公开目录", "narrative_parts_add_up"),
    ("003", "主动公开信息 2166 条", "主动公开信息 2156 条", "total_is_sum_of_channels"),
    ("003", "1.本机关不掌握相关政府信息\t1", "1.本机关不掌握相关政府信息\t0", "total_is_sum_of_outcomes"),
    ("003", "五、存在的主要问题及改进情况", "五、存在问题及改进情况", "heading_is_official"),
    ("004", "六、其他需要报告的事项", "", "section_is_present"),
]


def read(number: str, old: str = "", new: str = "") -> Reading:
    path = next(Path(SEEDS).glob(f"{number}_*.txt"))
    text = path.read_text("utf-8")
    assert old in text
    return read_paper(text.replace(old, new, 1).encode(), source=path.name)


@needs_seeds
@pytest.mark.parametrize("number", FINDINGS)
def test_it_finds_what_is_wrong_in_a_real_report_and_nothing_else(number: str) -> None:
    findings = read(number).findings
    assert [(finding.rule.name, finding.where) for finding in findings] == FINDINGS[number]
    assert not any(finding.severity is Severity.ERROR for finding in findings)


@needs_seeds
@pytest.mark.parametrize(("number", "old", "new", "rule"), PLANTED)
def test_it_finds_what_is_planted_in_a_real_report(number: str, old: str, new: str, rule: str) -> None:
    assert rule not in {finding.rule.name for finding in read(number).findings}
    assert rule in {finding.rule.name for finding in read(number, old, new).findings}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize(("form_year", "year"), [(2021, 2024), (2019, 2020)])
def test_it_finds_nothing_in_a_paper_without_a_fault(layout: Layout, form_year: int, year: int) -> None:
    paper = Paper(year=year, form_year=form_year).text(layout).replace("2024年，", "")
    assert [finding.message for finding in read_paper(paper.encode(), source="made").findings] == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_it_finds_the_cell_that_breaks_the_balance(layout: Layout) -> None:
    paper = Paper(cells={"table3.granted.total": "3"}).text(layout)
    found = {finding.rule.name: finding for finding in read_paper(paper.encode(), source="made").findings}
    assert set(found) == {"total_is_sum_of_applicants", "total_is_sum_of_outcomes"}
    assert "table3.granted.total" in found["total_is_sum_of_applicants"].cells
