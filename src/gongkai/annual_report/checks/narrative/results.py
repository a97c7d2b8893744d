"""Claims about how reconsiderations and lawsuits ended (维持, 纠正, 其他结果, 尚未审结); against table 4."""

import re
from collections.abc import Iterator, Mapping

from gongkai.annual_report.checks.narrative.claims import Claim, Sentence, is_of_year
from gongkai.annual_report.checks.narrative.counts import ABOUT, NUMBER, whole
from gongkai.annual_report.report import Report

CASES: Mapping[str, tuple[str, ...]] = {
    "复议": ("reconsideration",),
    "诉讼": ("litigation_direct", "litigation_after_reconsideration"),
}
"""The groups of table 4 that each word means."""

_RESULT = (
    r"(?:(?P<upheld>维持)|(?P<corrected>纠正|纠错)|(?P<other>其他结果)"
    r"|(?P<pending>(?:尚未|还未|未|正在)(?:审结|审理|办结)))"
)
_SPOKEN = ("维持", "纠正", "纠错", "其他结果", "审结", "审理", "办结")
"""One of these stands in whatever _RESULT finds."""
_NAMES = {"upheld": "结果维持", "corrected": "结果纠正", "pending": "尚未审结", "other": "其他结果"}
_COUNT = rf"{ABOUT}(?P<n>{NUMBER})\s*[件起宗例]"
_RESULT_FIRST = re.compile(
    rf"{_RESULT}(?:原?(?:行政|具体|复议|答复|判决|决定|行为|结果)|案件|的|为|有|：|:|\s){{0,6}}{_COUNT}"
)
_COUNT_FIRST = re.compile(rf"{_COUNT}(?:案件|结果|均|被|为|予以|得到|获得?|的|\s){{0,4}}{_RESULT}")
_KIND = re.compile(
    r"(?P<both>复议(?:案件)?(?:和|及|以及|与|或|、)(?:行政)?(?:诉讼|应诉))|(?P<suit>诉讼|起诉|应诉)|复议(?!后|前|机关|决定)"
)
_ANOTHER_STAGE = re.compile(r"二审|再审|上诉|抗诉|历年|累计")


def speaks_of_results(text: str) -> bool:
    """Whether it is worth looking for results: few sentences of a report name any."""
    return any(word in text for word in _SPOKEN)


def results(sentence: Sentence, report: Report, *, is_certain: bool) -> Iterator[Claim]:
    """Each figure that a sentence gives for a result. Which suits it means, those before or those after
    reconsideration or both, may stay open: each of their figures agrees."""
    text = sentence.text
    if _ANOTHER_STAGE.search(text):
        return
    for match in list(_RESULT_FIRST.finditer(text)) or _COUNT_FIRST.finditer(text):
        kinds = _kinds(sentence, match.start())
        if kinds and is_of_year(report, sentence, match.start()):
            yield _claim(sentence, report, match, kinds, is_certain=is_certain)


def _kinds(sentence: Sentence, before: int) -> tuple[str, ...]:
    """What the words before that position speak of last: reconsiderations, suits, both, or neither."""
    said = list(_KIND.finditer(sentence.text, 0, before)) or list(_KIND.finditer(sentence.context))
    if not said:
        return ()
    if said[-1]["both"]:
        return tuple(CASES)
    return ("诉讼",) if said[-1]["suit"] else ("复议",)


def _claim(
    sentence: Sentence, report: Report, match: re.Match[str], kinds: tuple[str, ...], *, is_certain: bool
) -> Claim:
    column = next(name for name in _NAMES if match[name])
    cells = tuple(f"table4.{group}.{column}" for kind in kinds for group in CASES[kind])
    numbers = [int(report.number(cell)) for cell in cells]
    subject = f"{'、'.join(f'行政{kind}' for kind in kinds)}{_NAMES[column]}"
    return Claim(sentence, subject, whole(match["n"]), cells, (sum(numbers), *numbers), match[0], is_certain)
