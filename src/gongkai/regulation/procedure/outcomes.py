"""Which outcomes the facts of the case allow (Arts 30, 32, 34, 35)."""

from datetime import date

from gongkai.regulation.citation import cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import EventKind, Inquiry
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.procedure.case import Case

_DISCLOSING = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED})
_LAPSES = {
    Outcome.OTHER_CORRECTION_LAPSED: ("申请人逾期不补正的，由“逾期不补正，视为放弃”结案", cite("REG 30")),
    Outcome.OTHER_FEE_UNPAID: ("申请人逾期不缴费的，由“逾期不缴费，视为放弃”结案", cite("FEE [K]")),
}
_TO_WAIT_FOR = {
    Inquiry.THIRD_PARTY: ("第三方提出意见的期限未满，尚不能决定公开", cite("REG 32")),
    Inquiry.JOINT_ORGAN: ("共同制作机关提出意见的期限未满，尚不能决定公开", cite("REG 34")),
}


def obstacle(case: Case, outcome: Outcome, on: date) -> NotAllowed | None:
    """Why the application cannot be decided with that outcome on that day, or None."""
    if outcome in _LAPSES:
        rule, citation = _LAPSES[outcome]
        return NotAllowed(f"{rule}，不作为决定登记。", citation, "待期限届满后登记视为放弃。")
    if outcome is Outcome.UNAVAILABLE_STILL_UNCLEAR and EventKind.CORRECTED not in case.done:
        return NotAllowed(
            "没有补正过的申请，不能以“补正后申请内容仍不明确”答复。",
            cite("REG 30"),
            "先一次性告知补正，收到补正后再决定。",
        )
    if outcome is Outcome.NOT_PROCESSED_EXCESSIVE:
        return _unexplained(case, on)
    return _consulting(case, on) if outcome in _DISCLOSING else None


def _unexplained(case: Case, on: date) -> NotAllowed | None:
    article = cite("REG 35")
    if EventKind.REASONS_DEMANDED not in case.done:
        return NotAllowed(
            "以无正当理由大量反复申请为由不予处理的，应当先要求申请人说明理由。", article, "先发出说明理由告知书。"
        )
    for letter in case.letters:
        if letter.inquiry is Inquiry.REASONS and letter.is_open(on):
            rule = f"申请人说明理由的期限到 {in_words(letter.limit)}，尚不能决定不予处理。"
            return NotAllowed(rule, article, "收到说明或者期限届满后再决定。")
    return None


def _consulting(case: Case, on: date) -> NotAllowed | None:
    for letter in case.letters:
        if letter.inquiry in _TO_WAIT_FOR and letter.is_open(on):
            rule, citation = _TO_WAIT_FOR[letter.inquiry]
            instead = f"收到意见后，或者 {in_words(letter.limit)} 之后再决定公开。"
            return NotAllowed(f"{rule}（{in_words(on)}）。", citation, instead)
    return None
