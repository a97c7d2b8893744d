"""One report, one year: title, statistics period, narrative and form agree (V14)."""

import re
from collections.abc import Iterator

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.finding import Finding
from gongkai.annual_report.form.form import form_for

_YEAR = re.compile(r"(20\d\d)(?<!\d20\d\d)\s*年")
_PERIOD = re.compile(
    r"(?:统计(?:期限?|时限|时间|周期|期间)|(?:所列|采用)数据|(?:时间|数据)期限)[^。；;\n\d]{0,12}(20\d\d)\s*年(?=\s*0?1\s*月|度)"
    r"(?:[^。；;\n\d]{0,2}\d{1,2}\s*月\s*\d{1,2}\s*日?[^。；;\n\d]{0,6}(20\d\d)\s*年)?"
)
_PAST_SINCE = 15
"""A year further back than this is history, not a forgotten template."""

_OWN_YEAR = re.compile(
    r"(?:^|[。；;：:\n）)、]|方面|情况)[\s　]*(?:截[至止]到?)?[\s　]*(20\d\d)\s*年"
    r"(?:度|全年|底|末|\s*1[12]\s*月|来)?[\s　]*"
    r"(?=[，,]|[^\d\s，,。；;]{0,12}?(?:我|本|全|共|未|无|没有|累计|主动公开|公开|发布|收到|受理|办理|门户|政府网站|制[发定]|[作做]出|举办|召开|开展|组织|积极|认真|参加|新增))",
    re.MULTILINE,
)
_NOT_OWN = re.compile(r"以来|(?<=[年月日])起|至今|[以之]前|开始|颁布|出台|修订|相比|成立|工作年度报告")
_NEAR = 16
"""How far behind a year the words stand that make it history."""

_OWN_SECTIONS = ("section.1", "section.3", "section.4", "section.6")
"""Section 5 speaks of last year's problems and of next year's plans."""


def years_agree(evidence: Evidence) -> Iterator[Finding]:
    """An error where the title or the statistics period names another year than the report's."""
    report = evidence.report
    if report.year is None:
        return
    for where, what, year in _named_years(evidence):
        if year != report.year:
            message = f"{what}是 {year} 年，而报告的年份是 {report.year} 年。标题、统计期限和内容应当是同一年。"
            yield finding("year_is_the_same_throughout", where, message, expected=report.year, found=year)


def _named_years(evidence: Evidence) -> Iterator[tuple[str, str, int]]:
    title = _YEAR.search(evidence.report.title or "")
    if title:
        yield "title", "标题中的年份", int(title[1])
    for where, text in evidence.prose:
        period = _PERIOD.search(text) if "统计" in text or "数据" in text or "时间" in text else None
        if period:
            yield from ((where, "统计期限的年份", int(year)) for year in period.groups() if year)


def narrative_speaks_of_its_year(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each section that opens statements of its own with an earlier year.

    Comparisons, histories (…年以来) and plans for the next year are lawful and pass.
    """
    year = evidence.report.year
    if year is None:
        return
    for where, text in evidence.prose:
        if where not in _OWN_SECTIONS or not any(int(named) < year for named in _YEAR.findall(text)):
            continue
        others = [match for match in _OWN_YEAR.finditer(text) if _is_forgotten(match, text, year)]
        if others:
            quote = "、".join(dict.fromkeys(f"{match[1]}年" for match in others))
            message = f"正文以“{quote}”叙述本年的工作，而报告的年份是 {year} 年；请核对是否沿用了往年的文字。"
            yield finding("narrative_speaks_of_its_year", where, message, expected=f"{year}年", found=quote)


def _is_forgotten(match: re.Match[str], text: str, year: int) -> bool:
    behind = match.end(1)
    return year - _PAST_SINCE <= int(match[1]) < year and not _NOT_OWN.search(text, behind, behind + _NEAR)


def form_fits_year(evidence: Evidence) -> Iterator[Finding]:
    """An error for the earlier form after 2020, and for the form of 2021 before it was issued."""
    year, official = evidence.report.year, evidence.report.form
    if year is None or official.first <= year <= (official.last or year):
        return
    binding = form_for(year)
    message = (
        f"{year} 年的报告用了 {official.year} 年的格式（{official.citation.document.number}），"
        f"应当用 {binding.year} 年的格式（{binding.citation.document.number}）。"
    )
    yield finding("form_fits_year", "report", message, expected=binding.year, found=official.year)


_JIEZHI = re.compile(r"截止(?!到|至|日|时|期)\s*(?=(?:20\d\d)?\s*(?:年|\d{1,2}\s*月)|目前|年底|本年|去年)")


def day_counted_to_is_worded_right(evidence: Evidence) -> Iterator[Finding]:
    """A notice for 截止 before a date where 截至 is meant: 截止 is an end, 截至 counts up to a day."""
    for where, text in evidence.prose:
        match = _JIEZHI.search(text) if "截止" in text else None
        if match:
            quote = re.split(r"[，,。；;\n]", text[match.start() :], maxsplit=1)[0]
            message = f"“{quote}”应当写作“{quote.replace('截止', '截至', 1)}”：统计到某一天用“截至”。"
            yield finding("day_counted_to_is_worded_right", where, message, expected="截至", found="截止")
