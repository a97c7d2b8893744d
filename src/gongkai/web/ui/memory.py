"""What one request has asked already is not asked again; outside of a request everything is asked anew."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

Answer = TypeVar("Answer")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("gongkai_memory", default=None)


def remembered(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer of this request to the question, asked at most once."""
    kept = _kept.get()
    if kept is None:
        return ask()
    if question not in kept:
        kept[question] = ask()
    return kept[question]


def forget() -> None:
    """Something that answers depend on was changed: ask anew."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()


@contextmanager
def one_memory() -> Iterator[None]:
    """A long piece of work that asks the same of the database again and again, as one request."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def one_memory_a_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Each request begins with nothing in mind."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with one_memory():
            return get_response(request)

    return middleware
