"""Applications and their course, for tests. All people are invented."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.regulation.grounds import Ground, Reason, ground_rule
from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.regulation.replies import ItemReply
from gongkai.web.applications.acts import deciding
from gongkai.web.applications.acts.intake import Submission
from gongkai.web.applications.models import Application, AppliesAs
from gongkai.web.applications.proposals import SecrecyOpinion
from gongkai.web.audit.acting import CONSOLE

RECEIVED = date(2025, 3, 3)
DUE = date(2025, 3, 31)
TODAY = date(2025, 12, 31)
NAME, IDENTITY, PHONE = "沈不凡", "410102199001011234", "13800138000"


def a_submission(summary: str = "城东泵站改造的验收材料", **changed: Any) -> Submission:
    words: dict[str, Any] = {
        "applicant_kind": AppliesAs.NATURAL_PERSON,
        "applicant": {"name": NAME, "identity_kind": "resident", "identity_number": IDENTITY, "phone": PHONE},
        "items": [{"description": "城东泵站改造工程竣工验收鉴定书"}],
        "wish": {"form": "paper", "way": "post"},
    }
    return Submission(summary=summary, **{**words, **changed})


def a_draft(
    outcome: Outcome = Outcome.GRANTED, *, item: int = 1, finding: str = "", grounds: tuple[Ground, ...] = ()
) -> deciding.Drafted:
    """A reply to an item, with every word that it must hold."""
    rule = outcome_rule(outcome)
    key = finding or ("supplied" if outcome is Outcome.GRANTED else next(iter(rule.findings)))
    elements: Mapping[str, str] = {name: f"已写明：{words}" for name, words in rule.findings[key].elements.items()}
    return deciding.Drafted(ItemReply(item, outcome, key, tuple(map(a_reason, grounds))), elements)


def a_reason(ground: Ground) -> Reason:
    rule = ground_rule(ground)
    kind = next(iter(rule.kinds), None)
    return Reason(ground, kind, answers=dict.fromkeys(rule.questions, "是"))


def passed(thing: Application, on: date, *drafts: deciding.Drafted) -> None:
    """Proposed, cleared and approved on that day."""
    deciding.propose_reply(thing, by=CONSOLE, on=on, drafts=drafts or (a_draft(),))
    deciding.give_secrecy_opinion(thing, by=CONSOLE, on=on, opinion=SecrecyOpinion.MAY)
    deciding.review_reply(thing, by=CONSOLE, on=on, approves=True)


def decided(thing: Application, on: date, *drafts: deciding.Drafted) -> None:
    """Passed and decided on that day."""
    passed(thing, on, *drafts)
    deciding.decide(thing, by=CONSOLE, on=on)
