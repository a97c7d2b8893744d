"""The facts of one application, gathered event by event. Owned by one replay; nothing changes it afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gongkai.regulation.acts import State
from gongkai.regulation.citation import Citation
from gongkai.regulation.clock import Clock, suspended, union
from gongkai.regulation.events import DeliveryWay, EventKind, Inquiry, Opinion
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.policies import Policies, ReasonsDemand, YesNo
from gongkai.regulation.procedure.rules import StepRule
from gongkai.regulation.workdays import WorkCalendar

CONSULTATIONS = frozenset({Inquiry.THIRD_PARTY, Inquiry.JOINT_ORGAN, Inquiry.OTHER_ORGAN})
_SUSPENDING = {
    (other, reasons): CONSULTATIONS - ({Inquiry.OTHER_ORGAN} if other is YesNo.NO else set())
    | ({Inquiry.REASONS} if reasons is ReasonsDemand.SUSPENDS else set())
    for other in YesNo
    for reasons in ReasonsDemand
}
"""Whose letters take days out of the period, by the two policies that decide it."""
_ONLY_RECEIVED = frozenset({EventKind.ARRIVED, EventKind.CONFIRMED, EventKind.RECEIVED})


class Letter(NamedTuple):
    """A letter that waits for an answer, or has one. received_on is presumed unless proved."""

    inquiry: Inquiry
    name: str
    sent_on: date
    received_on: date
    proved: bool
    workdays: int
    limit: date
    answered_on: date | None = None
    opinion: Opinion | None = None

    def is_open(self, on: date) -> bool:
        """Whether an answer within its limit can still come on that day."""
        return self.answered_on is None and on <= self.limit

    @property
    def returned_on(self) -> date:
        """When the waiting ends: with the answer or with the limit, whichever is earlier."""
        return min(self.answered_on, self.limit) if self.answered_on else self.limit


@dataclass(slots=True)
class Case:
    """What the events so far come to. anchor is None while no reply period runs."""

    calendar: WorkCalendar
    policies: Policies
    stage: State = State.NEW
    receipt: date | None = None
    confirm_by: date | None = None
    correction_notice_by: date | None = None
    anchor: date | None = None
    workdays: int = 0
    extension: int = 0
    not_before: date | None = None
    lapses_from: date | None = None
    letters: list[Letter] = field(default_factory=list)
    done: set[EventKind] = field(default_factory=set)
    outcome: Outcome | None = None
    decided_on: date | None = None
    sent_on: date | None = None
    way: DeliveryWay | None = None
    served_on: date | None = None
    replied_on: date | None = None
    steps: list[tuple[date, StepRule, Citation, dict[str, object]]] = field(default_factory=list)
    _suspending: frozenset[Inquiry] = field(init=False)

    def __post_init__(self) -> None:
        self._suspending = _SUSPENDING[self.policies.other_organ_suspends, self.policies.reasons_demand]

    def note(self, day: date, rule: StepRule, citation: Citation | None = None, /, **facts: object) -> None:
        """Add a step to the derivation. citation: where a dated number stands, in the place of the rule's own."""
        self.steps.append((day, rule, citation or rule.citation, facts))

    def clock(self) -> Clock | None:
        """The reply period that runs or ran last; none before receipt and while the applicant has to act."""
        if self.anchor is None:
            return None
        spans = []
        for letter in self.letters:
            if letter.inquiry in self._suspending:
                span = suspended(letter.sent_on, letter.returned_on, self.policies.suspended_days)
                if span:
                    spans.append(span)
        return Clock(self.anchor, self.workdays + self.extension, union(spans), self.not_before)

    def due(self) -> date | None:
        """The last day for answering, counting open consultations to their limits."""
        clock = self.clock()
        return clock.due(self.calendar) if clock else None

    def missed(self, day: date) -> date | None:
        """The due day, where it lies before that day. No period ends before as many days as it has working days."""
        if self.anchor is None or (day - self.anchor).days <= self.workdays + self.extension:
            return None
        due = self.due()
        return due if due and day > due else None

    def state_on(self, day: date) -> State:
        """Where the application stands on that day, silent parties counted as silent."""
        if self.stage is not State.HANDLING:
            return self.stage
        state = State.RECEIVED if self.done <= _ONLY_RECEIVED else State.HANDLING
        for letter in self.letters:
            if letter.answered_on is None and day <= letter.limit:
                if letter.inquiry is Inquiry.REASONS:
                    return State.AWAITING_REASONS
                if letter.inquiry in CONSULTATIONS:
                    state = State.CONSULTING
        return state

    def unanswered(self, inquiry: Inquiry, name: str = "") -> Iterator[int]:
        """The places in `letters` of those without an answer; of one party where it is named."""
        for place, letter in enumerate(self.letters):
            if letter.inquiry is inquiry and letter.answered_on is None and name in ("", letter.name):
                yield place
