"""The log: one line an event, and with GONGKAI_LOG=json one line a request. It holds no word that a visitor sent.

A request is known by its number and the name of its route, never by its address: addresses carry codes and searches. A
person is known by his key, an organ by its code. Of an exception the log keeps the type and the places it passed, not
its message, which may repeat what was typed. Of other people's loggers it keeps the words that stand in their code, not
what was filled into them.
"""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from gongkai.web.ui.numbers import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
OURS = "gongkai"
_DEEPEST = 12
requests = logging.getLogger("gongkai.requests")


def configured(shape: str) -> dict[str, Any]:
    """The settings of logging: everything to stderr. `shape` is json (with requests) or plain (without)."""
    formatter = {"json": Json, "plain": Plain}[shape]
    told = {"handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {"stderr": {"()": Stderr, "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {**told, "level": "WARNING"},
            "django.request": {"level": "ERROR"},
            OURS: {**told, "level": "INFO"},
            requests.name: {"level": "INFO" if shape == "json" else "WARNING"},
        },
    }


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says, whatever its shape."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    facts = {"at": at, "level": record.levelname, "logger": record.name, "event": _words(record)}
    facts |= {"request": request_id()} if request_id() else {}
    facts |= {"status": record.status_code} if hasattr(record, "status_code") else {}
    facts |= getattr(record, "facts", {})
    if record.exc_info and record.exc_info[0]:
        facts |= _exception(*record.exc_info)
    return facts


def _words(record: logging.LogRecord) -> str:
    """Ours whole. Of others what stands in their code: a text without arguments may be made of anything."""
    if record.name.partition(".")[0] == OURS:
        return record.getMessage()
    return str(record.msg) if record.args else f"{record.module}:{record.lineno}"


def _exception(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> dict[str, Any]:
    frames = traceback.extract_tb(trace)[-_DEEPEST:]
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"exception": f"{kind.__module__}.{kind.__qualname__}", "trace": places}


def _short(file: str) -> str:
    return file.rpartition("/site-packages/")[2].rpartition("/src/")[2]


class Stderr(logging.Handler):
    """Wherever stderr leads now. A line that cannot be written is lost without telling what stood in it."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()
        except Exception as error:  # noqa: BLE001  (the log must never break what it tells of)
            sys.__stderr__ and sys.__stderr__.write(f"a line of the log was lost: {type(error).__name__}\n")


class Json(logging.Formatter):
    """A JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False, default=str)


class Plain(logging.Formatter):
    """A line for whoever sits at the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        facts = facts_of(record)
        head = " ".join(str(facts.pop(name)) for name in ("at", "level", "logger", "event"))
        return " ".join([head, *(f"{name}={value}" for name, value in facts.items())])


def one_line_a_request(get_response: GetResponse) -> GetResponse:
    """Who asked for what kind of page, how it ended, how long it took. Costs nothing where nobody wants the lines."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not requests.isEnabledFor(logging.INFO):
            return get_response(request)
        began, count = time.perf_counter(), _Count()
        with connections["default"].execute_wrapper(count):
            response = get_response(request)
        milliseconds = round((time.perf_counter() - began) * 1000, 1)
        facts = {"method": request.method, "route": _route(request), "status": response.status_code}
        facts |= {"ms": milliseconds, "queries": count.queries, **_who(request)}
        requests.info("request", extra={"facts": facts})
        return response

    return middleware


class _Count:
    """Counts what the database is asked."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], *words: Any) -> Any:
        self.queries += 1
        return execute(*words)


def _route(request: HttpRequest) -> str:
    """The name of the address; empty where there is none of that kind."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else ""


def _who(request: HttpRequest) -> dict[str, str]:
    """Of staff the person's key and the organ's code; nothing of a visitor, or where no view asked who it was."""
    person = getattr(request, "person", None)
    if person is None:
        return {}
    return {"user": str(person.key), **_organ(person.organ_id)}


def _organ(organ_id: int | None) -> dict[str, str]:
    """Its code, by one more question, which is not counted; nothing where the database does not answer."""
    try:
        code = apps.get_model("organs", "Organ").objects.values_list("code", flat=True).filter(pk=organ_id).first()
    except DatabaseError:
        return {}
    return {"organ": code} if code else {}
