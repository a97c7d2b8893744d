"""One invented application, told day by day in working days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.regulation.grounds import Ground, Reason, ground_rule
from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.regulation.replies import ItemReply
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.applications.acts import deciding
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.demonstration.staff import Staff, who_does
from gongkai.web.applications.models import Application
from gongkai.web.applications.proposals import SecrecyOpinion
from gongkai.web.audit.acting import Actor


@dataclass
class Telling:
    """thing: the application. today: as far as it can be told. staff: who does it. day: as far as it has been told."""

    thing: Application
    calendar: WorkCalendar
    today: date
    staff: Staff
    day: date = field(init=False)

    def __post_init__(self) -> None:
        self.day = self.thing.received_on or self.thing.arrived_on or self.today

    def after(self, workdays: int) -> "Telling":
        """So many working days later, but never tomorrow."""
        self.day = min(self.calendar.add(self.day, workdays), self.today) if workdays else self.day
        return self

    def who(self, act: str) -> Actor:
        """Who does that act."""
        return who_does(act, self.staff)

    def do(self, act: str, *, words: Mapping[str, Any] | None = None, **fields: Any) -> "Telling":
        """One act of the Regulation, or of the office where it needs only words."""
        do(self.thing, act, by=self.who(act), on=self.day, fields=fields, words=words)
        return self

    def passes(self, outcome: Outcome, *, finding: str = "", grounds: tuple[Ground, ...] = ()) -> "Telling":
        """Proposed for every item, cleared, approved."""
        self.proposes(outcome, finding=finding, grounds=grounds).clears()
        deciding.review_reply(
            self.thing, by=self.who("review_reply"), on=self.day, approves=True, opinion="依据充分，同意。"
        )
        return self

    def clears(self) -> "Telling":
        """The secrecy opinion."""
        reason = "不涉及国家秘密和工作秘密。"
        who = self.who("give_secrecy_opinion")
        deciding.give_secrecy_opinion(self.thing, by=who, on=self.day, opinion=SecrecyOpinion.MAY, reason=reason)
        return self

    def proposes(self, outcome: Outcome, *, finding: str = "", grounds: tuple[Ground, ...] = ()) -> "Telling":
        """A proposal for every item."""
        drafts = [_draft(item, outcome, finding, grounds) for item in range(1, self.thing.items + 1)]
        deciding.propose_reply(
            self.thing, by=self.who("propose_reply"), on=self.day, drafts=drafts, note="演示用的拟办意见。"
        )
        return self

    def decides(self, outcome: Outcome, *, finding: str = "", grounds: tuple[Ground, ...] = ()) -> "Telling":
        """Passed and decided."""
        self.passes(outcome, finding=finding, grounds=grounds)
        deciding.decide(self.thing, by=self.who("decide"), on=self.day)
        return self


def _draft(item: int, outcome: Outcome, finding: str, grounds: tuple[Ground, ...]) -> deciding.Drafted:
    rule = outcome_rule(outcome)
    key = finding or ("supplied" if outcome is Outcome.GRANTED else next(iter(rule.findings)))
    elements = {name: f"（演示）{words}" for name, words in rule.findings[key].elements.items()}
    return deciding.Drafted(ItemReply(item, outcome, key, tuple(_reason(ground) for ground in grounds)), elements)


def _reason(ground: Ground) -> Reason:
    rule = ground_rule(ground)
    answers = dict.fromkeys(rule.questions, "（演示）已经核实。")
    return Reason(ground, next(iter(rule.kinds), None), answers=answers, kept=frozenset(rule.evidence))
