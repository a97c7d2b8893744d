"""What the narrative says of a figure that a table holds, and how both are compared (V7).

A claim is certain where it speaks of the same organ, the same year and the same cases as the table: then a difference
is an error. Where it may speak of others (the office within a whole district; cases carried in), a difference is a
warning that says so.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.finding import Finding
from gongkai.annual_report.report import Report


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the narrative, without its stop. context: what stands before it in its paragraph."""

    where: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Claim:
    """「收到申请 8 件」: what is counted (收到申请), the figure, the cells that hold it, and every figure that agrees.

    accepted: the tables' own figure first.
    """

    sentence: Sentence
    subject: str
    value: int
    cells: tuple[str, ...]
    accepted: tuple[int, ...]
    quote: str
    is_certain: bool = True


Extractor = Callable[[Sentence, Report], Iterable[Claim]]

_MATTERS = ("申请", "复议", "诉讼", "规范性文件", "规章", "行政许可", "行政处罚", "行政强制", "自然人")
_FIGURE = re.compile(r"\d|未|无|没有|均")
_SENTENCE = re.compile(r"[^。；;！]{1,600}")
_CONTEXT = 400
"""How much of the paragraph before a sentence is looked at. Both bounds keep a text of megabytes from taking hours."""

_OF_APPLICATIONS = "section.3"
SECTIONS = ("section.1", "section.2", "section.3", "section.4")
"""Where the text speaks of what the tables count."""
ELSEWHERE = ("section.5", "section.6")
"""Where it speaks of last year and next year, and of fees; but of cases as well, now and then."""


def sentences(evidence: Evidence, sections: Collection[str]) -> Iterator[Sentence]:
    """All sentences of these sections with a figure, or with a none, that may have to agree with the tables."""
    for where, text in evidence.prose:
        if where not in sections:
            continue
        for paragraph in text.split("\n"):
            if where == _OF_APPLICATIONS or any(matter in paragraph for matter in _MATTERS):
                for match in _SENTENCE.finditer(paragraph):
                    if _FIGURE.search(match[0]):
                        before = paragraph[max(match.start() - _CONTEXT, 0) : match.start()]
                        yield Sentence(where, match[0], before)


def narrative_agrees(
    evidence: Evidence, extractors: Iterable[Extractor], sections: Collection[str] = SECTIONS
) -> Iterator[Finding]:
    """One finding for each claim that none of the figures it may mean bears out; the first of a kind in a section."""
    report, said = evidence.report, set()
    for sentence in sentences(evidence, sections):
        for extract in extractors:
            for claim in extract(sentence, report):
                key = (sentence.where, claim.subject, claim.value)
                if claim.value not in claim.accepted and key not in said and _has_figures(claim, report):
                    said.add(key)
                    yield _disagreement(claim, report)


def _has_figures(claim: Claim, report: Report) -> bool:
    """A table that is cut off bears no witness; its absence is a finding of its own."""
    return any(report.cells.get(cell) is not None for cell in claim.cells)


def _disagreement(claim: Claim, report: Report) -> Finding:
    is_whole = all(report.cells.get(cell) is not None for cell in claim.cells)
    sure = claim.is_certain and is_whole and not speaks_of_part(claim.sentence, report)
    expected = claim.accepted[0]
    message = f"正文写{claim.subject} {claim.value}，而表格中是 {expected}。原文：“{' '.join(claim.quote.split())}”。"
    message += (
        "请核对正文和表格。" if sure else "正文与表格的统计范围可能不同；范围不同的请在正文写明，范围相同的请更正。"
    )
    return finding(
        "narrative_agrees_with_tables" if sure else "narrative_has_the_scope_of_the_tables",
        claim.sentence.where,
        message,
        expected=expected,
        found=claim.value,
        cells=claim.cells,
    )


_COVERS_OTHERS = re.compile(r"(?<!镇)(?<!乡)人民政府$|(?:省|自治区|市|县|州|旗|(?<![发新范业园税假验理])区)$")
_WHOLE = re.compile(r"全[省市县区州旗]|各级|各部门|各单位")
_PART = re.compile(r"本级|机关本部|(?:我|本|府|市|县|区)办(?!理|件|结|公开|事|法)|办公室|本机关")
_OTHERS = re.compile(r"协助|配合|代为|下属|备案|全[省市县区州旗]")


def speaks_of_part(sentence: Sentence, report: Report) -> bool:
    """Whether the sentence may count other organs' cases than the table, or fewer.

    The report of a government covers its departments: there only a sentence that says so (全市) surely means them all.
    """
    said = sentence.context[-60:] + sentence.text
    if report.organ and _COVERS_OTHERS.search(report.organ):
        return not _WHOLE.search(said) or bool(_PART.search(sentence.text))
    return bool(_OTHERS.search(sentence.text))


_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_COMPARES = re.compile(r"较|同比|[相对]比|比(?:上年|去年|20)|去年|以来|历年|上一?年(?!度?结转)")


def is_of_year(report: Report, sentence: Sentence, end: int) -> bool:
    """Whether what is said before that position is about the report's own year, and compares nothing."""
    before = sentence.text[:end]
    clause = re.split(r"[，,：:]", before)[-1]
    years = _YEAR.findall(before) or _YEAR.findall(sentence.context)[-1:]
    return not _COMPARES.search(clause) and (not years or report.year is None or int(years[-1]) == report.year)
