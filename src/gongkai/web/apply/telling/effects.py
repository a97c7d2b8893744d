"""After each act that the applicant is told of: an e-mail, and a message to the organ's gateway, each at least once
(audit.effects). And whoever takes applications in is told of those that came by the web."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from gongkai.web.accounts.letters import send_letter
from gongkai.web.accounts.models import Membership
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications import following, sealing
from gongkai.web.applications.models import Application
from gongkai.web.apply.telling.hook import post
from gongkai.web.apply.telling.words import letter, message
from gongkai.web.apply.track.steps import steps
from gongkai.web.audit import effects
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect
from gongkai.web.office import notices
from gongkai.web.ui.clock import today

MAIL, HOOK, OFFICE = "apply.mail", "apply.hook", "apply.office"


def register() -> None:
    """Once, at the start."""
    effects.register_outward(MAIL, send_mail)
    effects.register_outward(HOOK, send_to_gateway)
    effects.register(OFFICE, tell_clerks)
    following.register(follow)


def follow(event: Recorded) -> Iterator[Effect]:
    """What follows an event for its applicant."""
    if event.kind == "record_arrival" and event.payload.get("outside"):
        yield Effect(OFFICE, {"application": event.stream_id})
    step = steps().get(event.kind)
    if step is None or not step.mail:
        return
    payload = {"application": event.stream_id, "act": event.kind}
    yield Effect(MAIL, payload)
    if settings.APPLICANT_HOOK_URL:
        yield Effect(HOOK, payload)


def send_mail(key: str, payload: Mapping[str, Any]) -> None:
    """The e-mail, where he gave an address. Raises what the network raises: then it is tried again."""
    thing, applicant = _whose(payload)
    if thing is None or not applicant.get("email"):
        return
    subject, body = letter(thing, steps()[payload["act"]])
    send_letter(key, to=applicant["email"], subject=subject, body=body)


def send_to_gateway(key: str, payload: Mapping[str, Any]) -> None:
    """The message to the gateway. Raises what the network raises: then it is tried again."""
    thing, applicant = _whose(payload)
    if thing is not None and settings.APPLICANT_HOOK_URL:
        post(key, message(thing, payload["act"], steps()[payload["act"]], applicant))


def tell_clerks(key: str, payload: Mapping[str, Any]) -> None:
    """In the office: an application came by the web, and its receipt is to be confirmed (Art 31(3))."""
    thing = Application.objects.select_related("organ").get(key=payload["application"])
    clerks = Membership.objects.filter(in_force(today()), organ=thing.organ, role=Role.CLERK).select_related("user")
    title = f"{thing.number}：网上提交的申请已经到达"
    notices.tell([one.user for one in clerks], key=key, title=title, url=reverse("applications:case", args=[thing.key]))


def _whose(payload: Mapping[str, Any]) -> tuple[Application | None, Mapping[str, str]]:
    thing = Application.objects.select_related("organ").filter(key=payload["application"]).first()
    if thing is None or thing.particulars is None:
        return None, {}
    words = sealing.opened([thing.particulars]).get(str(thing.particulars), {})
    return thing, words.get("applicant", {})
