"""Claims about reconsideration (行政复议) and litigation (行政诉讼); against table 4."""

import re
from collections.abc import Iterator

from gongkai.annual_report.checks.narrative.claims import ELSEWHERE, Claim, Sentence, is_of_year
from gongkai.annual_report.checks.narrative.counts import ABOUT, NUMBER, whole
from gongkai.annual_report.checks.narrative.results import CASES, results, speaks_of_results
from gongkai.annual_report.report import Report

_COUNT = rf"{ABOUT}(?P<n>{NUMBER})\s*[件起宗例次条]"

_BOTH = re.compile(
    rf"复议(?:案件|申请)?(?:和|及|以及|与|或|、|，|,)?(?:被?提起|引发|发生)?(?:行政)?(?:应诉|诉讼)(?:案件|案)?(?:共?计?|数|均?为|的|\s)*{_COUNT}"
)
_NUMBERED = re.compile(
    rf"(?<!经)(?P<kind>复议|诉讼)(?!机关|决定|后|前|期)(?:案件|申请|案|数量?|共计?|合计|总计|均?为|有|的|：|:|\s)*{_COUNT}"
    rf"|{_COUNT.replace('<n>', '<m>')}(?:因?政府信息公开)?(?:的|引[起发]的)?(?:行政)?"
    r"(?P<kind2>复议|诉讼)(?!机关|决定|后|前)"
)
_DENIED = re.compile(
    r"(?:未(?!经)|没有|无(?!法)|不存在)(?P<what>[^。；;，,]{0,34}?)(?P<kinds>(?:复议|诉讼)(?:[^。；;]{0,12}?诉讼)?)(?P<rest>[^，,。；;]{0,16})"
)
_NOT_ALL = re.compile(r"纠正|纠错|败诉|撤销|维持|驳回|审结|结转|逾期|信访|上年|去年|延期|前置")
_ALL_UPHELD = re.compile(r"(?P<kind>复议|诉讼)[^。；;]{0,40}?(?:均|全部|都)(?:已|获|被|予以|判决|裁定|为|结果)*维持")
_OF_DISCLOSURE = re.compile(r"信息公开|依申请|申请公开")
_OTHER_CASES = re.compile(r"备案|听证|代理|调解|法治|执法|旁听|出庭")
_AS_REVIEWER = re.compile(r"(?:办理|审理|受理|审结|承办)[^，,。；]{0,20}复议")
"""Words of the organ that decides a reconsideration; table 4 counts the cases brought against the organ itself."""

_DIGIT = re.compile(r"\d")
_EARLIER = re.compile(r"以前年度|往年|上一?年度?|去年|20\d\d\s*年")


def claims(sentence: Sentence, report: Report) -> Iterator[Claim]:
    """All claims of one sentence about reconsideration and litigation."""
    yield from counted(sentence, report)
    yield from _denied(sentence, report)
    for match in _ALL_UPHELD.finditer(sentence.text):
        yield _upheld(sentence, report, match)


def counted(sentence: Sentence, report: Report) -> Iterator[Claim]:
    """Those that give a figure: how many there were, and how they ended."""
    text = sentence.text
    if speaks_of_results(text):
        yield from results(sentence, report, is_certain=_is_certain(sentence, report))
    if "复议" not in text and "诉讼" not in text:
        return
    both = _BOTH.search(text)
    if both:
        if is_of_year(report, sentence, both.start("n")):
            yield _counted(sentence, report, both[0], ("复议", "诉讼"), whole(both["n"]))
    else:
        yield from _numbered(sentence, report)


def _numbered(sentence: Sentence, report: Report) -> Iterator[Claim]:
    for match in _NUMBERED.finditer(sentence.text):
        if is_of_year(report, sentence, match.start()):
            kind, value = match["kind"] or match["kind2"], whole(match["n"] or match["m"])
            yield _counted(sentence, report, match[0], (kind,), value)


def _denied(sentence: Sentence, report: Report) -> Iterator[Claim]:
    for match in _DENIED.finditer(sentence.text):
        if not _NOT_ALL.search(match[0]) and not _DIGIT.search(match["what"]):
            for kind in CASES:
                if kind in match["kinds"] + match["rest"]:
                    yield _counted(sentence, report, match[0], (kind,), 0)


def _counted(sentence: Sentence, report: Report, quote: str, kinds: tuple[str, ...], value: int) -> Claim:
    totals = {kind: sum(_number(report, group, "total") for group in CASES[kind]) for kind in kinds}
    cells = tuple(f"table4.{group}.total" for kind in kinds for group in CASES[kind])
    subject = "、".join(f"行政{kind}" for kind in kinds)
    return Claim(sentence, subject, value, cells, (sum(totals.values()),), quote, _is_certain(sentence, report))


def _upheld(sentence: Sentence, report: Report, match: re.Match[str]) -> Claim:
    groups = CASES[match["kind"]]
    total, upheld = (sum(_number(report, group, column) for group in groups) for column in ("total", "upheld"))
    cells = tuple(f"table4.{group}.{column}" for group in groups for column in ("upheld", "total"))
    subject = f"行政{match['kind']}结果维持（均维持）"
    return Claim(sentence, subject, total, cells, (upheld,), match[0], _is_certain(sentence, report))


def _is_certain(sentence: Sentence, report: Report) -> bool:
    """Cases of disclosure, of this year, in which the organ is the respondent: all of that must be plain."""
    text = sentence.text
    if (
        sentence.where in ELSEWHERE
        or _OTHER_CASES.search(text)
        or _AS_REVIEWER.search(text)
        or _names_another_year(text, report)
    ):
        return False
    return sentence.where == "section.4" or bool(_OF_DISCLOSURE.search(sentence.context + text))


def _names_another_year(text: str, report: Report) -> bool:
    return any(not year.startswith("20") or year[:4] != str(report.year) for year in _EARLIER.findall(text))


def _number(report: Report, group: str, column: str) -> int:
    return int(report.number(f"table4.{group}.{column}"))
