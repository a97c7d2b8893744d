"""登记: how an application comes into being."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from gongkai.regulation.events import Arrived, Event, Received
from gongkai.regulation.receipt import Channel
from gongkai.web.accounts.models import User
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.checks import check_fields, check_names_nobody
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.codes import new_code
from gongkai.web.applications.models import Application, AppliesAs, Purpose
from gongkai.web.applications.recorded import fields_of
from gongkai.web.applications.rules_of import next_number
from gongkai.web.applications.table import BY_LAW
from gongkai.web.audit.acting import Actor, perform, together
from gongkai.web.audit.kinds import kind_of
from gongkai.web.files.receiving import Accepted
from gongkai.web.organs.models import Organ

HANDED_IN = "申请书、身份证明等的扫描件"
"""What the scans of an application are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What somebody applies for. applicant: name, identity_kind, identity_number, phone, email, address, contact,
    agent. items: of each description, document_number, features. wish: form and way of getting it (Art 29). summary:
    by staff, without personal data."""

    applicant_kind: AppliesAs
    summary: str
    applicant: Mapping[str, str] = field(default_factory=dict)
    items: Sequence[Mapping[str, str]] = ()
    wish: Mapping[str, str] = field(default_factory=dict)
    assisted: str = ""

    @property
    def content(self) -> dict[str, Any]:
        """What is sealed."""
        items = [dict(item) for item in self.items]
        return {"applicant": dict(self.applicant), "items": items, "wish": dict(self.wish)}


@dataclass(frozen=True, slots=True)
class Entered:
    """An application that was entered, and the code by which the applicant follows it: told once, kept nowhere."""

    application: Application
    code: str


def arrive(
    organ: Organ, submission: Submission, *, by: Actor, on: date, channel: Channel, submitted_on: date | None = None,
    confirmed_on: date | None = None, handler: User | None = None, key: UUID | None = None, note: str = "",
    scans: Sequence[Accepted] = (), is_numbered: bool = True,
) -> Entered:  # fmt: skip
    """登记到达的申请, and give it its number, unless that is left for later. key is the number of a form, so that a
    form sent twice makes one. scans: of what was handed in, as papers of the case.

    on: the day it reached the organ; whether it is thereby received depends on the channel (Art 31). Raises
    ValidationError for a field that cannot be, ImpossibleDate, AlreadyDone.
    """
    event = Arrived(on, channel, submitted_on, confirmed_on)
    return _enter(
        organ, submission, "record_arrival", event, by=by, handler=handler, key=key, note=note, scans=scans,
        is_numbered=is_numbered,
    )  # fmt: skip


def receive(
    organ: Organ, submission: Submission, *, by: Actor, on: date, handler: User | None = None,
    split_from: Application | None = None, key: UUID | None = None, note: str = "", scans: Sequence[Accepted] = (),
) -> Entered:  # fmt: skip
    """登记收到申请 whose day of receipt is already known, and give it its number."""
    event = Received(on, split_from.number if split_from else "")
    return _enter(
        organ, submission, "record_receipt", event, by=by, handler=handler, key=key, note=note, scans=scans,
        split_from=split_from,
    )  # fmt: skip


def _enter(
    organ: Organ, submission: Submission, act: str, event: Event, *, by: Actor, handler: User | None,
    key: UUID | None, note: str, scans: Sequence[Accepted], split_from: Application | None = None,
    is_numbered: bool = True,
) -> Entered:  # fmt: skip
    code = new_code()
    thing = Application(key=key or uuid4(), organ=organ)
    case = _case(organ, submission, code=code, handler=handler, split_from=split_from)
    check_fields(
        summary=submission.summary.strip(), applicant_kind=submission.applicant_kind, assisted=submission.assisted
    )
    check_names_nobody(submission.summary, submission.content)
    with together():
        sealed = sealing.seal(thing.key, Purpose.APPLICATION, submission.content)
        data = {"event": fields_of(event), "case": case, "sealed": sealed}
        perform(act=act, thing=thing, by=by, on=event.on, data=data)
        if is_numbered:
            register(thing, by=by, on=event.on)
        if scans:
            do(thing, "attach_paper", by=by, on=event.on, words={"title": HANDED_IN}, proofs=scans)
        if note:
            do(thing, "add_note", by=by, on=event.on, words={"note": note})
    return Entered(thing, code)


def _case(
    organ: Organ, submission: Submission, *, code: str, handler: User | None, split_from: Application | None
) -> dict[str, Any]:
    case: dict[str, Any] = {
        "organ": organ.code,
        "applicant_kind": submission.applicant_kind.value,
        "applicant_digest": sealing.digest_of_applicant(submission.content),
        "content_digest": sealing.digest_of_content(submission.content),
        "code_digest": sealing.digest_of_code(code),
        "items": max(len(submission.items), 1),
        "summary": submission.summary.strip(),
        "assisted": submission.assisted,
    }
    if handler is not None:
        case["handler"] = kind_of(User).stream_id(handler)
    if split_from is not None:
        case["split_from"] = str(split_from.key)
    return case


def register(thing: Application, *, by: Actor, on: date, version: int | None = None) -> None:
    """登记编号: the next number of the organ's series in the year of that day."""
    with together():
        number = next_number(thing.organ, on)
        data = {"event": {"number": number}}
        perform(act=BY_LAW["register"].name, thing=thing, by=by, on=on, data=data, expected_version=version)
