"""Beginning, lengthening and postponing the reply period."""

from datetime import date

from gongkai.regulation.acts import ACTS
from gongkai.regulation.clock import Clock
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate, LimitExceeded
from gongkai.regulation.events import Deferred, EventKind, Extended
from gongkai.regulation.parameter import parameter
from gongkai.regulation.procedure import rules
from gongkai.regulation.procedure.case import Case


def start_period(case: Case, anchor: date) -> None:
    """A full new reply period from that day, which is not counted. An earlier extension does not carry over."""
    period = parameter("reply_period").on(anchor)
    case.anchor, case.workdays, case.extension, case.not_before = anchor, period.value, 0, None
    end = Clock(anchor, period.value).due(case.calendar)
    case.note(end, rules.PERIOD, period.citation, anchor=anchor, workdays=period.value)


def extend(case: Case, event: Extended) -> None:
    """Raises LimitExceeded for more working days than Art 33(2) allows, ImpossibleDate for a later approval."""
    limit = parameter("extension_limit").on(event.on)
    if not 1 <= event.workdays <= limit.value:
        raise LimitExceeded(
            f"延长答复期限最长不得超过 {limit.value} 个工作日，也不少于 1 个，不能延长 {event.workdays} 个。",
            limit.citation,
            f"请在 1 至 {limit.value} 个工作日之内延长；数量、频次明显超过合理范围的，按第三十五条办理。",
        )
    if event.approved_on and event.approved_on > event.on:
        raise ImpossibleDate(
            f"同意延期之日 {in_words(event.approved_on)} 晚于告知申请人之日 {in_words(event.on)}。",
            limit.citation,
            "应当先经公开工作机构负责人同意，再告知申请人。",
        )
    case.extension += event.workdays
    case.note(event.on, rules.EXTENDED, limit.citation, workdays=event.workdays, limit=limit.value)


def defer(case: Case, event: Deferred) -> None:
    """The period becomes as long as it takes to reach the notified day. Raises ImpossibleDate for a day not later."""
    clock = case.clock()
    due = clock.due(case.calendar) if clock else event.on
    if clock is None or event.until <= due:
        raise ImpossibleDate(
            f"延迟答复之日 {in_words(event.until)} 不晚于现有的期限 {in_words(due)}。",
            ACTS[EventKind.DEFERRED].citation,
            "能够按期答复的，无需延迟。",
        )
    case.workdays = clock.counted(clock.anchor, event.until, calendar=case.calendar)
    case.extension, case.not_before = 0, event.until
    case.note(event.on, rules.DEFERRED, until=event.until)
