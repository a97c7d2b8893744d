"""拟办: what is proposed for each item that an application asks for, and the one row that the whole of it counts in.

An application may ask for several things and gets one letter with a finding for each. The report counts it once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.grounds import Ground, Reason, ground_rules, objections
from gongkai.regulation.outcomes import Finding, Outcome, outcome_rule

ONE_ROW = cite("AR21 [A]")
EACH_ITEM = cite("REG 36")
SECRECY = cite("SEC 35")
_ALREADY_PUBLIC = "already_public"


@dataclass(frozen=True, slots=True)
class ItemReply:
    """What one item gets. item: its number in the application, from 1. written: which elements of the finding the
    proposal holds."""

    item: int
    outcome: Outcome
    finding: str
    reasons: tuple[Reason, ...] = ()
    written: frozenset[str] = frozenset()

    @property
    def rule(self) -> Finding | None:
        """The finding; None for one that the outcome does not know."""
        return outcome_rule(self.outcome).findings.get(self.finding)

    @property
    def discloses(self) -> bool:
        """Whether information leaves the organ that was not public before."""
        given = self.outcome in {Outcome.GRANTED, Outcome.PARTLY_GRANTED}
        return given and self.finding != _ALREADY_PUBLIC


def outcome_of(replies: Sequence[ItemReply]) -> Outcome:
    """The one row of table 3 (办理结果) for all items.

    Part given and part withheld is 部分公开, which excludes every other row (the form says so itself). Where nothing
    that exists is withheld, what was given decides. Where nothing is given, the row that stands first in the form:
    withheld before unavailable before not processed. The form is silent on these two [A]. Raises ValueError for none.
    """
    outcomes = {reply.outcome for reply in replies}
    if not outcomes:
        raise ValueError("没有任何一项，无从确定办理结果。")
    withheld = outcomes & {rule.outcome for rule in ground_rules().values()}
    if Outcome.PARTLY_GRANTED in outcomes or (withheld and Outcome.GRANTED in outcomes):
        return Outcome.PARTLY_GRANTED
    return next(outcome for outcome in Outcome if outcome in outcomes)


def problems(replies: Sequence[ItemReply], *, items: int) -> Iterator[NotAllowed]:
    """All that stands against the proposal: an item without a reply or with two, a finding that does not belong to its
    outcome, grounds that do not carry it, and words that its letter must hold and the proposal has not."""
    if sorted(reply.item for reply in replies) != list(range(1, items + 1)):
        rule = f"申请共有 {items} 项内容，每一项都应当有且只有一个答复意见。"
        yield NotAllowed(rule, EACH_ITEM, "请逐项写明答复意见；内容应当分开办理的，先按一事一申请拆分。")
    for reply in replies:
        yield from _problems_of(reply)


def needs_secrecy_opinion(replies: Iterable[ItemReply]) -> bool:
    """Information that is given out is reviewed for secrets first, item by item (SEC 35, REG 17); so is the claim that
    it is one."""
    return any(
        reply.discloses or any(reason.ground is Ground.STATE_SECRET for reason in reply.reasons) for reply in replies
    )


def _problems_of(reply: ItemReply) -> Iterator[NotAllowed]:
    label = outcome_rule(reply.outcome).full_label
    finding = reply.rule
    if finding is None:
        known = "、".join(one.label for one in outcome_rule(reply.outcome).findings.values())
        rule = f"第 {reply.item} 项的“{label}”应当写明查明的情况。"
        yield NotAllowed(rule, EACH_ITEM, f"请从“{known}”中选定一种。")
        return
    yield from objections(reply.outcome, reply.reasons)
    missing = [words for key, words in finding.elements.items() if key not in reply.written]
    if missing:
        rule = f"第 {reply.item} 项的《{finding.title}》还缺应当写明的内容。"
        yield NotAllowed(rule, finding.citations[0], f"请补写：{'；'.join(missing)}。")
