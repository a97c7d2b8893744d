"""Claims about applications (依申请公开) as a whole: received, carried in and out, handled; against table 3."""

import re
from collections.abc import Iterator

from gongkai.annual_report.checks.narrative.claims import Claim, Sentence, is_of_year
from gongkai.annual_report.checks.narrative.counts import ABOUT, NUMBER, UNIT, whole
from gongkai.annual_report.checks.narrative.topics import counts_all_applications
from gongkai.annual_report.report import Report

_COUNT = rf"{ABOUT}(?P<n>{NUMBER})\s*{UNIT}"
_OTHER_COUNT = rf"{ABOUT}(?P<m>{NUMBER})\s*{UNIT}"
_PLAIN = r"[^，,。；;：:\d（()）]"
"""A character of one clause, without digits."""

_NOT = r"(?<!不)(?<!不予)(?<!未)"

_RECEIVED = re.compile(
    rf"{_NOT}(?P<verb>新收|收到|接到|接收|受理|收办|收(?![取费集回录缴支入]))"
    rf"(?P<mid>{_PLAIN}{{0,30}}?(?:[，,]\s*(?:共计?|合计|总计)?\s*)?){_COUNT}"
)
_HANDLED = re.compile(rf"{_NOT}(?P<verb>办结|办复|答复|回复|办理|处理)(?P<mid>{_PLAIN}{{0,30}}?){_COUNT}")
_UNSPOKEN = re.compile(
    rf"依申请(?:信息)?公开(?:政府)?(?:信息|事项|申请|件|数量?|的)*(?P<mid>共?计?|合计|总数|为)\s*{_COUNT}"
)
_NONE_RECEIVED = re.compile(
    r"(?:未|没有|无)(?:新?收到|接到|受理|接收|收)(?P<what>[^。；;，,]{0,30}?)(?:申请|依申请公开|信息公开)(?P<rest>[^，,。；;]{0,14})"
)
_ASKED = re.compile(
    r"(?:公民|法人|自然人|其他|组织|任何|单位|企业|个人|群众|公众|社会|各界|提[出交]|递交|有关|关于|相关|政府|政务|信息|公开"
    r"|任一|[依的、和或者及过本类一起件向我局市县区镇乡街道机关])*"
)
_NOT_ALL = re.compile(r"复议|诉讼|投诉|举报|费|转")

_LAST = r"(?:上|前|去)(?:一)?年度?"
_NEXT = r"(?:下|次|明)(?:一)?年度?"
_CARRIED_IN = re.compile(
    rf"(?:{_LAST}|(?P<year>20\d\d)\s*年度?)\s*(?:遗留|结转|转入)(?:的|[至到]本年)?{_PLAIN}{{0,12}}?{_COUNT}"
    rf"|结转(?:自)?{_LAST}的?{_PLAIN}{{0,8}}?{_OTHER_COUNT}"
)
_CARRIED_OUT = re.compile(
    rf"(?:结转|顺延|延续|转)[至到入]?(?:{_NEXT}|(?P<year>20\d\d)\s*年度?){_PLAIN}{{0,14}}?{_COUNT}"
    rf"|{_OTHER_COUNT}(?:申请)?[将需已拟]?(?:结转|顺延)[至到入]?{_NEXT}(?!\s*\d)"
)
_NOT_CARRIED_IN = re.compile(rf"(?:无|没有)[^，,。；;]{{0,4}}{_LAST}结转")
_NOT_CARRIED_OUT = re.compile(rf"(?:无|没有|未)[^，,。；;]{{0,6}}(?:{_NEXT}结转|结转[至到入]?{_NEXT})")


def claims(sentence: Sentence, report: Report) -> Iterator[Claim]:
    """All claims of one sentence about applications."""
    text = sentence.text
    if "申请" not in text and "信息公开" not in text and "申请" not in sentence.context:
        return
    if "收" in text or "受理" in text:
        yield from _received(sentence, report)
    yield from _handled(sentence, report)
    if "结转" in text or "顺延" in text:
        yield from _carried(sentence, report)


def _received(sentence: Sentence, report: Report) -> Iterator[Claim]:
    received, carried = (_total(report, row) for row in ("received", "carried_in"))
    for match in _RECEIVED.finditer(sentence.text):
        if counts_all_applications(sentence, match) and is_of_year(report, sentence, match.start("n")):
            with_carried = "结转" in sentence.text or match["verb"] in ("受理", "收办", "收")
            accepted = (received, received + carried) if with_carried else (received,)
            yield _claim(sentence, match, "收到的申请", "received", accepted)
    if "未" not in sentence.text and "没有" not in sentence.text and "无" not in sentence.text:
        return
    for match in _NONE_RECEIVED.finditer(sentence.text):
        none_at_all = _ASKED.fullmatch(match["what"]) and not _NOT_ALL.search(match["rest"])
        if none_at_all and is_of_year(report, sentence, match.start()):
            yield Claim(sentence, "收到的申请", 0, (_cell("received"),), (received,), match[0])


def _handled(sentence: Sentence, report: Report) -> Iterator[Claim]:
    received, carried, total = (_total(report, row) for row in ("received", "carried_in", "total"))
    for match in _HANDLED.finditer(sentence.text):
        if counts_all_applications(sentence, match) and is_of_year(report, sentence, match.start("n")):
            loose = match["verb"] in ("办理", "处理")
            accepted = (total, received, received + carried) if loose else (total,)
            yield _claim(sentence, match, "办理的申请", "total", accepted, is_certain=not carried)
    for match in _UNSPOKEN.finditer(sentence.text):
        if not _RECEIVED.search(sentence.text) and not _HANDLED.search(sentence.text):
            yield _claim(
                sentence,
                match,
                "依申请公开",
                "received",
                (received, received + carried, total),
                is_certain=match[0].endswith("件"),
            )


def _carried(sentence: Sentence, report: Report) -> Iterator[Claim]:
    for pattern, none, subject, row, distance in (
        (_CARRIED_IN, _NOT_CARRIED_IN, "上年结转的申请", "carried_in", -1),
        (_CARRIED_OUT, _NOT_CARRIED_OUT, "结转下年度的申请", "carried_out", 1),
    ):
        for match in pattern.finditer(sentence.text):
            if not match["year"] or report.year is None or int(match["year"]) == report.year + distance:
                value = whole(match["n"] or match["m"])
                yield Claim(sentence, subject, value, (_cell(row),), (_total(report, row),), match[0])
        denied = none.search(sentence.text)
        if denied:
            yield Claim(sentence, subject, 0, (_cell(row),), (_total(report, row),), denied[0])


def _claim(
    sentence: Sentence,
    match: re.Match[str],
    subject: str,
    row: str,
    accepted: tuple[int, ...],
    *,
    is_certain: bool = True,
) -> Claim:
    return Claim(sentence, subject, whole(match["n"]), (_cell(row),), accepted, match[0], is_certain)


def _cell(row: str) -> str:
    return f"table3.{row}.total"


def _total(report: Report, row: str) -> int:
    return int(report.number(_cell(row)))
