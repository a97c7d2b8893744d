"""Claims about normative documents, licences, penalties and coercion; against table 2 of the form of 2021.

The form of 2019 counts items, not decisions: there the narrative's figures mean something else and are not compared.
"""

import re
from collections.abc import Iterator

from gongkai.annual_report.checks.narrative.claims import Claim, Sentence, is_of_year
from gongkai.annual_report.checks.narrative.counts import ABOUT, NUMBER, whole
from gongkai.annual_report.report import Report

_SINCE = 2021
_COUNT = rf"{ABOUT}(?P<n>{NUMBER})\s*[件个份部项]"

_DOCUMENTS = re.compile(
    rf"(?P<verb>制发|制定|出台|印发|发布|公开|公布|废止|宣布失效|现行有效)(?:了|并公开|并公布|的|共|新|行政|政府)*"
    rf"(?:(?P<noun>规范性文件|规章)(?:共?计?|数量?|为|\s)*{_COUNT}"
    rf"|{_COUNT.replace('<n>', '<m>')}(?:(?:行政)?(?P<noun2>规范性文件|规章)|(?=[，,；;、）)\s]|$)))"
)
_IN_FORCE = re.compile(
    rf"(?P<noun>规范性文件|规章)(?:现行有效|有效|共|的|\s)*?现行有效(?:的|共|数为|件数为|\s)*{_COUNT}"
)
_NOUN = re.compile(r"规范性文件|规章(?!制度)|地方性法规|文件|制度|政策|信息")
_LOOSE = ("发布", "公开", "公布", "印发")
"""Publishing is not issuing: last year's document may be published, and a document twice."""

_COLUMNS = {
    **dict.fromkeys(("制发", "制定", "出台", *_LOOSE), "issued"),
    **dict.fromkeys(("废止", "宣布失效"), "repealed"),
    "现行有效": "in_force",
}
_ROWS = {"规范性文件": "normative_documents", "规章": "rules"}

_DECISIONS = re.compile(
    rf"(?P<verb>作出|做出|办理|办结|公开|公示|公布|实施|查处)?(?:了|各类|的|共)*行政(?P<kind>许可|处罚|强制)"
    rf"(?P<what>事项|案件|信息|措施|处理|决定|书|结果|数量?|共计?|合计|为|的|：|:|\s)*{_COUNT}"
)
_CELLS = {"许可": "table2.licensing", "处罚": "table2.penalty", "强制": "table2.coercion"}
_PUBLISHED = ("公开", "公示", "公布")
_SCOPE = re.compile(r"备案|审查|清理|起草|转发|上级|合法性|征求|解读")


def claims(sentence: Sentence, report: Report) -> Iterator[Claim]:
    """All claims of one sentence about documents issued and decisions made in the year."""
    if report.form.year < _SINCE:
        return
    if "规范性文件" in sentence.text or "规章" in sentence.text:
        yield from _documents(sentence, report)
    if "行政许可" in sentence.text or "行政处罚" in sentence.text or "行政强制" in sentence.text:
        yield from _decisions(sentence, report)


def _documents(sentence: Sentence, report: Report) -> Iterator[Claim]:
    for match in _DOCUMENTS.finditer(sentence.text):
        noun = match["noun"] or match["noun2"] or _last_noun(sentence.text[: match.start()])
        if noun in _ROWS and _is_own(sentence, report, match):
            value = whole(match["n"] or match["m"])
            certain = match["verb"] not in _LOOSE
            yield _document(sentence, report, (_ROWS[noun], _COLUMNS[match["verb"]]), value, match[0], certain=certain)
    for match in _IN_FORCE.finditer(sentence.text):
        if _is_own(sentence, report, match):
            place = (_ROWS[match["noun"]], "in_force")
            yield _document(sentence, report, place, whole(match["n"]), match[0], certain=True)


def _document(
    sentence: Sentence, report: Report, place: tuple[str, str], value: int, quote: str, *, certain: bool
) -> Claim:
    cell = f"table2.{place[0]}.{place[1]}"
    noun = next(noun for noun, row in _ROWS.items() if row == place[0])
    column = {"issued": "制发", "repealed": "废止", "in_force": "现行有效"}[place[1]]
    return Claim(sentence, f"{column}的{noun}", value, (cell,), (int(report.number(cell)),), quote, certain)


def _decisions(sentence: Sentence, report: Report) -> Iterator[Claim]:
    for match in _DECISIONS.finditer(sentence.text):
        if not _counts_decisions(match) or not _is_own(sentence, report, match):
            continue
        cell = _CELLS[match["kind"]]
        certain = ("决定" in match[0] and match["verb"] not in _PUBLISHED) or match["verb"] in ("作出", "做出")
        accepted = (int(report.number(cell)),)
        yield Claim(sentence, f"行政{match['kind']}决定", whole(match["n"]), (cell,), accepted, match[0], certain)


def _counts_decisions(match: re.Match[str]) -> bool:
    """Not the pieces of information published (处罚信息 11 条), nor the powers listed (行政许可 24 项)."""
    said = match[0]
    return "信息" not in said and ("决定" in said or (bool(match["verb"]) and not said.endswith("项")))


def _last_noun(text: str) -> str | None:
    named = _NOUN.findall(text)
    return named[-1] if named else None


def _is_own(sentence: Sentence, report: Report, match: re.Match[str]) -> bool:
    clause = re.split(r"[，,：:]", sentence.text[: match.start()])[-1]
    return not _SCOPE.search(clause + match[0]) and is_of_year(report, sentence, match.start())
