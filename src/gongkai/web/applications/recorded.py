"""The ledger's events as the events of the Regulation, and back. Pure.

A recorded event holds `event`: the fields of the Regulation's event (without its kind, which the act says, and its day,
which the ledger keeps); `case`: what the first event says of the case; `office`: what the office adds; `sealed`: the
key and digest of words kept apart.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from gongkai.regulation.event_records import from_record, to_record
from gongkai.regulation.events import Event
from gongkai.web.applications.table import BY_LAW, CORRECT
from gongkai.web.audit.chain import Recorded, canonical

_REMEMBERED = 4096


def fields_of(event: Event) -> dict[str, Any]:
    """What is kept of an event of the Regulation beside its kind and day."""
    return {name: value for name, value in to_record(event).items() if name not in {"kind", "on"}}


def is_of_law(recorded: Recorded) -> bool:
    """Whether it counts in the procedure; the office's own acts do not."""
    return recorded.kind in BY_LAW


def legal(recorded: Recorded) -> Event:
    """The event of the Regulation. Raises RecordError for a record that is none."""
    return _read(recorded.kind, recorded.on.isoformat(), canonical(recorded.payload.get("event", {})))


@lru_cache(maxsize=_REMEMBERED)
def _read(act: str, on: str, fields: str) -> Event:
    return from_record({"kind": BY_LAW[act].records.value, "on": on, **json.loads(fields)})


def legal_events(past: Iterable[Recorded]) -> list[Event]:
    """All events of the procedure, as recorded."""
    return [legal(one) for one in past if is_of_law(one)]


def legal_number(past: Sequence[Recorded], number: int) -> int:
    """Which event of the procedure the ledger's event of that number is, counted from 1. Raises LookupError."""
    for place, one in enumerate((one for one in past if is_of_law(one)), start=1):
        if one.number == number:
            return place
    raise LookupError(f"第 {number} 个事件不是办理程序中的事件。")


def in_force(past: Sequence[Recorded]) -> Sequence[Recorded]:
    """The events without those that a correction replaced or struck out."""
    of_law = [one for one in past if is_of_law(one)]
    wrong = {of_law[_replaced(one) - 1].number for one in of_law if one.kind == CORRECT}
    return [one for one in past if one.number not in wrong]


def _replaced(recorded: Recorded) -> int:
    number: int = recorded.payload["event"]["number"]
    return number


def said(recorded: Recorded, part: str) -> Mapping[str, Any]:
    """A part of the record (`case`, `office`, `sealed`); empty where it has none."""
    found: Mapping[str, Any] = recorded.payload.get(part) or {}
    return found
