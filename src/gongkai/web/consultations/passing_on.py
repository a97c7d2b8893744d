"""Between the two organs: a question becomes a consultation, an answer an event of the case, and a question that needs
no answer any more is closed. Each in a transaction of its own, so that nobody holds the locks of two organs at once
(which would let two organs wait for each other)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.web.applications import following
from gongkai.web.applications.acts.consulting import whoever_answers
from gongkai.web.applications.queries import by_key, standing_of
from gongkai.web.applications.recorded import said
from gongkai.web.audit import effects
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.errors import AlreadyDone, Stale
from gongkai.web.audit.kinds import Effect
from gongkai.web.audit.models import Event
from gongkai.web.consultations.actions import close_consultation, receive_consultation
from gongkai.web.consultations.answering import ANSWERS, answered_by, bring
from gongkai.web.consultations.models import Consultation
from gongkai.web.office import notices
from gongkai.web.organs.queries import by_code
from gongkai.web.ui.clock import today

_ENDS = frozenset({"decide", "transfer", "withdraw", "merge", "close_uncorrected", "close_unpaid", *ANSWERS.values()})


def register() -> None:
    """Once, at the start."""
    following.register(follow)
    effects.register("consultations.ask", ask)
    effects.register("consultations.settle", settle)
    effects.register("consultations.tell", tell)
    effects.register("consultations.answered", answered)


def follow(event: Recorded) -> Iterator[Effect]:
    """What follows an event of a case: an organ of this site is asked; open questions are looked at anew."""
    asked = said(event, "office").get("organ")
    if event.kind in ANSWERS and asked:
        words = {"application": event.stream_id, "act": event.kind, "number": event.number, "organ": asked}
        yield Effect("consultations.ask", words)
    elif event.kind in _ENDS and _open_of(event.stream_id).exists():
        yield Effect("consultations.settle", {"application": event.stream_id})


def _open_of(application: str) -> Any:
    return Consultation.objects.filter(application__key=application, state="asked")


def ask(key: str, payload: Mapping[str, Any]) -> None:
    """Put the question on the desk of the asked organ."""
    application = by_key(payload["application"])
    event = Event.objects.get(stream_kind="application", stream_id=payload["application"], number=payload["number"])
    name = event.payload["event"]["name"]
    letters = standing_of(application, on=max(today(), event.on)).letters
    limit = next((one.limit for one in letters if one.name == name and one.sent_on == event.on), None)
    try:
        receive_consultation(
            by_code(payload["organ"]), application, asks=payload["act"], number=event.number, name=name, on=event.on,
            question=event.payload.get("sealed", {}).get("key"), limit=limit,
        )  # fmt: skip
    except AlreadyDone:
        return


def settle(key: str, payload: Mapping[str, Any]) -> None:
    """Close what needs no answer any more: it was answered in another way, or the case is over."""
    for row in _open_of(payload["application"]):
        stands = standing_of(row.application, on=max(today(), row.asked_on))
        answered = any(
            one.name == row.name and one.sent_on == row.asked_on and one.answered_on for one in stands.letters
        )
        if not answered and not stands.is_closed and stands.outcome is None:
            continue
        why = "对方已经收到书面答复" if answered else "对方的申请已经办结，不必再答复"
        try:
            close_consultation(row, on=today(), why=why)
        except (NotAllowed, Stale):  # it was answered at the same moment
            continue


def tell(key: str, payload: Mapping[str, Any]) -> None:
    """Tell those who can answer."""
    row = Consultation.objects.get(key=payload["consultation"])
    title = f"{row.application.organ}征求意见，请在 {row.limit} 前答复"
    address = reverse("consultations:consultation", args=[row.key])
    notices.tell(list(whoever_answers(row.organ)), key=key, title=title, url=address)


def answered(key: str, payload: Mapping[str, Any]) -> None:
    """Record the answer on the case, in the name of whoever gave it."""
    row = Consultation.objects.get(key=payload["consultation"])
    event = answered_by(row)
    if event is not None:
        bring(row, Opinion(row.opinion), by=event.actor, on=event.on)
