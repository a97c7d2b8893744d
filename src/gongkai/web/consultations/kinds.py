"""The kind of consultations: its table of acts, how its row follows from its events, and where an answer goes."""

from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate
from gongkai.web.accounts.acts import load
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect, Kind, Projection
from gongkai.web.audit.kinds import register as register_kind
from gongkai.web.consultations.models import Consultation

_CAME = ("organ", "application", "asks", "name", "limit", "question")


def register() -> None:
    """Once, at the start. Raises ActsError where the table is not whole."""
    table = load(resources.files("gongkai.web.consultations").joinpath("acts", "consultation.yaml"))
    register_kind(Kind(Consultation, table, "key", replay, rule, effects=effects))


def replay(events: Sequence[Recorded]) -> Projection:
    """The row after these events."""
    first = events[0]
    found: dict[str, Any] = {name: first.payload[name] for name in _CAME}
    found |= {"asked_on": first.on.isoformat(), "state": "asked", "answer": None, "opinion": "", "answered_on": None}
    found["closed_why"] = ""
    for one in events[1:]:
        said = one.payload
        if one.kind == "close_consultation":
            found |= {"state": "closed", "closed_why": said["why"]}
            continue
        found |= {
            "state": "answered", "answer": said["sealed"]["key"], "opinion": said["opinion"],
            "answered_on": one.on.isoformat(),
        }  # fmt: skip
    return found


def rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Raises ImpossibleDate for an answer before the question."""
    if past and event.on < past[0].on:
        raise ImpossibleDate(f"答复日期早于发来之日 {past[0].on}。", cite("REG 34"), "请核对日期。")


def effects(event: Recorded) -> Iterable[Effect]:
    """People of the asked organ are told of a question; the case is given the answer."""
    if event.kind == "receive_consultation":
        yield Effect("consultations.tell", {"consultation": event.stream_id})
    elif event.kind == "answer_consultation":
        yield Effect("consultations.answered", {"consultation": event.stream_id})
