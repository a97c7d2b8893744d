"""Reports made for the tests of the checks: without a fault, except for what a test puts in."""

from collections.abc import Mapping

from gongkai.annual_report.checks import check
from gongkai.annual_report.finding import Finding
from gongkai.annual_report.form.form import form
from gongkai.annual_report.reading import Place
from gongkai.annual_report.report import Report, Section, Value
from gongkai.regulation.numerals import chinese

GENERAL = (
    "2024年，本机关依法开展政府信息公开工作。\n"
    "（一）主动公开。全年在门户网站公开信息，按时更新。\n"
    "（二）依申请公开。畅通受理渠道，规范办理程序。\n"
    "（三）政府信息管理。逐件审查，定期清理。\n"
    "（四）平台建设。专人维护，每日巡查。\n"
    "（五）监督保障。组织培训，接受监督。"
)
TEXTS = {
    1: GENERAL,
    5: "存在的问题：解读形式单一。改进措施：下一步加强图解和短视频解读。",
    6: "本年度没有收取信息处理费。",
}


def a_report(
    *,
    organ: str | None = "青石县水利局",
    year: int | None = 2024,
    form_year: int = 2021,
    cells: Mapping[str, Value] | None = None,
    sections: Mapping[int, str] | None = None,
    title: str | None = None,
    preface: str = "",
) -> Report:
    """A report without a fault: all cells 0, six sections with text. `cells` and `sections` replace what they name."""
    official = form(form_year)
    texts = {head.number: "" for head in official.sections} | TEXTS | dict(sections or {})
    titles = {head.number: head.label.text for head in official.sections}
    return Report(
        form=official,
        organ=organ,
        year=year,
        title=title or (f"{organ or ''}{year}年政府信息公开工作年度报告" if year else None),
        cells=dict.fromkeys(official.cells, 0) | dict(cells or {}),
        sections=tuple(Section(no, f"{chinese(no)}、{titles[no]}", text) for no, text in texts.items()),
        preface=preface,
    )


def applications(**outcomes: int) -> dict[str, Value]:
    """Cells of table 3 in balance: natural persons only. Keyword `granted=2, refused__process=1, carried_in=1`."""
    rows = {name.replace("__", "."): count for name, count in outcomes.items()}
    carried_in, carried_out = rows.pop("carried_in", 0), rows.pop("carried_out", 0)
    total = sum(rows.values())
    rows |= {
        "total": total,
        "carried_in": carried_in,
        "carried_out": carried_out,
        "received": total + carried_out - carried_in,
    }
    return {f"table3.{row}.{column}": count for row, count in rows.items() for column in ("natural_person", "total")}


def places_of(report: Report) -> dict[str, Place]:
    """A place on the paper for every cell: the table is there, whatever its cells say."""
    return {
        cell: Place(number, "" if value is None else str(value))
        for number, (cell, value) in enumerate(report.cells.items())
    }


def found(report: Report, *, printed: Mapping[str, str] | None = None) -> dict[str, Finding]:
    """The first finding of each rule."""
    findings = check(report, places_of(report), printed=printed or {})
    return {finding.rule.name: finding for finding in reversed(findings)}
