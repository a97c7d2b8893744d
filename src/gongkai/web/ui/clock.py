"""Which day it is where the organs work (Asia/Shanghai). Asked once a request: no page shows two days."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_day: ContextVar[date | None] = ContextVar("gongkai_today", default=None)


def today() -> date:
    """The day of the running request; outside of one, the day now. GONGKAI_TODAY holds it still for a rehearsal."""
    return _day.get() or settings.TODAY or timezone.localdate()


@contextmanager
def fixed(day: date) -> Iterator[None]:
    """Within this block it is that day."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)


def one_day_a_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A request that begins before midnight ends on the day it began."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with fixed(today()):
            return get_response(request)

    return middleware
