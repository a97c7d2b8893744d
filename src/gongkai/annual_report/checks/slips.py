"""Slips of the pen: a date that lost a sign, a number that was never filled in, a title with its words misplaced."""

import re
from collections.abc import Iterator

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.finding import Finding

_MONTH = r"(?:1[0-2]|0?[1-9])\s*月"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TORN = re.compile(
    rf"(?<!\d)20\d\d{_MONTH}\s*{_DAY}\s*日"  # 20231月1日
    rf"|(?<![\d月、-]){_MONTH}\s*{_DAY}(?!\d)\s*(?=[止。；;）)])"  # 12月31止
)
_CLAUSE = re.compile(r"[，,。；;：:\n（(]")

_UNFILLED = re.compile(
    r"(?:收到|受理|办理|办结|答复|公开|发布|信息|申请|文件|[共计有])(?:[ \u3000\xa0]{2,}|_{1,20}|＿{1,20}|[×xX]{2,4})"
    r"(?:件(?!数)|条(?!例|款|目)|篇|份(?!额)|起(?!草|诉)|宗)(?=[，,。；;、）)\s]|$)",
    re.MULTILINE,
)
_BLANK = re.compile(r"[ \u3000\xa0_＿×xX]")
"""Without any of these signs nothing is unfilled: looked for in a tenth of the time."""

_ENDING = "工作年度报告"
_ENDINGS = re.compile(r"(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:年度)*(?:报告|年报)")
_NAMED = re.compile(r"信息公开([\u4e00-\u9fff]{2,10})(?:[（(][^（()）]*[）)]|[》\s])*$")


def dates_are_whole(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each place in which a date lacks its 年 or its 日."""
    for where, text in evidence.prose:
        torn = _TORN.search(text) if "月" in text else None
        if torn:
            message = f"日期写的是“{' '.join(torn[0].split())}”，缺了“年”或者“日”字，请补上。"
            yield finding("date_is_whole", where, message, expected="年月日写全", found=torn[0].strip())


def numbers_are_filled_in(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each place in which a number was left blank before its measure word (共收到申请  件)."""
    for where, text in evidence.prose:
        for match in _UNFILLED.finditer(text) if _BLANK.search(text) else ():
            quote = _CLAUSE.split(text[: match.end()])[-1].strip()
            message = f"“{quote}”中的数字空着没有填。没有发生的写 0。"
            yield finding("number_is_filled_in", where, message, expected="数字，没有的写 0", found=quote)


def title_is_worded_right(evidence: Evidence) -> Iterator[Finding]:
    """A warning where the title ends in the official words, but misplaced, doubled or missing."""
    title = evidence.report.title
    named = _NAMED.search(title) if title else None
    if named and not _ENDINGS.fullmatch(named[1]):
        message = f"标题写的是“信息公开{named[1]}”，规定的写法是“信息公开{_ENDING}”；请核对是否有错字、漏字。"
        yield finding("title_is_worded_right", "title", message, expected=f"信息公开{_ENDING}", found=named[1])
