"""What holds for every report: a balanced one has no error, and one changed figure always has one."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.checks import check
from gongkai.annual_report.finding import Finding, Severity
from gongkai.annual_report.form.form import FORMS, Form, form
from gongkai.annual_report.report import Report, Value
from tests.annual_report.reports import a_report, places_of

YEARS = {2021: 2024, 2019: 2020}
COUNTS = st.integers(0, 400) | st.just(0)


def errors(report: Report) -> list[Finding]:
    return [finding for finding in check(report, places_of(report)) if finding.severity is Severity.ERROR]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report in balance, over either form, with （六）其他处理 in three rows or in one."""
    official = form(draw(st.sampled_from(FORMS)))
    merged = bool(official.merged) and draw(st.booleans())
    cells = table3(draw, official, merged=merged) | table4(draw, official)
    text = "本年度公开信息。" if official.year == 2019 else None
    made = a_report(
        year=YEARS[official.year], form_year=official.year, cells=cells, sections={1: text} if text else None
    )
    if not merged:
        return made
    replaced = {cell for name in official.merged[0].instead_of for cell in official.row("table3", name).cells}
    return replace(made, cells={cell: value for cell, value in made.cells.items() if cell not in replaced})


def table3(draw: st.DrawFn, official: Form, *, merged: bool) -> dict[str, Value]:
    rows = [row.name for row in official.tables["table3"]]
    details = [name for name in rows if name not in ("received", "carried_in", "total", "carried_out")]
    if merged:
        details = [name for name in details if not name.startswith("other.")] + ["other"]
    columns = [column.name for column in official.tables["table3"][0].columns]
    figures: dict[tuple[str, str], int] = {}
    for column in columns[:-1]:
        figures |= {(row, column): draw(COUNTS) for row in details}
        total, out = sum(figures[row, column] for row in details), draw(COUNTS)
        carried = draw(st.integers(0, total + out))
        figures |= {("total", column): total, ("carried_out", column): out, ("carried_in", column): carried}
        figures["received", column] = total + out - carried
    for row in [*details, "received", "carried_in", "total", "carried_out"]:
        figures[row, columns[-1]] = sum(figures[row, column] for column in columns[:-1])
    return {f"table3.{row}.{column}": value for (row, column), value in figures.items()}


def table4(draw: st.DrawFn, official: Form) -> dict[str, Value]:
    cells: dict[str, Value] = {}
    for row in official.tables["table4"]:
        results = [draw(COUNTS) for _ in row.cells[:-1]]
        cells |= dict(zip(row.cells, [*results, sum(results)], strict=True))
    return cells


@settings(max_examples=60, deadline=None)
@given(reports())
def test_it_finds_no_error_in_a_report_in_balance(report: Report) -> None:
    assert errors(report) == []


@settings(max_examples=150, deadline=None)
@given(reports(), st.data())
def test_it_finds_every_single_figure_that_was_changed(report: Report, data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from([cell for cell in report.cells if not cell.startswith("table2")]))
    wrong = data.draw(st.integers(0, 9999).filter(lambda value: value != report.cells[cell]))
    planted = replace(report, cells={**report.cells, cell: wrong})
    assert any(cell in finding.cells for finding in errors(planted))


@settings(max_examples=150, deadline=None)
@given(reports(), st.data())
def test_it_names_every_single_figure_that_is_missing(report: Report, data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(list(report.cells)))
    blank = replace(report, cells={**report.cells, cell: None})
    named = [finding for finding in check(blank, places_of(report)) if finding.rule.name == "cell_has_number"]
    assert [finding.cells for finding in named] == [(cell,)]


SENTENCES = {
    "全年收到政府信息公开申请{}件": "table3.received.total",
    "共受理依申请公开 {} 件": "table3.received.total",
    "本机关新收{}件政府信息公开申请": "table3.received.total",
    "对政府信息公开申请，全部按规定答复，共答复{}件": "table3.total.total",
    "依申请公开予以公开{}件": "table3.granted.total",
    "申请中部分公开的共{}件": "table3.partly_granted.total",
    "申请中属于行政执法案卷{}件": "table3.refused.enforcement_file.total",
    "因政府信息公开被申请行政复议{}件": "table4.reconsideration.total",
}


def said(report: Report, sentence: str, value: int) -> Report:
    """The report with that sentence at the end of section 1."""
    first, *rest = report.sections
    return replace(report, sections=(replace(first, text=f"{first.text}\n{sentence.format(value)}。"), *rest))


def without_carry_over(cells: Mapping[str, Value]) -> dict[str, Value]:
    """The same cases, all received in the year: nothing carried in or out."""
    new = dict(cells)
    for column in ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total"):
        new[f"table3.received.{column}"] = new[f"table3.total.{column}"]
        new |= {f"table3.carried_in.{column}": 0, f"table3.carried_out.{column}": 0}
    return new


@settings(max_examples=200, deadline=None)
@given(reports(), st.sampled_from(sorted(SENTENCES)), st.data())
def test_it_knows_whether_the_text_says_what_the_table_says(report: Report, sentence: str, data: st.DataObject) -> None:
    report = replace(report, cells=without_carry_over(report.cells))
    value = report.cells[SENTENCES[sentence]]
    assert isinstance(value, int)
    assert errors(said(report, sentence, value)) == []
    wrong = data.draw(st.integers(0, 9999).filter(lambda other: other != value))
    found = errors(said(report, sentence, wrong))
    assert [finding.rule.name for finding in found] == ["narrative_agrees_with_tables"]
    assert SENTENCES[sentence] in found[0].cells
    assert (found[0].expected, found[0].found) == (str(value), str(wrong))


WORDS = """
申请 依申请公开 收到 未收到 受理 办结 答复 结转 上年度 下年度 其中 包括 分别为 予以公开 不予公开 自然人 行政复议 诉讼
网站 平台 发布 规范性文件 制发 行政许可 决定 2024年 2023年 截止 12 1,234 8 件 条 万 余 0 ， 。 、 （ ） 等 共 全市 未
无 的 均 维持
"""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=60), st.sampled_from([1, 3, 4, 5, 6]))
def test_it_reads_any_words_and_speaks_only_of_their_section(words: list[str], section: int) -> None:
    report = a_report(sections={section: "".join(words)})
    for finding in check(report, places_of(report)):
        assert finding.where == f"section.{section}"
        assert finding.message
