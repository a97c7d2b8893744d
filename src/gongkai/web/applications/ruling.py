"""What the law and the house do not allow, said with the rule, the article and what can be done instead. What is known
against an act already before its form is filled in stands in obstacles.py; here is what the event itself says."""

from collections.abc import Callable, Mapping, Sequence

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.events import Decided, Superseded
from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.regulation.procedure import standing
from gongkai.regulation.replies import problems
from gongkai.web.applications.obstacles import REVIEW, Situation, obstacle, unready
from gongkai.web.applications.proposals import replies_of
from gongkai.web.applications.recorded import is_of_law, legal, legal_events, said
from gongkai.web.applications.rules_of import Rules
from gongkai.web.applications.table import table
from gongkai.web.audit.chain import Recorded

_ORDER = cite("REG 45 [A]")


def check(past: Sequence[Recorded], event: Recorded, rules: Rules) -> None:
    """Raises RegulationError where the event may not follow those before."""
    if is_of_law(event):
        now = standing(legal_events([*past, event]), calendar=rules.calendar, policies=rules.policies)
        _ends_where_it_may(event, now.state.value)
    elif past and event.on < past[0].on:
        raise ImpossibleDate(f"日期早于申请到达之日 {past[0].on}。", _ORDER, "请核对日期。")
    if is_taken_over(event):
        return
    situation = Situation(past, event.actor_id, event.on, rules)
    known = obstacle(event.kind, situation) if past else None
    if known is not None:
        raise known
    rule = _RULES.get(event.kind)
    if rule:
        rule(situation, event)


def _ends_where_it_may(event: Recorded, state: str) -> None:
    """An act that is entered late, behind others of a later day, must fit into what followed."""
    act = table().act(event.kind)
    if state not in act.leads_to:
        raise NotAllowed(
            f"把“{act.label}”补记到 {event.on}，与此后已经登记的事项对不上（结果会是“{table().state_label(state)}”）。",
            act.citation,
            "请核对日期；此后的事项记错的，先用“更正记录”改正。",
        )


def _decide(situation: Situation, event: Recorded) -> None:
    decided, proposal = legal(event), situation.proposal
    assert isinstance(decided, Decided)  # noqa: S101  (what the act records)
    _is_as_proposed(situation, decided.outcome)
    looked = [day for day in (proposal.reviewed_on, proposal.secrecy_on) if day] if proposal else []
    if any(event.on < day for day in looked):
        raise ImpossibleDate(f"决定之日 {event.on} 早于审核之日 {max(looked)}。", REVIEW, "请核对日期。")


def is_taken_over(event: Recorded) -> bool:
    """It happened before the case came here, and was entered from the organ's old register: whoever proposed and
    reviewed the decision then did it on paper."""
    return "taken_over" in said(event, "office")


def _is_as_proposed(situation: Situation, outcome: Outcome) -> None:
    proposal = situation.proposal
    if proposal is not None and outcome is not proposal.outcome:
        wanted, given = outcome_rule(proposal.outcome).full_label, outcome_rule(outcome).full_label
        instead = "请按审核通过的意见决定；要改变结果的，请承办人员重新提出拟办意见。"
        raise NotAllowed(f"审核通过的拟办意见是“{wanted}”，不能决定为“{given}”。", REVIEW, instead)


def _propose(situation: Situation, event: Recorded) -> None:
    for problem in problems(replies_of(said(event, "office")), items=_items(situation.past)):
        raise problem


def _items(past: Sequence[Recorded]) -> int:
    found: int = said(past[0], "case")["items"]
    for one in past:
        found = said(one, "office").get("items", found)
    return found


def _not_before_the_proposal(situation: Situation, event: Recorded) -> None:
    proposal = situation.proposal
    if proposal is not None and event.on < proposal.on:
        raise ImpossibleDate(f"审核之日 {event.on} 早于提出拟办意见之日 {proposal.on}。", REVIEW, "请核对日期。")


def _correct(situation: Situation, event: Recorded) -> None:
    """A decision is corrected to what was reviewed, not to something else."""
    wrong = legal(event)
    if isinstance(wrong, Superseded) and isinstance(wrong.by, Decided):
        known = unready(situation)
        if known is not None:
            raise known
        _is_as_proposed(situation, wrong.by.outcome)


_RULES: Mapping[str, Callable[[Situation, Recorded], None]] = {
    "decide": _decide,
    "propose_reply": _propose,
    "review_reply": _not_before_the_proposal,
    "give_secrecy_opinion": _not_before_the_proposal,
    "correct_record": _correct,
}
