"""What ties audit rows to a click: one number for everything that one request does; and the record of who looked."""

from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.web.accounts import access
from gongkai.web.accounts.models import User
from gongkai.web.audit.kinds import kind_of
from gongkai.web.audit.models import AuditRow

_request_id: ContextVar[str] = ContextVar("gongkai_request_id", default="")


def request_id() -> str:
    """The number of the running request; empty outside of one."""
    return _request_id.get()


def numbered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its number, and tell it, so that a person can name it when he asks for help."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _request_id.set(str(uuid4()))
        try:
            response = get_response(request)
            response.headers["X-Request-Id"] = request_id()
            return response
        finally:
            _request_id.reset(token)

    return middleware


def looked(user: User, thing: models.Model, at_what: str) -> None:
    """Write down that he looked at personal data of the thing (PIP 55, 56 ask who saw it). at_what names the act."""
    kind, organ = kind_of(type(thing)), access.organ_of(thing)
    AuditRow.objects.create(
        at=timezone.now(),
        actor_id=user.pk,
        organ=organ,
        stream_kind=kind.name,
        stream_id=kind.stream_id(thing),
        act=at_what,
        outcome=AuditRow.Outcome.LOOKED,
        request_id=request_id(),
    )
