"""What can be done with a case, for one person today; and of the rest, why not.

Everything is asked where the act itself asks it: the law (Standing.refusal), the table of acts, the obstacles. So a
button leads to an act that is not refused for what was known already. Nothing here asks the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.urls import reverse

from gongkai.regulation.errors import RegulationError
from gongkai.regulation.procedure import Standing
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import Act
from gongkai.web.accounts.models import User
from gongkai.web.applications.models import Application
from gongkai.web.applications.obstacles import Situation, obstacle
from gongkai.web.applications.rules_of import Rules
from gongkai.web.applications.table import BY_LAW, table
from gongkai.web.audit.chain import Recorded
from gongkai.web.office.object_page import Button

LIKELY = (
    "confirm_receipt", "register", "decide", "review_reply", "give_secrecy_opinion", "record_correction",
    "record_payment", "record_third_party_answer", "record_joint_organ_answer", "record_other_organ_answer",
    "record_reasons", "close_uncorrected", "close_unpaid", "serve", "send", "archive", "return_reply", "propose_reply",
    "log_search",
    "request_correction", "consult_third_party", "extend", "assign", "attach_redaction", "make_letter", "draft_letter",
)  # fmt: skip
"""What is likely the next step, in this order; everything else lies behind one click more."""


def _likelihood(act: str) -> int:
    return LIKELY.index(act) if act in LIKELY else len(LIKELY)


@dataclass(frozen=True)
class Offer:
    """stands: as of today; None where that cannot be computed. past: the events by which the case stands."""

    thing: Application
    user: User
    on: date
    stands: Standing | None
    past: Sequence[Recorded]

    @property
    def next(self) -> list[Button]:
        """What is likely the next step, the likeliest first; and what cannot be done, with the reason."""
        found = [button for button in self.buttons if button.why_not or button.act.name in LIKELY]
        return sorted(found, key=lambda button: (bool(button.why_not), _likelihood(button.act.name)))

    @property
    def other(self) -> list[Button]:
        """Everything else that can be done now."""
        return [button for button in self.buttons if not button.why_not and button.act.name not in LIKELY]

    @cached_property
    def buttons(self) -> list[Button]:
        """The acts of his roles: those that can be done, the others with the reason and the way out."""
        held, organ = access.standing(self.user), access.organ_of(self.thing)
        acts = (act for act in table().acts.values() if not act.starts and held.grant_for(act.roles, organ))
        return [self._button(act) for act in acts]

    def _button(self, act: Act) -> Button:
        why_not = self._why_not(act)
        address = reverse(f"applications:{act.name}", args=[self.thing.key])
        return Button(act, address, why_not, was_possible=bool(why_not) and self._was_possible(act))

    def _why_not(self, act: Act) -> str:
        try:
            known = self._refused_by_law(act) or self._refused_by_state(act) or obstacle(act.name, self._situation)
        except RegulationError as error:  # the record itself contradicts the rules: no act can be judged by it
            known = error
        return str(known or "")

    def _refused_by_law(self, act: Act) -> RegulationError | None:
        return self.stands.refusal(BY_LAW[act.name], self.on) if self.stands and act.name in BY_LAW else None

    def _was_possible(self, act: Act) -> bool:
        """Whether the law allowed it on the day of the last event: done then, it may still be recorded."""
        if act.name not in BY_LAW or self._refused_by_state(act):
            return False
        try:
            before = replace(self._situation, on=self.past[-1].on)
            refused = before.stands.refusal(BY_LAW[act.name], before.on) or obstacle(act.name, before)
            return before.on < self.on and refused is None
        except RegulationError:
            return False

    def _refused_by_state(self, act: Act) -> str:
        return "" if self.thing.state in act.allowed_from else access.wrong_state(table(), act, self.thing.state)

    @cached_property
    def _situation(self) -> Situation:
        return Situation(self.past, self.user.pk, self.on, Rules(self.thing.organ, self.past[0].on, self.on))
