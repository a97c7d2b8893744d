"""One number for everything that a request does: it ties audit rows, log lines and a call for help together."""

from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

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
