"""Which day it is where the organs work (Asia/Shanghai), and which moment. The one place that asks.

A request asks for the day once: no page shows two days. A rehearsal holds the day (GONGKAI_TODAY).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_day: ContextVar[date | None] = ContextVar("gongkai_today", default=None)


def today() -> date:
    """The day of the running request; outside of one, the day now."""
    return _day.get() or rehearsed() or timezone.localdate()


def now() -> datetime:
    """The moment at which something is recorded. In a rehearsal, this time of the day that it holds."""
    day, moment = rehearsed(), timezone.localtime()
    return moment if day is None else datetime.combine(day, moment.timetz())


def rehearsed() -> date | None:
    """The day that a rehearsal holds: GONGKAI_TODAY itself, or what stands in the file that it names, which whoever
    rehearses a year moves on from day to day. Raises ValueError for a file that holds no day."""
    held: date | Path | None = settings.TODAY
    return date.fromisoformat(held.read_text("ascii").strip()) if isinstance(held, Path) else held


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
