"""Letters and their answers: correction, fee, reasons, and the three consultations."""

from datetime import date, timedelta

from gongkai.regulation.acts import ACTS, State
from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate, LimitExceeded, NotAllowed
from gongkai.regulation.events import Answered, Asked, AskedWithin, Inquiry, NoticeReceived, OpinionGiven
from gongkai.regulation.parameter import parameter
from gongkai.regulation.procedure import rules
from gongkai.regulation.procedure.case import CONSULTATIONS, Case, Letter
from gongkai.regulation.procedure.periods import start_period

_PARAMETERS = {
    Inquiry.FEE: "fee_payment_period",
    Inquiry.THIRD_PARTY: "third_party_reply_period",
    Inquiry.JOINT_ORGAN: "joint_organ_reply_period",
}
_STOPS = {Inquiry.CORRECTION: State.AWAITING_CORRECTION, Inquiry.FEE: State.AWAITING_PAYMENT}
_ORDER = cite("CPL 85")


def ask(case: Case, event: Asked) -> None:
    """A letter goes out. Raises ImpossibleDate, LimitExceeded, NotAllowed."""
    if event.received_on and event.received_on < event.on:
        raise _before(event.received_on, "收件", event.on, "发出")
    _check_names(case, event)
    missed = case.missed(event.on) if event.inquiry in CONSULTATIONS else None
    if missed:
        case.note(event.on, rules.CONSULTED_AFTER_DUE, due=missed)
    case.note(event.on, rules.ASKED[event.inquiry], name=_called(event.name))
    workdays, citation = _period(case, event)
    received = event.received_on or event.on + timedelta(days=case.policies.unproved_receipt_days)
    letter = Letter(
        event.inquiry,
        event.name,
        event.on,
        received,
        proved=event.received_on is not None,
        workdays=workdays,
        limit=case.calendar.add(received, workdays),
    )
    case.letters.append(letter)
    _stop(case, letter)
    _note_limit(case, letter, citation)


def notice_received(case: Case, event: NoticeReceived) -> None:
    """It is learnt when a letter arrived: its limit is counted from that day. Raises ImpossibleDate, NotAllowed."""
    places = [place for place in case.unanswered(event.inquiry, event.name) if not case.letters[place].proved]
    place = _only(places, case, event)
    letter = case.letters[place]
    limit = case.calendar.add(event.on, letter.workdays)
    case.letters[place] = letter._replace(received_on=event.on, proved=True, limit=limit)
    case.note(event.on, rules.NOTICE_RECEIVED, what=rules.LETTER_NAMES[event.inquiry] + _called(event.name))
    _note_limit(case, case.letters[place])


def answer(case: Case, event: Answered) -> None:
    """An answer comes in. Raises ImpossibleDate, NotAllowed."""
    place = _only(list(case.unanswered(event.inquiry, event.name)), case, event)
    letter = case.letters[place]
    if letter.proved and event.on < letter.received_on:
        raise _before(event.on, "答复", letter.received_on, "收件")
    opinion = event.opinion if isinstance(event, OpinionGiven) else None
    case.letters[place] = letter._replace(answered_on=event.on, opinion=opinion)
    case.note(event.on, rules.ANSWERED[event.inquiry], name=_called(letter.name))
    if event.inquiry in _STOPS:
        _resume(case, letter, event.on)
    elif event.on > letter.limit:
        what = rules.LETTER_NAMES[event.inquiry] + _called(letter.name)
        case.note(event.on, rules.LATE_ANSWER, what=what, limit=letter.limit)


def _stop(case: Case, letter: Letter) -> None:
    """The applicant has to act: no reply period runs until he does."""
    if letter.inquiry not in _STOPS:
        return
    by = case.correction_notice_by
    if letter.inquiry is Inquiry.CORRECTION and by and letter.sent_on > by:
        case.note(letter.sent_on, rules.LATE_CORRECTION_REQUEST, limit=by, late=(letter.sent_on - by).days)
    case.stage = _STOPS[letter.inquiry]
    case.anchor = case.not_before = None


def _resume(case: Case, letter: Letter, on: date) -> None:
    if on > letter.limit:
        late = rules.LATE_CORRECTION if letter.inquiry is Inquiry.CORRECTION else rules.LATE_PAYMENT
        case.note(on, late, limit=letter.limit)
    case.stage, case.lapses_from = State.HANDLING, None
    start_period(case, on)


def _note_limit(case: Case, letter: Letter, citation: Citation | None = None) -> None:
    facts = {"received": letter.received_on, "workdays": letter.workdays, "name": _called(letter.name)}
    if not letter.proved:
        what = rules.LETTER_NAMES[letter.inquiry] + _called(letter.name)
        days = case.policies.unproved_receipt_days
        case.note(letter.received_on, rules.PRESUMED, what=what, days=days)
    case.note(letter.limit, rules.LIMIT[letter.inquiry], citation, **facts)
    if letter.inquiry in _STOPS:
        allowance = case.policies.mail_allowance_days if letter.inquiry is Inquiry.CORRECTION else 0
        case.lapses_from = case.calendar.add(letter.limit + timedelta(days=allowance), 1)
        case.note(case.lapses_from, rules.LAPSE_FROM[letter.inquiry], allowance=allowance)


def _period(case: Case, event: Asked) -> tuple[int, Citation | None]:
    """How many working days the letter leaves for an answer, and where that stands when it is a number of the law."""
    if event.inquiry in _PARAMETERS:
        value = parameter(_PARAMETERS[event.inquiry]).on(event.on)
        return value.value, value.citation
    if isinstance(event, AskedWithin) and event.workdays is not None:
        if event.workdays < 1:
            raise LimitExceeded(
                f"给申请人的期限是 {event.workdays} 个工作日，不是合理的期限。",
                ACTS[event.kind].citation,
                "请给出至少 1 个工作日，各地多为 5 至 15 个工作日。",
            )
        return event.workdays, None
    policies = case.policies
    usual = {Inquiry.CORRECTION: policies.correction_workdays, Inquiry.REASONS: policies.reasons_workdays}
    return usual.get(event.inquiry, policies.other_organ_workdays), None


def _only(places: list[int], case: Case, event: NoticeReceived | Answered) -> int:
    """The one letter that is meant. Raises NotAllowed where there is none, or several and none is named."""
    act = ACTS[event.kind]
    if not places:
        raise NotAllowed(f"{act.rule}；没有发给“{event.name}”且待答复的来往。", act.citation, act.instead)
    if len(places) > 1:
        names = "、".join(case.letters[place].name for place in places)
        raise NotAllowed(
            f"待答复的来往有 {len(places)} 件（{names}），分不清是哪一件。", act.citation, "请写明对方名称。"
        )
    return places[0]


def _check_names(case: Case, event: Asked) -> None:
    """Parties asked at the same time must be told apart, or an answer could not be placed. Raises NotAllowed."""
    names = [case.letters[place].name for place in case.unanswered(event.inquiry)]
    if names and (event.name in names or not event.name):
        raise NotAllowed(
            f"已经向{f'“{event.name}”' if event.name else '另一方'}征求且尚未答复，{in_words(event.on)} 不能重复计停。",
            ACTS[event.kind].citation,
            "向另一方征求意见的，请分别写明名称。",
        )


def _before(day: date, what: str, earlier: date, before: str) -> ImpossibleDate:
    return ImpossibleDate(
        f"{what}之日 {in_words(day)} 早于{before}之日 {in_words(earlier)}。", _ORDER, "请核对两个日期。"
    )


def _called(name: str) -> str:
    return f"（{name}）" if name else ""
