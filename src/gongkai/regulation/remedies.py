"""救济: within which time the applicant may go where, and within which time the organ answers there.

Limits of the applicant run from service and count natural days or months; those that end on a holiday end on the next
working day (CPL 85). Reconsideration first (复议前置) holds since 2024-01-01 for withholding under Arts 14–16 (ARL 23,
SPC25), also of a part (G132).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.dates import in_words
from gongkai.regulation.days import Limit, Step, WorkingDays, monthly_limit, natural_limit, value_on, working_limit
from gongkai.regulation.errors import ImpossibleDate, LimitExceeded
from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome, Remedy, outcome_rule
from gongkai.regulation.parameter import Value

RECONSIDERATION_FIRST_SINCE = date(2024, 1, 1)
RECONSIDERATION_FIRST = (cite("ARL 23.1(4)"), cite("SPC25 1(2)"))
PARTIAL_COUNTS = cite("G132")
QUERY_ROW = cite("SPC25 1 [A]")
TELL_RECONSIDERATION_FIRST = cite("ARL 23.2")
SILENCE = cite("ARL 34")


class Procedure(StrEnum):
    """How a reconsideration is heard; a disclosure case may be heard in the simplified way (ARL 53)."""

    ORDINARY = "ordinary"
    SIMPLIFIED = "simplified"


class CourtPaper(StrEnum):
    """What a court of first instance gave, each with its own time to appeal; the value names the parameter."""

    JUDGMENT = "litigation_judgment_appeal_period"
    RULING = "litigation_ruling_appeal_period"


@dataclass(frozen=True, slots=True)
class ApplicantLimits:
    """Until when the applicant may go where. litigation is None where reconsideration comes first."""

    remedy: Remedy
    reconsideration: Limit
    litigation: Limit | None


def remedy_for(
    outcome: Outcome, grounds: Sequence[Ground], on: date, *, administrative_query: Remedy = Remedy.EITHER
) -> Remedy:
    """Which remedies a letter of that day must tell: EITHER, RECONSIDERATION_FIRST, or BY_GROUNDS for a partial grant
    that withholds its part under Arts 14–16 (first for that part, either for the rest).

    administrative_query: the organ's reading for row （三）8, on which the law is open.
    """
    remedy = outcome_rule(outcome).remedy
    if on < RECONSIDERATION_FIRST_SINCE or (remedy is Remedy.BY_GROUNDS and not grounds):
        return Remedy.EITHER
    return administrative_query if remedy is Remedy.BY_POLICY else remedy


def applicant_limits(remedy: Remedy, served_on: date, calendar: WorkingDays) -> ApplicantLimits:
    """The applicant's limits for a reply served on that day that told him his rights."""
    first = remedy is Remedy.RECONSIDERATION_FIRST
    suit = None if first else litigation_limit(served_on, calendar)
    return ApplicantLimits(remedy, reconsideration_limit(served_on, calendar), suit)


def reconsideration_limit(known_on: date, calendar: WorkingDays) -> Limit:
    """60 days from knowing of the act; for a reply, from its service."""
    value = value_on("reconsideration_period", known_on)
    start = Step(known_on, "收到处理决定", "知道该行政行为；当日不计算在内。", value.citation)
    return natural_limit(start, value.value, calendar, what="申请行政复议的最后一日", citation=value.citation)


def reconsideration_limit_untold(*, content_known_on: date, rights_known_on: date, calendar: WorkingDays) -> Limit:
    """Where the reply did not tell the right, the organ or the time: 60 days from knowing them, at most one year from
    knowing its content. Raises ImpossibleDate where the rights were known before the content."""
    cap = value_on("reconsideration_untold_cap", content_known_on)
    _in_order(content_known_on, rights_known_on, "知道复议权利", "知道行政行为内容", cap.citation)
    why = "未告知复议权利、复议机关和期限的，最长一年。"
    last = _years(
        Step(content_known_on, "知道行政行为内容", why, cap.citation), cap, calendar, "申请行政复议的最后一日"
    )
    return min(reconsideration_limit(rights_known_on, calendar), last, key=lambda limit: limit.day)


def litigation_limit(known_on: date, calendar: WorkingDays) -> Limit:
    """A suit without reconsideration: six months from knowing of the act."""
    value = value_on("litigation_direct_period", known_on)
    start = Step(known_on, "收到处理决定", "知道作出行政行为；当日不计算在内。", value.citation)
    return monthly_limit(start, value.value, calendar, what="直接提起行政诉讼的最后一日", citation=value.citation)


def litigation_limit_untold(
    *, made_on: date, content_known_on: date, rights_known_on: date, calendar: WorkingDays
) -> Limit:
    """Where the reply did not tell the time to sue: six months from knowing it, at most one year from knowing the
    content (SPC18), and never beyond five years from the act."""
    untold = value_on("litigation_untold_cap", content_known_on)
    _in_order(content_known_on, rights_known_on, "知道起诉期限", "知道行政行为内容", untold.citation)
    start = Step(content_known_on, "知道行政行为内容", "未告知起诉期限的，最长一年。", untold.citation)
    last = _years(start, untold, calendar, "直接提起行政诉讼的最后一日")
    limits = (litigation_limit(rights_known_on, calendar), last, litigation_cap(made_on, calendar))
    return min(limits, key=lambda limit: limit.day)


def litigation_cap(made_on: date, calendar: WorkingDays) -> Limit:
    """Beyond five years from the act no court takes a suit over it."""
    value = value_on("litigation_cap", made_on)
    start = Step(made_on, "作出行政行为", "自作出之日起计算。", value.citation)
    return _years(start, value, calendar, "起诉的最长期限")


def reconsideration_cap(made_on: date, calendar: WorkingDays) -> Limit:
    """Beyond five years from the act no reconsideration is accepted."""
    value = value_on("reconsideration_cap", made_on)
    start = Step(made_on, "作出行政行为", "自作出之日起计算。", value.citation)
    return _years(start, value, calendar, "申请复议的最长期限")


def litigation_limit_after(decision_received_on: date, calendar: WorkingDays) -> Limit:
    """A suit after reconsideration: 15 days from receiving its decision."""
    return _suit_after(decision_received_on, "收到行政复议决定书", calendar)


def litigation_limit_after_silence(decision_due_on: date, calendar: WorkingDays) -> Limit:
    """A suit where the reconsideration organ did not decide in time: 15 days from the end of its period."""
    return _suit_after(decision_due_on, "复议期限届满未作决定", calendar)


def answer_limit(copy_received_on: date, procedure: Procedure, calendar: WorkingDays) -> Limit:
    """The organ's written answer with evidence to the reconsideration organ, in working days (ARL 48, 54, 88)."""
    value = value_on(f"reconsideration_answer_period{_suffix(procedure)}", copy_received_on)
    start = Step(copy_received_on, "收到行政复议申请书副本", "收到当日不计算在内。", value.citation)
    return working_limit(start, value.value, calendar, what="提出书面答复的最后一日", citation=value.citation)


def defence_limit(copy_received_on: date, calendar: WorkingDays) -> Limit:
    """The organ's evidence and defence to the court."""
    value = value_on("litigation_defence_period", copy_received_on)
    start = Step(copy_received_on, "收到起诉状副本", "收到当日不计算在内。", value.citation)
    return natural_limit(start, value.value, calendar, what="提交证据和答辩状的最后一日", citation=value.citation)


def appeal_limit(served_on: date, paper: CourtPaper, calendar: WorkingDays) -> Limit:
    """An appeal, by either side, against a judgment (判决) or a ruling (裁定) of first instance."""
    value = value_on(paper.value, served_on)
    start = Step(served_on, "收到一审裁判文书", "收到当日不计算在内。", value.citation)
    return natural_limit(start, value.value, calendar, what="提起上诉的最后一日", citation=value.citation)


def simplified_trial_limit(docketed_on: date, calendar: WorkingDays) -> Limit:
    """When a court ends a disclosure case that it hears in the simplified way (ALL 82, 83)."""
    value = value_on("litigation_simplified_trial_period", docketed_on)
    start = Step(docketed_on, "立案", "立案当日不计算在内。", value.citation)
    return natural_limit(start, value.value, calendar, what="简易程序审结的最后一日", citation=value.citation)


def decision_limit(accepted_on: date, procedure: Procedure, calendar: WorkingDays, *, extended_by: int = 0) -> Limit:
    """When the reconsideration organ decides. Raises LimitExceeded beyond 30 days of extension, and for any extension
    of the simplified procedure, which knows none."""
    value = value_on(f"reconsideration_decision_period{_suffix(procedure)}", accepted_on)
    longest = value_on("reconsideration_decision_extension", accepted_on)
    most = longest.value if procedure is Procedure.ORDINARY else 0
    if not 0 <= extended_by <= most:
        rule = f"行政复议决定期限最多延长{most}日，收到的是{extended_by}日。"
        raise LimitExceeded(rule, longest.citation, "请核对延期通知；情况复杂的简易程序案件可以转为普通程序。")
    start = Step(accepted_on, "受理行政复议申请", "受理当日不计算在内。", value.citation)
    days, what = value.value + extended_by, "作出行政复议决定的最后一日"
    return natural_limit(start, days, calendar, what=what, citation=value.citation)


def _suit_after(day: date, what: str, calendar: WorkingDays) -> Limit:
    value = value_on("litigation_after_reconsideration_period", day)
    start = Step(day, what, "当日不计算在内。", value.citation)
    return natural_limit(start, value.value, calendar, what="提起行政诉讼的最后一日", citation=value.citation)


def _years(start: Step, value: Value, calendar: WorkingDays, what: str) -> Limit:
    return monthly_limit(start, value.value * 12, calendar, what=what, citation=value.citation)


def _suffix(procedure: Procedure) -> str:
    return "" if procedure is Procedure.ORDINARY else "_simplified"


def _in_order(first: date, second: date, later: str, earlier: str, citation: Citation) -> None:
    if second < first:
        rule = f"{later}的日期{in_words(second)}早于{earlier}的日期{in_words(first)}。"
        raise ImpossibleDate(rule, citation, "请核对两个日期。")


def cited() -> Iterator[Entry]:
    """The rules of this file that are not numbers, for docs/law-to-code.md."""
    since = f"{RECONSIDERATION_FIRST_SINCE} 起"
    rules = {
        "依第十四条至第十六条不予公开的，复议前置": RECONSIDERATION_FIRST,
        "部分不予公开属于不予公开": (PARTIAL_COUNTS,),
        "行政查询事项是否复议前置，由机关选定，默认否": (QUERY_ROW,),
        "复议前置应当在决定中告知": (TELL_RECONSIDERATION_FIRST,),
    }
    for label, found in rules.items():
        yield from entries("remedies.py", "remedy_for", label=label, value=since, citations=found)
    label = "复议机关逾期不作决定的，自期限届满起算"
    yield from entries("remedies.py", "litigation_limit_after_silence", label=label, citations=(SILENCE,))
