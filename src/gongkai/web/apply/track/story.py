"""An application as its applicant sees it: what happened, how it stands, what is his to do, which papers are his."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.acts import Outsider, State
from gongkai.regulation.events import Inquiry
from gongkai.regulation.letters import Letter, Recipient, letters
from gongkai.regulation.procedure import Standing
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
_SIGNED_FIRST = "decided"
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
    """The letters to him, and what he sent himself, newest first."""
    named = {entry["key"]: one for one in past for entry in _shown(one, past)}
    rows = StoredFile.objects.filter(pk__in=named, stream_id=str(thing.key), purged_at=None)
    found = [_paper(row, named[str(row.pk)]) for row in rows]
    return sorted(found, key=lambda one: (one.on, one.file.added_at), reverse=True)


def _shown(one: Recorded, past: Sequence[Recorded]) -> Sequence[Mapping[str, str]]:
    """The files of an event that are his to see: those that he handed in, and those of a letter that went to him. A
    letter that was made in two formats is given as the one that cannot be written in."""
    files: Sequence[Mapping[str, str]] = said(one, "office").get("files", ())
    if one.payload.get("outside") == Outsider.APPLICANT.value:
        return files
    letter = _letter_of(one)
    if letter is None or letter.to is not Recipient.APPLICANT or not _went_out(one, letter, past):
        return ()
    return [entry for entry in files if entry.get("type") == "pdf"] or files


def _letter_of(one: Recorded) -> Letter | None:
    return letters().get(said(one, "office").get("letter", "")) if one.kind == "make_letter" else None


def _went_out(one: Recorded, letter: Letter, past: Sequence[Recorded]) -> bool:
    """A notice goes out with its act. A decision is signed first, and is the applicant's once it was sent to him."""
    return letter.sent_on != _SIGNED_FIRST or any(
        later.kind in {"send", "serve"} and later.number > one.number for later in past
    )


def _paper(row: StoredFile, one: Recorded) -> Paper:
    is_his = _letter_of(one) is None
    return Paper(row, row.name if is_his else said(one, "office")["title"], one.on, is_his)
