"""What can happen to an application: frozen values, one class a kind, in the order in which they were recorded.

An event is a fact with its day. It is never changed: a fact that was recorded wrongly is replaced by a later Superseded
event that names it, so that what was known on any day can be seen again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.receipt import Channel


class EventKind(StrEnum):
    """The name of each event in records, on the command line and in the table of acts."""

    ARRIVED = "arrived"
    CONFIRMED = "confirmed"
    RECEIVED = "received"
    REGISTERED = "registered"
    CORRECTION_REQUESTED = "correction_requested"
    CORRECTION_NOTICE_RECEIVED = "correction_notice_received"
    CORRECTED = "corrected"
    CORRECTION_TIMED_OUT = "correction_timed_out"
    THIRD_PARTY_CONSULTED = "third_party_consulted"
    THIRD_PARTY_NOTICE_RECEIVED = "third_party_notice_received"
    THIRD_PARTY_ANSWERED = "third_party_answered"
    JOINT_ORGAN_CONSULTED = "joint_organ_consulted"
    JOINT_ORGAN_NOTICE_RECEIVED = "joint_organ_notice_received"
    JOINT_ORGAN_ANSWERED = "joint_organ_answered"
    OTHER_ORGAN_CONSULTED = "other_organ_consulted"
    OTHER_ORGAN_NOTICE_RECEIVED = "other_organ_notice_received"
    OTHER_ORGAN_ANSWERED = "other_organ_answered"
    FEE_NOTIFIED = "fee_notified"
    FEE_NOTICE_RECEIVED = "fee_notice_received"
    FEE_PAID = "fee_paid"
    FEE_TIMED_OUT = "fee_timed_out"
    EXTENDED = "extended"
    REASONS_DEMANDED = "reasons_demanded"
    REASONS_NOTICE_RECEIVED = "reasons_notice_received"
    REASONS_GIVEN = "reasons_given"
    DEFERRED = "deferred"
    SPLIT = "split"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    SENT = "sent"
    SERVED = "served"
    ARCHIVED = "archived"
    SUPERSEDED = "superseded"


class Inquiry(StrEnum):
    """Whom a letter asks for something while the application waits."""

    CORRECTION = "correction"
    FEE = "fee"
    REASONS = "reasons"
    THIRD_PARTY = "third_party"
    JOINT_ORGAN = "joint_organ"
    OTHER_ORGAN = "other_organ"


class Opinion(StrEnum):
    """What a consulted party answered."""

    AGREES = "agrees"
    OBJECTS = "objects"


class DeliveryWay(StrEnum):
    """How a decision goes to the applicant."""

    IN_PERSON = "in_person"
    POST = "post"
    ELECTRONIC = "electronic"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """A fact and its day."""

    kind: ClassVar[EventKind]
    on: date


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """An application reached the organ; whether it is thereby received depends on the channel (Art 31)."""

    kind = EventKind.ARRIVED
    channel: Channel
    submitted_on: date | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Confirmed(Event):
    """Organ and applicant confirmed that the application is there."""

    kind = EventKind.CONFIRMED


@dataclass(frozen=True, slots=True)
class Received(Event):
    """An application whose day of receipt is already known. split_from: the number of the one it was split from."""

    kind = EventKind.RECEIVED
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class Registered(Event):
    """登记, with the number given to the application."""

    kind = EventKind.REGISTERED
    number: str = ""


@dataclass(frozen=True, slots=True)
class Asked(Event):
    """A letter that someone has to answer. received_on: when it reached him, where that is known already.

    name tells several parties of one kind apart.
    """

    inquiry: ClassVar[Inquiry]
    received_on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class NoticeReceived(Event):
    """The day on which such a letter reached him, learnt later."""

    inquiry: ClassVar[Inquiry]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """He did what the letter asked for."""

    inquiry: ClassVar[Inquiry]
    name: str = ""


@dataclass(frozen=True, slots=True)
class AskedWithin(Asked):
    """A letter that itself sets the working days for the answer (none: the organ's usual period)."""

    workdays: int | None = None


@dataclass(frozen=True, slots=True)
class OpinionGiven(Answered):
    """A consulted party's answer."""

    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class CorrectionRequested(AskedWithin):
    """补正告知."""

    kind, inquiry = EventKind.CORRECTION_REQUESTED, Inquiry.CORRECTION


@dataclass(frozen=True, slots=True)
class CorrectionNoticeReceived(NoticeReceived):
    kind, inquiry = EventKind.CORRECTION_NOTICE_RECEIVED, Inquiry.CORRECTION


@dataclass(frozen=True, slots=True)
class Corrected(Answered):
    """The corrected application was received (by the rules of Art 31)."""

    kind, inquiry = EventKind.CORRECTED, Inquiry.CORRECTION


@dataclass(frozen=True, slots=True)
class CorrectionTimedOut(Event):
    """The organ closes: the applicant did not correct in time and gave no good reason."""

    kind = EventKind.CORRECTION_TIMED_OUT


@dataclass(frozen=True, slots=True)
class ThirdPartyConsulted(Asked):
    """征求意见书 to a third party (Art 32)."""

    kind, inquiry = EventKind.THIRD_PARTY_CONSULTED, Inquiry.THIRD_PARTY


@dataclass(frozen=True, slots=True)
class ThirdPartyNoticeReceived(NoticeReceived):
    kind, inquiry = EventKind.THIRD_PARTY_NOTICE_RECEIVED, Inquiry.THIRD_PARTY


@dataclass(frozen=True, slots=True)
class ThirdPartyAnswered(OpinionGiven):
    kind, inquiry = EventKind.THIRD_PARTY_ANSWERED, Inquiry.THIRD_PARTY


@dataclass(frozen=True, slots=True)
class JointOrganConsulted(Asked):
    """征求意见书 to an organ that made the information together with this one (Art 34)."""

    kind, inquiry = EventKind.JOINT_ORGAN_CONSULTED, Inquiry.JOINT_ORGAN


@dataclass(frozen=True, slots=True)
class JointOrganNoticeReceived(NoticeReceived):
    kind, inquiry = EventKind.JOINT_ORGAN_NOTICE_RECEIVED, Inquiry.JOINT_ORGAN


@dataclass(frozen=True, slots=True)
class JointOrganAnswered(OpinionGiven):
    kind, inquiry = EventKind.JOINT_ORGAN_ANSWERED, Inquiry.JOINT_ORGAN


@dataclass(frozen=True, slots=True)
class OtherOrganConsulted(Asked):
    """协办函: coordination (Art 11) or referral of a secrecy question (Art 17)."""

    kind, inquiry = EventKind.OTHER_ORGAN_CONSULTED, Inquiry.OTHER_ORGAN


@dataclass(frozen=True, slots=True)
class OtherOrganNoticeReceived(NoticeReceived):
    kind, inquiry = EventKind.OTHER_ORGAN_NOTICE_RECEIVED, Inquiry.OTHER_ORGAN


@dataclass(frozen=True, slots=True)
class OtherOrganAnswered(OpinionGiven):
    kind, inquiry = EventKind.OTHER_ORGAN_ANSWERED, Inquiry.OTHER_ORGAN


@dataclass(frozen=True, slots=True)
class FeeNotified(Asked):
    """收费通知书. yuan: the amount asked for."""

    kind, inquiry = EventKind.FEE_NOTIFIED, Inquiry.FEE
    yuan: int | None = None


@dataclass(frozen=True, slots=True)
class FeeNoticeReceived(NoticeReceived):
    kind, inquiry = EventKind.FEE_NOTICE_RECEIVED, Inquiry.FEE


@dataclass(frozen=True, slots=True)
class FeePaid(Answered):
    kind, inquiry = EventKind.FEE_PAID, Inquiry.FEE


@dataclass(frozen=True, slots=True)
class FeeTimedOut(Event):
    """The organ closes: the fee was not paid in time."""

    kind = EventKind.FEE_TIMED_OUT


@dataclass(frozen=True, slots=True)
class Extended(Event):
    """延期答复告知书 sent to the applicant; approved by the head of the disclosure office, on that day or before."""

    kind = EventKind.EXTENDED
    workdays: int
    approved_on: date | None = None
    approver: str = ""


@dataclass(frozen=True, slots=True)
class ReasonsDemanded(AskedWithin):
    """说明理由告知书 (Art 35)."""

    kind, inquiry = EventKind.REASONS_DEMANDED, Inquiry.REASONS


@dataclass(frozen=True, slots=True)
class ReasonsNoticeReceived(NoticeReceived):
    kind, inquiry = EventKind.REASONS_NOTICE_RECEIVED, Inquiry.REASONS


@dataclass(frozen=True, slots=True)
class ReasonsGiven(Answered):
    kind, inquiry = EventKind.REASONS_GIVEN, Inquiry.REASONS


@dataclass(frozen=True, slots=True)
class Deferred(Event):
    """The organ told the applicant by which later, reasonable day it will answer (Art 35)."""

    kind = EventKind.DEFERRED
    until: date


@dataclass(frozen=True, slots=True)
class Split(Event):
    """一事一申请: further matters became applications of their own; this one goes on with the first."""

    kind = EventKind.SPLIT
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged(Event):
    """The same submission had been entered twice; it is handled under the other number."""

    kind = EventKind.MERGED
    into: str


@dataclass(frozen=True, slots=True)
class Transferred(Event):
    """The information is another organ's to give: the applicant is told so, with its name and contact."""

    kind = EventKind.TRANSFERRED
    to: str


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """The applicant took the application back."""

    kind = EventKind.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Decided(Event):
    """The decision was signed."""

    kind = EventKind.DECIDED
    outcome: Outcome
    number: str = ""


@dataclass(frozen=True, slots=True)
class Sent(Event):
    """The decision left the organ: posted, sent electronically, or otherwise."""

    kind = EventKind.SENT
    way: DeliveryWay = DeliveryWay.POST


@dataclass(frozen=True, slots=True)
class Served(Event):
    """The decision reached the applicant. The limits of the remedies run from here."""

    kind = EventKind.SERVED


@dataclass(frozen=True, slots=True)
class Archived(Event):
    """归档."""

    kind = EventKind.ARCHIVED


@dataclass(frozen=True, slots=True)
class Superseded(Event):
    """Event `number` (counted from 1 as recorded) was wrong: `by` stands in its place, or nothing does."""

    kind = EventKind.SUPERSEDED
    number: int
    reason: str
    by: Event | None = None


_ON_THE_WAY = (Arrived, Confirmed, Received, Registered, Extended, Deferred, Split, Superseded)
_CORRECTION = (CorrectionRequested, CorrectionNoticeReceived, Corrected, CorrectionTimedOut)
_THIRD_PARTY = (ThirdPartyConsulted, ThirdPartyNoticeReceived, ThirdPartyAnswered)
_JOINT_ORGAN = (JointOrganConsulted, JointOrganNoticeReceived, JointOrganAnswered)
_OTHER_ORGAN = (OtherOrganConsulted, OtherOrganNoticeReceived, OtherOrganAnswered)
_FEE = (FeeNotified, FeeNoticeReceived, FeePaid, FeeTimedOut)
_REASONS = (ReasonsDemanded, ReasonsNoticeReceived, ReasonsGiven)
_AT_THE_END = (Merged, Transferred, Withdrawn, Decided, Sent, Served, Archived)

EVENT_TYPES: Mapping[EventKind, type[Event]] = {
    one.kind: one
    for group in (_ON_THE_WAY, _CORRECTION, _THIRD_PARTY, _JOINT_ORGAN, _OTHER_ORGAN, _FEE, _REASONS, _AT_THE_END)
    for one in group
}
