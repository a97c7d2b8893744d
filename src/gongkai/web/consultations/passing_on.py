"""Between the two organs: a question becomes a consultation, an answer an event of the case. Each in a transaction of
its own, so that nobody holds the locks of two organs at once (which would let two organs wait for each other)."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import by_key, standing_of
from gongkai.web.audit import effects
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import AlreadyDone
from gongkai.web.audit.models import Event
from gongkai.web.consultations.actions import receive_consultation
from gongkai.web.consultations.models import Consultation
from gongkai.web.office import notices
from gongkai.web.organs.queries import by_code
from gongkai.web.ui.clock import today

_ANSWERS = {"consult_joint_organ": "record_joint_organ_answer", "consult_other_organ": "record_other_organ_answer"}


def register() -> None:
    """Once, at the start."""
    effects.register("consultations.ask", ask)
    effects.register("consultations.tell", tell)
    effects.register("consultations.answered", answered)


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


def tell(key: str, payload: Mapping[str, Any]) -> None:
    """Tell those who can answer."""
    row = Consultation.objects.get(key=payload["consultation"])
    held = Membership.objects.filter(in_force(today()), organ_id=row.organ_id, role__in=(Role.HANDLER, Role.HEAD))
    people = list(User.objects.filter(pk__in=held.values("user"), is_active=True))
    title = f"{row.application.organ}征求意见，请在 {row.limit} 前答复"
    notices.tell(people, key=key, title=title, url=reverse("consultations:consultation", args=[row.key]))


def answered(key: str, payload: Mapping[str, Any]) -> None:
    """Record the answer on the case; where the case is past it, as a note of the file."""
    row = Consultation.objects.get(key=payload["consultation"])
    said = sealing.opened([row.answer]).get(str(row.answer), {}) if row.answer else {}
    words, on = {"note": said.get("note", "")}, row.answered_on
    fields = {"name": row.name, "opinion": Opinion(row.opinion)}
    try:
        do(row.application, _ANSWERS[row.asks], by=CONSOLE, on=on, fields=fields, words=words)
    except NotAllowed:
        late = f"{row.name}答复：{row.get_opinion_display()}。{words['note']}"
        do(Application.objects.get(pk=row.application_id), "add_note", by=CONSOLE, on=on, words={"note": late})
