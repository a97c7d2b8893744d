"""The six sections: there, in order, under their official headings, and with what they must state (V10, V13)."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from gongkai.annual_report.checks.evidence import LONGEST, Evidence, finding
from gongkai.annual_report.finding import Finding
from gongkai.annual_report.form.form import Form
from gongkai.annual_report.form.labels import bare_key
from gongkai.regulation.numerals import chinese

_WRITTEN = (1, 5, 6)
"""The sections that live by their text; those between may consist of their table."""

_FEES_SINCE = 2021
"""The first year whose work is under the fee rules (信息处理费管理办法, in force 2021-01-01)."""


def sections_are_present(evidence: Evidence) -> Iterator[Finding]:
    """An error for each section that the paper lacks, a warning for each that stands there twice."""
    counts = Counter(section.no for section in evidence.report.sections)
    for head in evidence.report.form.sections:
        if not counts[head.number]:
            message = f"缺少第{chinese(head.number)}部分“{head.label.text}”。六个部分缺一不可；没有内容的也要写明没有。"
            yield finding("section_is_present", f"section.{head.number}", message, expected=head.label.text)
        elif counts[head.number] > 1:
            message = f"第{chinese(head.number)}部分“{head.label.text}”出现了 {counts[head.number]} 次，请合并为一处。"
            yield finding(
                "section_stands_once", f"section.{head.number}", message, expected=1, found=counts[head.number]
            )


def sections_are_in_order(evidence: Evidence) -> Iterator[Finding]:
    """An error at the first section that stands after one with a higher number."""
    found = list(dict.fromkeys(section.no for section in evidence.report.sections))
    for before, after in pairwise(found):
        if after < before:
            message = f"第{chinese(after)}部分排在第{chinese(before)}部分之后。六个部分的次序是固定的，请按一至六排列。"
            yield finding(
                "sections_are_in_order", f"section.{after}", message, expected=_row(sorted(found)), found=_row(found)
            )
            return


def headings_are_official(evidence: Evidence) -> Iterator[Finding]:
    """A notice for each heading that is worded otherwise than in the form."""
    for section in evidence.report.sections:
        official = _heading(evidence.report.form, section.no)
        printed = evidence.printed.get(f"section.{section.no}") or section.title
        if bare_key(printed) != bare_key(official):
            message = f"第{chinese(section.no)}部分的标题写的是“{printed.strip()}”，规定的标题是“{official}”。"
            yield finding("heading_is_official", f"section.{section.no}", message, expected=official, found=printed)


def sections_have_text(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each section of running text that has none."""
    for section in evidence.report.sections:
        if section.no in _WRITTEN and not section.text.strip():
            title = _heading(evidence.report.form, section.no)
            message = f"第{chinese(section.no)}部分“{title}”只有标题，没有内容。没有的事项也要写明。"
            yield finding("section_has_text", f"section.{section.no}", message)


def sections_are_of_readable_length(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each section of which only the beginning is checked."""
    for section in evidence.report.sections:
        if len(section.text) > LONGEST:
            length = f"第{chinese(section.no)}部分有 {len(section.text)} 字，只核对了前 {LONGEST} 字"
            yield finding(
                "section_is_of_readable_length",
                f"section.{section.no}",
                f"{length}；请核对是否混入了别的内容。",
                expected=f"不超过 {LONGEST} 字",
                found=len(section.text),
            )


_NO_PROBLEM = re.compile(
    r"(?:不存在|没有|未发现|无)(?:明显|突出|主要|较大|重大|任何|的)*问题|问题[:：]?\s*(?:暂?无|没有)"
)
_PROBLEM = re.compile(
    r"问题|不足|短板|差距|薄弱|欠缺|缺乏|滞后|有待|[还仍尚](?:需|要|待|存在|须)|不[够高强全清深细畅实足严大多]|不到位|不及时|困难"
)
_MEASURE = re.compile(
    r"下一步|下步|今后|接下来|措施|整改|将(?:采取|围绕|进一步|继续|持续|按照|以|不断|从|严格|认真|重点|着力|在)"
    r"|(?:^|[，,。；;：:、\s]|[一二三四五六七八九十]是|\d[.．、]|[将要])"
    r"(?:进一步|切实|不断|持续|全面|着力|继续|大力|严格|积极|及时)*"
    r"(?:加强|强化|加大|提升|提高|完善|健全|优化|规范|推进|深化|拓宽|拓展|丰富|落实|建立|增强|细化|充实|组织|开展|做好)",
    re.MULTILINE,
)


def problems_have_measures(evidence: Evidence) -> Iterator[Finding]:
    """A warning where section 5 names no problem, and one where it names no measure (V13)."""
    text = evidence.text(5)
    if not text.strip():
        return
    if not _PROBLEM.search(_NO_PROBLEM.sub("", text)):
        message = "第五部分没有写出任何问题。至少写一个存在的问题，并与改进措施对应。"
        yield finding("problem_is_named", "section.5", message, expected="至少一个问题")
    if not _MEASURE.search(text):
        message = "第五部分没有写出任何改进措施。每个问题都应当有相应的改进情况或者措施。"
        yield finding("measure_is_named", "section.5", message, expected="至少一项改进措施")


_FEE_STATED = re.compile(
    r"(?:未|没有|无|不|零|免)[^。；;\n]{0,24}(?:费|收取)"
    r"|(?:费|收取)[^。；;\n]{0,40}?(?:\d\s*(?:万?元|件|笔|份|次)|[为计共是]\s*[0０零]|无|没有|未|不)"
    r"|费[^。；;]{0,24}情况\s*[。：:]?\s*(?:无|没有|未|本年)"
)
_RULES_OF_FEES = re.compile(r"《[^》]{0,80}》|[（(][^（()）]{0,60}〔[^（()）]{0,60}[）)]")
"""Titles and numbers of documents: 109号 is no amount."""


def fees_are_stated(evidence: Evidence) -> Iterator[Finding]:
    """An error where section 6 does not say what processing fees were charged, even if none (V10)."""
    text, year = evidence.text(6), evidence.report.year or evidence.report.form.year
    if not text.strip() or year < _FEES_SINCE:
        return
    if not _FEE_STATED.search(_RULES_OF_FEES.sub("", text)):
        message = "第六部分没有写明收取信息处理费的情况。没有收取的也要写明，例如“本年度未收取信息处理费”。"
        yield finding("fees_are_stated", "section.6", message, expected="收取信息处理费的情况")


_PARTS = {
    "主动公开": re.compile(r"主动公开"),
    "依申请公开": re.compile(r"依申请|申请"),
    "政府信息管理": re.compile(r"信息(?:公开)?(?:资源)?(?:规范化?)?管理"),
    "政府信息公开平台建设": re.compile(r"平台"),
    "监督保障": re.compile(r"监督|保障|监管"),
}
_PART_HEAD = re.compile(r"^[ \t　]*[（(]?[一二三四五1-5][）)、.． 　][）)、.． 　]*([^。：:，,\n]{2,24})", re.MULTILINE)
_PARTS_SINCE = 2021


def general_section_has_its_parts(evidence: Evidence) -> Iterator[Finding]:
    """Notices where the sub-headings of section 1 lack one of the five parts, or put them in another order.

    Without sub-headings nothing is said: the form asks for the contents, not for headings.
    """
    if evidence.report.form.year < _PARTS_SINCE:
        return
    heads = [match[1] for match in _PART_HEAD.finditer(evidence.text(1))]
    found = list(dict.fromkeys(part for head in heads for part in [_part(head)] if part))
    missing = [part for part in _PARTS if part not in found]
    if len(found) < 3:
        return
    if missing:
        message = f"总体情况的小标题中没有{'、'.join(missing)}。总体情况应当写五个方面：{'、'.join(_PARTS)}。"
        yield finding(
            "general_section_has_five_parts", "section.1", message, expected="、".join(_PARTS), found="、".join(found)
        )
    if found != [part for part in _PARTS if part in found]:
        message = f"总体情况各方面的次序是{'、'.join(found)}，与格式的次序不同；格式的次序是{'、'.join(_PARTS)}。"
        yield finding(
            "parts_are_in_official_order", "section.1", message, expected="、".join(_PARTS), found="、".join(found)
        )


def _part(head: str) -> str | None:
    """The part that a sub-heading names: what it names last counts, for 监督保障 may stand beside 平台."""
    return next((part for part, pattern in _PARTS.items() if pattern.search(head)), None)


def _heading(official: Form, no: int) -> str:
    return next(head.label.text for head in official.sections if head.number == no)


def _row(numbers: list[int]) -> str:
    return "、".join(map(chinese, numbers))
