"""Where an application stands on a day, and everything that can be asked about it then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.regulation.acts import ACTS, CLOSED, RUNNING, Act, State
from gongkai.regulation.citation import cite
from gongkai.regulation.clock import Clock
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.events import Event
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.policies import Policies
from gongkai.regulation.procedure import rules
from gongkai.regulation.procedure.case import CONSULTATIONS, Case, Letter
from gongkai.regulation.procedure.outcomes import obstacle
from gongkai.regulation.procedure.permits import permit
from gongkai.regulation.procedure.replay import in_legal_order, replay
from gongkai.regulation.procedure.rules import Severity, Step
from gongkai.regulation.workdays import WorkCalendar

_USUAL = Policies()
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Permit:
    """An act, and why it may not be done now; no refusal means that it may."""

    act: Act
    refusal: NotAllowed | None

    @property
    def is_allowed(self) -> bool:
        """Whether the act may be done."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from the events, as of the day `on`.

    due counts open consultations to their limits; it is None before receipt and while the applicant has to act first.
    correction_notice_by: until when correction may be asked for. lapses_from: when the organ may close because the
    applicant kept silent. replied_on is the day by which the reply is judged to be in time.
    """

    on: date
    state: State
    receipt: date | None
    confirm_by: date | None
    correction_notice_by: date | None
    due: date | None
    clock: Clock | None
    lapses_from: date | None
    letters: tuple[Letter, ...]
    outcome: Outcome | None
    decided_on: date | None
    replied_on: date | None
    served_on: date | None
    _case: Case = field(repr=False, compare=False)

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to do but to archive."""
        return self.state in CLOSED

    @property
    def is_overdue(self) -> bool:
        """Whether the due day has passed and the organ is still at work on it."""
        return self.state in RUNNING and self.due is not None and self.on > self.due

    @property
    def is_in_time(self) -> bool | None:
        """Whether the reply was given by the due day; None while there is no reply or no due day."""
        return self.replied_on <= self.due if self.replied_on and self.due else None

    @property
    def is_provisional(self) -> bool:
        """Whether some day that was counted lies in a year whose holidays have not been announced."""
        days = [day for day in (self.receipt, self.due, self.lapses_from, self.confirm_by) if day]
        days += [self.correction_notice_by] if self.correction_notice_by else []
        return bool(days) and self._case.calendar.is_provisional(min(days), max(days))

    @property
    def open_consultations(self) -> tuple[Letter, ...]:
        """The consultations whose answer can still come in time."""
        return tuple(one for one in self.letters if one.inquiry in CONSULTATIONS and one.is_open(self.on))

    @property
    def suspended_workdays(self) -> int:
        """How many working days of the present period were left out for consultations."""
        if self.clock is None or self.due is None:
            return 0
        calendar, anchor = self._case.calendar, self.clock.anchor
        return calendar.count(anchor, self.due) - self.clock.counted(anchor, self.due, calendar=calendar)

    def remaining(self, day: date | None = None) -> int | None:
        """Counted days left after that day (by default `on`); at most zero when overdue; None without a due day."""
        return self.clock.remaining(day or self.on, self._case.calendar) if self.clock else None

    def acts(self, day: date | None = None) -> tuple[Permit, ...]:
        """Every act of the table, and why it may not be done on that day (by default `on`), or that it may."""
        return tuple(Permit(act, self.refusal(act, day or self.on)) for act in ACTS.values())

    def refusal(self, act: Act, day: date) -> NotAllowed | None:
        """Why that act may not be done on that day; None where it may."""
        try:
            permit(self._case, act, day)
        except NotAllowed as refusal:
            return refusal
        return None

    def outcomes(self, day: date | None = None) -> Mapping[Outcome, NotAllowed | None]:
        """Every outcome, and why the application cannot be decided with it on that day, or None."""
        return {outcome: obstacle(self._case, outcome, day or self.on) for outcome in Outcome}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The derivation: every step with its day, sentence and citation, ending with the due day."""
        told = [step for step in map(Step._make, self._case.steps) if step.severity is Severity.PLAIN]
        return (*told, *self._suspensions(), *self._conclusion())

    @property
    def warnings(self) -> tuple[Step, ...]:
        """What went wrong, what will change, what someone has to look at."""
        told = [step for step in map(Step._make, self._case.steps) if step.severity is not Severity.PLAIN]
        return (*told, *self._as_of_today())

    def _suspensions(self) -> list[Step]:
        clock, calendar = self.clock, self._case.calendar
        if clock is None or self.due is None:
            return []
        steps = []
        for span in clock.spans:
            workdays = calendar.count(max(span.first - _DAY, clock.anchor), min(span.last, self.due))
            if workdays > 0:
                facts = {"first": span.first, "last": span.last, "workdays": workdays}
                steps.append(Step(span.last, rules.SUSPENDED, rules.SUSPENDED.citation, facts))
        return steps

    def _conclusion(self) -> list[Step]:
        if self.clock is None or self.due is None:
            return []
        rule = rules.DUE_DEFERRED if self.due == self.clock.not_before else rules.DUE
        facts = {"anchor": self.clock.anchor, "workdays": self.clock.workdays}
        return [Step(self.due, rule, rule.citation, facts)]

    def _as_of_today(self) -> list[Step]:
        warnings = [self._silence(letter) for letter in self.letters if self._is_silent(letter)]
        if self.state is State.UNCONFIRMED and self.confirm_by and self.on > self.confirm_by:
            warnings.append(self._now(rules.UNCONFIRMED))
        if self.due and self.is_overdue:
            warnings.append(self._now(rules.OVERDUE, due=self.due, late=(self.on - self.due).days))
        if self.is_provisional:
            warnings.append(self._now(rules.PROVISIONAL))
        return warnings

    def _is_silent(self, letter: Letter) -> bool:
        if letter.answered_on or letter.is_open(self.on) or self.outcome:
            return False
        return letter.inquiry not in rules.LAPSE_FROM or bool(self.lapses_from and self.on >= self.lapses_from)

    def _silence(self, letter: Letter) -> Step:
        return self._now(rules.SILENT[letter.inquiry], name=f"（{letter.name}）" if letter.name else "")

    def _now(self, rule: rules.StepRule, **facts: object) -> Step:
        return Step(self.on, rule, rule.citation, facts)


def standing(
    events: Sequence[Event],
    *,
    calendar: WorkCalendar,
    on: date | None = None,
    policies: Policies = _USUAL,
) -> Standing:
    """Where the application stands on that day, or on the day of its last event.

    Raises RegulationError where an event cannot have happened, was not allowed on its day, or lies after `on`, and
    where a day is outside the calendar.
    """
    ordered = in_legal_order(events)
    day = _as_of(ordered, on)
    calendar.kind(day)
    case = replay(ordered, calendar, policies)
    clock = case.clock()
    return Standing(
        on=day,
        state=case.state_on(day),
        receipt=case.receipt,
        confirm_by=case.confirm_by,
        correction_notice_by=case.correction_notice_by,
        due=clock.due(calendar) if clock else None,
        clock=clock,
        lapses_from=case.lapses_from,
        letters=tuple(case.letters),
        outcome=case.outcome,
        decided_on=case.decided_on,
        replied_on=case.replied_on,
        served_on=case.served_on,
        _case=case,
    )


def _as_of(ordered: Sequence[Event], on: date | None) -> date:
    last = ordered[-1].on if ordered else None
    day = on or last
    if day is None:
        raise NotAllowed("没有任何记录，无从推算。", cite("REG 31"), "先登记收到申请。")
    if last and last > day:
        raise ImpossibleDate(
            f"记录中有 {in_words(last)} 的事项，晚于查询之日 {in_words(day)}。",
            cite("REG 45"),
            "请核对日期；尚未发生的事项不作记录。",
        )
    return day
