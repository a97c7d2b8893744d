"""拟办、审核、保密审查: what is proposed as the reply, and what colleagues said of it. Pure.

A new proposal, and a corrected application, make earlier opinions void: what was looked at is what is decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.regulation.grounds import BanningText, Ground, LegalForm, Reason
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.replies import ItemReply, needs_secrecy_opinion, outcome_of
from gongkai.web.applications.recorded import in_force, said
from gongkai.web.audit.chain import Recorded

_SEALED = "（原文已密封保存）"


class Review(StrEnum):
    """How a proposal stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"proposed": "待审核", "approved": "审核通过", "returned": "已退回修改"}[self.value]


class SecrecyOpinion(StrEnum):
    """保密审查意见."""

    MAY = "may"
    MAY_NOT = "may_not"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"may": "可以按拟办意见公开", "may_not": "不得按拟办意见公开"}[self.value]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal that stands, and the opinions on it. number: of its event; by: who wrote it (the console: None)."""

    number: int
    on: date
    by: int | None
    replies: tuple[ItemReply, ...]
    review: Review = Review.PROPOSED
    reviewed_on: date | None = None
    secrecy: SecrecyOpinion | None = None
    secrecy_on: date | None = None

    @property
    def outcome(self) -> Outcome:
        """The row of table 3 that it leads to."""
        return outcome_of(self.replies)

    @property
    def needs_secrecy_opinion(self) -> bool:
        """Whether nothing may go out before the secrecy reviewer has spoken."""
        return needs_secrecy_opinion(self.replies)

    @property
    def is_cleared(self) -> bool:
        """Whether the secrecy reviewer has said yes, or need not say anything."""
        return self.secrecy is SecrecyOpinion.MAY or not self.needs_secrecy_opinion


def proposal_of(past: Sequence[Recorded]) -> Proposal | None:
    """The proposal that stands after these events."""
    found: Proposal | None = None
    for one in in_force(past):
        if one.kind == "propose_reply":
            found = Proposal(one.number, one.on, one.actor_id, replies_of(said(one, "office")))
        elif one.kind == "record_correction":
            found = None
        elif found and one.kind in {"review_reply", "return_reply"}:
            found = replace(found, review=Review(said(one, "office")["review"]), reviewed_on=one.on)
        elif found and one.kind == "give_secrecy_opinion":
            opinion = SecrecyOpinion(said(one, "office")["opinion"])
            found = replace(found, secrecy=opinion, secrecy_on=one.on)
    return found


def replies_of(office: Mapping[str, Any]) -> tuple[ItemReply, ...]:
    """The replies as they are recorded. Of answers and elements it is known that they are there, not their words."""
    return tuple(_reply(record) for record in office["replies"])


def _reply(record: Mapping[str, Any]) -> ItemReply:
    reasons = tuple(_reason(one) for one in record.get("reasons", ()))
    written = frozenset(record.get("written", ()))
    return ItemReply(record["item"], Outcome(record["outcome"]), record["finding"], reasons, written)


def _reason(record: Mapping[str, Any]) -> Reason:
    ban = record.get("ban")
    return Reason(
        ground=Ground(record["ground"]),
        kind=record.get("kind"),
        banning_text=BanningText(LegalForm(ban["form"]), ban["title"], ban["place"]) if ban else None,
        answers=dict.fromkeys(record.get("answered", ()), _SEALED),
        kept=frozenset(record.get("kept", ())),
    )


def record_of(reply: ItemReply) -> dict[str, Any]:
    """A reply as it is recorded."""
    record: dict[str, Any] = {"item": reply.item, "outcome": reply.outcome.value, "finding": reply.finding}
    if reply.reasons:
        record["reasons"] = [_record_of_reason(reason) for reason in reply.reasons]
    if reply.written:
        record["written"] = sorted(reply.written)
    return record


def _record_of_reason(reason: Reason) -> dict[str, Any]:
    record: dict[str, Any] = {"ground": reason.ground.value, "answered": sorted(reason.answers)}
    if reason.kind:
        record["kind"] = reason.kind
    if reason.kept:
        record["kept"] = sorted(reason.kept)
    if reason.banning_text:
        text = reason.banning_text
        record["ban"] = {"form": text.form.value, "title": text.title, "place": text.place}
    return record
