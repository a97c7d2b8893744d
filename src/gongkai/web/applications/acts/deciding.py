"""拟办、审核、保密审查、决定."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.replies import ItemReply
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.applications.proposals import Proposal, Review, SecrecyOpinion, proposal_of, record_of
from gongkai.web.applications.queries import record_of_case
from gongkai.web.audit.acting import Actor
from gongkai.web.files.receiving import Accepted


@dataclass(frozen=True, slots=True)
class Drafted:
    """The reply to one item with its words. elements: of the finding, key → words; the reply's reasons hold answers."""

    reply: ItemReply
    elements: Mapping[str, str]

    @property
    def whole(self) -> ItemReply:
        """The reply, knowing which elements are written."""
        return replace(self.reply, written=frozenset(key for key, words in self.elements.items() if words.strip()))


def propose_reply(
    thing: Application, *, by: Actor, on: date, drafts: Sequence[Drafted], note: str = "", version: int | None = None
) -> None:
    """提出拟办意见: for each item a finding, its outcome, its reasons. The words are sealed; what is in clear says
    which of them are there. Raises NotAllowed for what the law does not carry (regulation.replies.problems)."""
    words = [
        {
            "item": draft.reply.item,
            "elements": dict(draft.elements),
            "answers": [dict(reason.answers) for reason in draft.reply.reasons],
        }
        for draft in drafts
    ]
    office = {"replies": [record_of(draft.whole) for draft in drafts]}
    do(thing, "propose_reply", by=by, on=on, office=office, words={"replies": words, "note": note}, version=version)


def review_reply(
    thing: Application, *, by: Actor, on: date, approves: bool, opinion: str = "", proofs: Sequence[Accepted] = (),
    version: int | None = None,
) -> None:  # fmt: skip
    """审核拟办意见. Whoever sends it back says why. Raises NotAllowed."""
    if not approves and not opinion.strip():
        raise NotAllowed("退回拟办意见应当写明理由。", cite("REG 45 [A]"), "请写明要修改什么。")
    review = Review.APPROVED if approves else Review.RETURNED
    do(
        thing, "review_reply", by=by, on=on, office={"review": review.value}, words={"opinion": opinion},
        proofs=proofs, version=version,
    )  # fmt: skip


def return_reply(thing: Application, *, by: Actor, on: date, opinion: str, version: int | None = None) -> None:
    """审签退回: whoever signs sends the proposal back, and says why. Raises NotAllowed."""
    if not opinion.strip():
        raise NotAllowed("退回应当写明理由。", cite("REG 45 [A]"), "请写明要修改什么。")
    office = {"review": Review.RETURNED.value}
    do(thing, "return_reply", by=by, on=on, office=office, words={"opinion": opinion}, version=version)


def give_secrecy_opinion(
    thing: Application, *, by: Actor, on: date, opinion: SecrecyOpinion, reason: str = "",
    proofs: Sequence[Accepted] = (), version: int | None = None,
) -> None:  # fmt: skip
    """出具保密审查意见. Whoever says no says why. Raises NotAllowed."""
    if opinion is SecrecyOpinion.MAY_NOT and not reason.strip():
        raise NotAllowed("不得公开的保密审查意见应当写明理由。", cite("SEC 35"), "请写明涉及什么和依据。")
    do(
        thing, "give_secrecy_opinion", by=by, on=on, office={"opinion": opinion.value}, words={"reason": reason},
        proofs=proofs, version=version,
    )  # fmt: skip


def decide(
    thing: Application, *, by: Actor, on: date, number: str = "", note: str = "", proofs: Sequence[Accepted] = (),
    version: int | None = None,
) -> None:  # fmt: skip
    """作出决定, as it was proposed and passed. Raises NotAllowed where nothing is ready to be decided."""
    proposal = proposal_now(thing)
    if proposal is None:
        raise NotAllowed(
            "没有拟办意见，不能作出决定。", cite("REG 45"), "请承办人员先逐项提出拟办意见，再由审核人员审核。"
        )
    fields = {"outcome": proposal.outcome, "number": number}
    do(thing, "decide", by=by, on=on, fields=fields, words={"note": note}, proofs=proofs, version=version)


def proposal_now(thing: Application) -> Proposal | None:
    """The proposal that stands now."""
    return proposal_of(record_of_case(thing))
