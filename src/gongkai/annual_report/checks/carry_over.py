"""This year's report against last year's: what was carried over (V4), and what is in force (V6).

Last year's report is the published one; a figure that was corrected afterwards needs an explanation, not a new rule.
"""

from collections.abc import Iterator

from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.report import Report


def carry_over(report: Report, previous: Report) -> tuple[Finding, ...]:
    """All findings on a report that need last year's. See each check below."""
    return (
        *years_follow(report, previous),
        *carried_in_equals_last_years_carried_out(report, previous),
        *in_force_follows(report, previous),
    )


def years_follow(report: Report, previous: Report) -> Iterator[Finding]:
    """A warning where the other report is not of the year before, or not of the same organ."""
    if report.year and previous.year and report.year != previous.year + 1:
        yield Finding(
            rules()["years_follow"],
            "title",
            f"这是 {report.year} 年的报告，拿来对照的是 {previous.year} 年的。请给出 {report.year - 1} 年的报告。",
            expected=str(report.year - 1),
            found=str(previous.year),
        )
    if report.organ and previous.organ and report.organ != previous.organ:
        yield Finding(
            rules()["years_follow"],
            "title",
            f"这是“{report.organ}”的报告，拿来对照的是“{previous.organ}”的。机关改名、合并的，请核对口径是否相同。",
            expected=report.organ,
            found=previous.organ,
        )


def carried_in_equals_last_years_carried_out(report: Report, previous: Report) -> Iterator[Finding]:
    """An error for each applicant column in which 上年结转 is not last year's 结转下年度. A blank counts as 0, and is
    said; a row that has no number at all is not compared, and that is said."""
    mine, theirs = report.form.row("table3", "carried_in"), previous.form.row("table3", "carried_out")
    for whose, row, of in (("本年报告", mine, report), ("上一年报告", theirs, previous)):
        if all(of.cells[cell] is None for cell in row.cells):
            yield Finding(
                rules()["last_year_can_be_compared"],
                f"table3.{row.name}",
                f"{whose}的“{row.label.text}”一行没有数字，无法核对结转数。没有结转的填 0。",
                cells=row.cells,
            )
            return
    for cell, other in zip(mine.cells, theirs.cells, strict=True):
        now, before = report.number(cell), previous.number(other)
        if now != before:
            blanks = "（空白按 0 计）" if report.cells[cell] is None or previous.cells[other] is None else ""
            yield Finding(
                rules()["carried_in_equals_last_years_carried_out"],
                cell,
                f"{place_in_words(report.form.year, cell)}写的是 {now}，"
                f"而上一年报告{place_in_words(previous.form.year, other)}是 {before}{blanks}。"
                "两者应当相等；上一年报告有更正的，请在第六部分说明。",
                expected=str(before),
                found=str(now),
                cells=(cell,),
            )


def in_force_follows(report: Report, previous: Report) -> Iterator[Finding]:
    """A warning where 现行有效 is not last year's plus 制发 less 废止. Only the form of 2021 has these columns; a row
    with a blank among the four numbers is left alone."""
    for name in ("rules", "normative_documents"):
        issued, repealed, in_force = (f"table2.{name}.{column}" for column in ("issued", "repealed", "in_force"))
        numbers = [previous.cells.get(in_force), *(report.cells.get(cell) for cell in (issued, repealed, in_force))]
        before, made, lapsed, now = numbers
        if before is None or made is None or lapsed is None or now is None or now == before + made - lapsed:
            continue
        yield Finding(
            rules()["in_force_follows"],
            in_force,
            f"{place_in_words(report.form.year, in_force)}写的是 {now}，而上年现行有效 {before} 加本年制发 {made} "
            f"减本年废止 {lapsed} 是 {before + made - lapsed}。请核对；清理、追溯或改变口径的，请在第一部分说明。",
            expected=str(before + made - lapsed),
            found=str(now),
            cells=(issued, repealed, in_force),
        )
