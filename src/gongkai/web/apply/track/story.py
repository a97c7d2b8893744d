"""An application as its applicant sees it: what happened, how it stands, what is his to do, which papers are his."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.acts import Outsider, State
from gongkai.regulation.events import Inquiry
from gongkai.regulation.letters import Recipient, letters
from gongkai.regulation.procedure import Standing
from gongkai.web.applications.acts.handing import given
from gongkai.web.applications.letters.drafting import REPLY
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import events_of
from gongkai.web.applications.recorded import in_force, said
from gongkai.web.apply.track.steps import steps
from gongkai.web.audit.chain import Recorded
from gongkai.web.files.models import StoredFile

_ASKED = {
    State.AWAITING_CORRECTION: Inquiry.CORRECTION,
    State.AWAITING_REASONS: Inquiry.REASONS,
    State.AWAITING_PAYMENT: Inquiry.FEE,
}
_BY_ITSELF = "register"
"""The number comes with the form that he sends; it is not he who gives it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline."""

    on: date
    text: str
    who: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the applicant has to do now: which letter asked for it, and until when."""

    inquiry: Inquiry
    sent_on: date
    limit: date
    yuan: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that is his to see. is_his: he sent it himself."""

    file: StoredFile
    title: str
    on: date
    is_his: bool


def record(thing: Application) -> list[Recorded]:
    """All that was recorded and still holds, in order. One query."""
    return list(in_force([row.recorded for row in events_of(thing)]))


def timeline(thing: Application, past: Sequence[Recorded]) -> Iterator[Line]:
    """Newest first. Who in the organ did it is not told; what he did himself is."""
    for one in reversed(past):
        step = steps().get(one.kind)
        if step is not None:
            words = {**one.payload.get("event", {}), "organ": thing.organ.name}
            is_his = one.payload.get("outside") == Outsider.APPLICANT.value and one.kind != _BY_ITSELF
            who = Outsider.APPLICANT.label if is_his else ""
            yield Line(one.on, step.line(words), who, step.asks)


def asked_of(stands: Standing, past: Sequence[Recorded]) -> Asked | None:
    """What he has to do; None where it is the organ's turn."""
    inquiry = _ASKED.get(stands.state)
    letter = next((one for one in stands.letters if one.inquiry is inquiry and one.answered_on is None), None)
    if inquiry is None or letter is None:
        return None
    yuan = next((one.payload["event"].get("yuan") for one in reversed(past) if one.kind == "notify_fee"), None)
    return Asked(inquiry, letter.sent_on, letter.limit, yuan if inquiry is Inquiry.FEE else None)


def papers(thing: Application, past: Sequence[Recorded]) -> list[Paper]:
    """The letters to him that went out, what was handed over with the reply, and what he sent himself, newest first.

    An event names its files under office.files: key, purpose; a letter's key in regulation.letters stands with the
    event that made it, or with the file.
    """
    named = {entry["key"]: (one, entry) for one in past for entry in said(one, "office").get("files", ())}
    handed = given(past)
    rows = StoredFile.objects.filter(pk__in=named, stream_id=str(thing.key), purged_at=None)
    last = {said(one, "office")["letter"]: one.number for one in past if one.kind == "make_letter"}
    found = [_paper(thing, row, *named[str(row.pk)], last) for row in rows]
    found += [Paper(row, f"提供的信息：{row.name}", handed[str(row.pk)].on, is_his=False)
              for row in rows if str(row.pk) in handed]  # fmt: skip
    return sorted((one for one in found if one is not None), key=lambda one: (one.on, one.file.added_at), reverse=True)


def _paper(
    thing: Application, row: StoredFile, one: Recorded, entry: dict[str, str], last: Mapping[str, int]
) -> Paper | None:
    key = entry.get("letter") or said(one, "office").get("letter", "")
    letter = letters().get(key)
    if letter is not None and letter.to is Recipient.APPLICANT:
        is_out = one.kind != "make_letter" or (row.type == "pdf" and last[key] == one.number and _went_out(thing, key))
        title = said(one, "office").get("title") or letter.title
        return Paper(row, title, one.on, is_his=False) if is_out else None
    if one.payload.get("outside") == Outsider.APPLICANT.value:
        return Paper(row, row.name, one.on, is_his=True)
    return None


def _went_out(thing: Application, letter: str) -> bool:
    """A reply that is signed is not yet sent; other letters go out with the act that made them."""
    return letter != REPLY or thing.sent_on is not None or thing.served_on is not None
