"""What the law and the house do not allow, said with the rule, the article and what can be done instead. Pure but for
the calendar and the policies, which are handed in."""

from collections.abc import Callable, Mapping, Sequence

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.events import Decided, Superseded
from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.regulation.policies import Policies
from gongkai.regulation.procedure import standing
from gongkai.regulation.replies import problems
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.applications.proposals import Proposal, Review, SecrecyOpinion, proposal_of, replies_of
from gongkai.web.applications.recorded import is_of_law, legal, legal_events, said
from gongkai.web.applications.table import table
from gongkai.web.audit.chain import Recorded

FOUR_EYES = cite("REG 17 [A]")
_REVIEW = cite("REG 45")
_SECRECY = cite("SEC 35")
_ORDER = cite("REG 45 [A]")
_HELD = cite("PIP 47 [A]")
_FILED = cite("ARCP [K]")


def check(past: Sequence[Recorded], event: Recorded, *, calendar: WorkCalendar, policies: Policies) -> None:
    """Raises RegulationError where the event may not follow those before."""
    if is_of_law(event):
        now = standing(legal_events([*past, event]), calendar=calendar, policies=policies)
        _ends_where_it_may(event, now.state.value)
    elif past and event.on < past[0].on:
        raise ImpossibleDate(f"日期早于申请到达之日 {past[0].on}。", _ORDER, "请核对日期。")
    rule = _RULES.get(event.kind)
    if rule:
        rule(past, event)


def _ends_where_it_may(event: Recorded, state: str) -> None:
    """An act that is entered late, behind others of a later day, must fit into what followed."""
    act = table().act(event.kind)
    if state not in act.leads_to:
        raise NotAllowed(
            f"把“{act.label}”补记到 {event.on}，与此后已经登记的事项对不上（结果会是“{table().state_label(state)}”）。",
            act.citation,
            "请核对日期；此后的事项记错的，先用“更正记录”改正。",
        )


def _decide(past: Sequence[Recorded], event: Recorded) -> None:
    decided = legal(event)
    assert isinstance(decided, Decided)  # noqa: S101  (what the act records)
    if is_taken_over(event):
        return
    _is_ready(past, decided.outcome)
    proposal = proposal_of(past)
    looked = [day for day in (proposal.reviewed_on, proposal.secrecy_on) if day] if proposal else []
    if any(event.on < day for day in looked):
        raise ImpossibleDate(f"决定之日 {event.on} 早于审核之日 {max(looked)}。", _REVIEW, "请核对日期。")


def is_taken_over(event: Recorded) -> bool:
    """It happened before the case came here, and was entered from the organ's old register: whoever proposed and
    reviewed the decision then did it on paper."""
    return "taken_over" in said(event, "office")


def _is_ready(past: Sequence[Recorded], outcome: Outcome) -> None:
    proposal = proposal_of(past)
    if proposal is None:
        raise NotAllowed("没有拟办意见，不能作出决定。", _REVIEW, "请承办人员先逐项提出拟办意见，再由审核人员审核。")
    if proposal.review is not Review.APPROVED:
        instead = "请审核人员先审核。" if proposal.review is Review.PROPOSED else "请承办人员修改后重新提出。"
        raise NotAllowed(f"拟办意见{proposal.review.label}，不能作出决定。", _REVIEW, instead)
    if not proposal.is_cleared:
        raise _not_cleared(proposal)
    if outcome is not proposal.outcome:
        wanted, given = outcome_rule(proposal.outcome).full_label, outcome_rule(outcome).full_label
        instead = "请按审核通过的意见决定；要改变结果的，请承办人员重新提出拟办意见。"
        raise NotAllowed(f"审核通过的拟办意见是“{wanted}”，不能决定为“{given}”。", _REVIEW, instead)


def _not_cleared(proposal: Proposal) -> NotAllowed:
    if proposal.secrecy is SecrecyOpinion.MAY_NOT:
        instead = "请承办人员按保密审查意见修改拟办意见。"
        return NotAllowed("保密审查意见是不得按拟办意见公开。", _SECRECY, instead)
    return NotAllowed("拟公开的信息还没有经过保密审查，不能作出决定。", _SECRECY, "请保密审查人员先出具保密审查意见。")


def _propose(past: Sequence[Recorded], event: Recorded) -> None:
    office = said(event, "office")
    for problem in problems(replies_of(office), items=_items(past)):
        raise problem


def _items(past: Sequence[Recorded]) -> int:
    found: int = said(past[0], "case")["items"]
    for one in past:
        found = said(one, "office").get("items", found)
    return found


def _review(past: Sequence[Recorded], event: Recorded) -> None:
    proposal = _proposed(past, event)
    if proposal.review is not Review.PROPOSED:
        raise NotAllowed(f"这份拟办意见{proposal.review.label}。", _REVIEW, "重新提出拟办意见以后，才再次审核。")


def _return(past: Sequence[Recorded], event: Recorded) -> None:
    proposal = proposal_of(past)
    if proposal is None or proposal.review is not Review.APPROVED:
        raise NotAllowed("没有审核通过、等候审签的拟办意见。", _REVIEW, "审核通过以后，才由负责人审签或者退回。")


def _secrecy(past: Sequence[Recorded], event: Recorded) -> None:
    _proposed(past, event)


def _proposed(past: Sequence[Recorded], event: Recorded) -> Proposal:
    proposal = proposal_of(past)
    if proposal is None:
        raise NotAllowed("还没有拟办意见，无从审核。", _REVIEW, "请承办人员先提出拟办意见。")
    if event.actor_id is not None and proposal.by == event.actor_id:
        raise NotAllowed("自己提出的拟办意见不能由自己审核。", FOUR_EYES, "请另一位同事审核。")
    if event.on < proposal.on:
        raise ImpossibleDate(f"审核之日 {event.on} 早于提出拟办意见之日 {proposal.on}。", _REVIEW, "请核对日期。")
    return proposal


def _correct(past: Sequence[Recorded], event: Recorded) -> None:
    """A decision is corrected to what was reviewed, not to something else."""
    wrong = legal(event)
    if isinstance(wrong, Superseded) and isinstance(wrong.by, Decided):
        _is_ready(past, wrong.by.outcome)


def _erase(past: Sequence[Recorded], event: Recorded) -> None:
    if any(one.kind == "erase_particulars" for one in past):
        raise NotAllowed("这件申请的个人信息已经销毁。", cite("PIP 47"), "")
    _not_held(past, event)


def _destroy(past: Sequence[Recorded], event: Recorded) -> None:
    if not _is_on(past, "keep_case_file", "destroy_case_file"):
        raise NotAllowed("这件申请没有案卷文件，或者已经销毁。", _FILED, "")
    _not_held(past, event)


def _keep_file(past: Sequence[Recorded], event: Recorded) -> None:
    if any(one.kind == "erase_particulars" for one in past):
        raise NotAllowed("个人信息已经销毁，不能再形成完整的案卷文件。", cite("PIP 47"), "请使用此前形成的案卷文件。")


def _hold(past: Sequence[Recorded], event: Recorded) -> None:
    if _is_on(past, "hold_records", "release_records"):
        raise NotAllowed("已经登记了暂停销毁。", _HELD, "又有新的复议、诉讼的，写在办理备注里。")


def _release(past: Sequence[Recorded], event: Recorded) -> None:
    if not _is_on(past, "hold_records", "release_records"):
        raise NotAllowed("没有登记过暂停销毁，无需解除。", _HELD, "")


def _not_held(past: Sequence[Recorded], event: Recorded) -> None:
    if _is_on(past, "hold_records", "release_records"):
        instead = "请等复议、诉讼等终结，由公开工作机构负责人先解除暂停销毁。"
        raise NotAllowed("这件申请登记了暂停销毁（复议、诉讼等），不能销毁。", _HELD, instead)


def _is_on(past: Sequence[Recorded], begins: str, ends: str) -> bool:
    """Whether the last of the two acts was the one that begins."""
    last = next((one.kind for one in reversed(past) if one.kind in {begins, ends}), ends)
    return last == begins


_RULES: Mapping[str, Callable[[Sequence[Recorded], Recorded], None]] = {
    "decide": _decide,
    "propose_reply": _propose,
    "review_reply": _review,
    "return_reply": _return,
    "give_secrecy_opinion": _secrecy,
    "correct_record": _correct,
    "erase_particulars": _erase,
    "destroy_case_file": _destroy,
    "keep_case_file": _keep_file,
    "hold_records": _hold,
    "release_records": _release,
}
