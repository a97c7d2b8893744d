"""May this be done now? If not: the rule, the article, and what can be done instead."""

from collections.abc import Callable, Mapping
from datetime import date

from gongkai.regulation.acts import Act
from gongkai.regulation.citation import cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import EVENT_TYPES, Answered, EventKind, Inquiry, NoticeReceived
from gongkai.regulation.policies import Extensions
from gongkai.regulation.procedure.case import Case

_ONCE: Mapping[EventKind, tuple[str, str]] = {
    EventKind.REGISTERED: ("申请已经登记编号", "编号记错的，用“更正记录”改正。"),
    EventKind.CORRECTION_REQUESTED: (
        "补正只能一次性告知，本件已经告知过补正",
        "补正后仍不明确的，答复“补正后申请内容仍不明确”。",
    ),
    EventKind.FEE_NOTIFIED: ("本件已经发出过收费通知", "金额有误的，用“更正记录”改正原通知。"),
    EventKind.EXTENDED: (
        "答复期限只能延长一次，本件已经延长过",
        "尽快答复；期限内答复有困难的，与申请人沟通并记录原因。",
    ),
    EventKind.DEFERRED: ("延迟答复的期限已经确定并告知申请人", "按已告知的日期答复。"),
}
_DEFERRED_ALREADY = "已按第三十五条确定延迟答复的期限，不再按第三十三条延期"
_REASONS_FIRST = "先要求并收到申请人说明的理由，才能确定延迟答复的期限"


def permit(case: Case, act: Act, day: date) -> None:
    """Nothing, where the act is allowed on that day. Raises NotAllowed."""
    if day < act.since:
        raise NotAllowed(
            f"“{act.label}”自 {in_words(act.since)} 起施行，{in_words(day)} 尚无此规定。",
            act.citation,
            "按当时的规定办理，并核对日期。",
        )
    state = case.state_on(day)
    if state not in act.allowed_from:
        raise NotAllowed(f"{act.rule}；{in_words(day)} 的状态是“{state.label}”。", act.citation, act.instead)
    guard = _GUARDS.get(act.records)
    if guard:
        guard(case, act, day)


def _once(case: Case, act: Act, day: date) -> None:
    if act.records in case.done:
        rule, instead = _ONCE[act.records]
        raise NotAllowed(f"{rule}，{in_words(day)} 不能再“{act.label}”。", act.citation, instead)


def _within_period(case: Case, act: Act, day: date) -> None:
    due = case.missed(day)
    if due:
        raise NotAllowed(
            f"{act.rule}；期限已于 {in_words(due)} 届满，{in_words(day)} 已迟。",
            act.citation,
            "尽快作出答复并送达，记录逾期的原因。",
        )


def _fee_notice(case: Case, act: Act, day: date) -> None:
    _once(case, act, day)
    _within_period(case, act, day)


def _extension(case: Case, act: Act, day: date) -> None:
    if case.not_before:
        raise NotAllowed(f"{_DEFERRED_ALREADY}。", cite("REG 35"), "按已告知的日期答复。")
    if case.extension or case.policies.extensions is Extensions.ONCE:
        _once(case, act, day)
    _within_period(case, act, day)


def _deferral(case: Case, act: Act, day: date) -> None:
    if EventKind.REASONS_GIVEN not in case.done:
        raise NotAllowed(f"{_REASONS_FIRST}。", act.citation, act.instead)
    _once(case, act, day)
    _within_period(case, act, day)


def _lapse(case: Case, act: Act, day: date) -> None:
    if case.lapses_from and day < case.lapses_from:
        raise NotAllowed(
            f"{act.rule}；{in_words(case.lapses_from)} 之前期限未满。",
            act.citation,
            f"等到 {in_words(case.lapses_from)} 再认定；申请人明确放弃的，登记撤回。",
        )


def _nobody_unnamed(inquiry: Inquiry) -> Callable[[Case, Act, date], None]:
    """While a letter without a name waits for its answer, a second one of its kind could not be told from it."""

    def guard(case: Case, act: Act, day: date) -> None:
        if any(not case.letters[place].name for place in case.unanswered(inquiry)):
            raise NotAllowed(
                f"上一次“{act.label}”没有写明对方名称，也没有答复；{in_words(day)} 再发，两者的答复就分不清了。",
                act.citation,
                "先用“更正记录”补上前一方的名称，或者先登记前一方的答复。",
            )

    return guard


def _unproved_letter(inquiry: Inquiry) -> Callable[[Case, Act, date], None]:
    def guard(case: Case, act: Act, day: date) -> None:
        if all(case.letters[place].proved for place in case.unanswered(inquiry)):
            raise NotAllowed(f"{act.rule}；{in_words(day)} 没有等待收件凭证的来往。", act.citation, act.instead)

    return guard


def _unanswered_letter(inquiry: Inquiry) -> Callable[[Case, Act, date], None]:
    def guard(case: Case, act: Act, day: date) -> None:
        if not any(True for _ in case.unanswered(inquiry)):
            raise NotAllowed(f"{act.rule}；{in_words(day)} 没有等待答复的来往。", act.citation, act.instead)

    return guard


_GUARDS: Mapping[EventKind, Callable[[Case, Act, date], None]] = {
    EventKind.REGISTERED: _once,
    EventKind.CORRECTION_REQUESTED: _once,
    EventKind.FEE_NOTIFIED: _fee_notice,
    EventKind.EXTENDED: _extension,
    EventKind.DEFERRED: _deferral,
    EventKind.CORRECTION_TIMED_OUT: _lapse,
    EventKind.FEE_TIMED_OUT: _lapse,
    EventKind.THIRD_PARTY_CONSULTED: _nobody_unnamed(Inquiry.THIRD_PARTY),
    EventKind.JOINT_ORGAN_CONSULTED: _nobody_unnamed(Inquiry.JOINT_ORGAN),
    EventKind.OTHER_ORGAN_CONSULTED: _nobody_unnamed(Inquiry.OTHER_ORGAN),
    EventKind.REASONS_DEMANDED: _nobody_unnamed(Inquiry.REASONS),
    **{kind: _unproved_letter(one.inquiry) for kind, one in EVENT_TYPES.items() if issubclass(one, NoticeReceived)},
    **{kind: _unanswered_letter(one.inquiry) for kind, one in EVENT_TYPES.items() if issubclass(one, Answered)},
}
