"""Events as plain records, for files, databases and interfaces:

    {"kind": "extended", "on": "2025-10-20", "workdays": 20}

A field that holds its default is left out. What is written is read back to an equal event.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from gongkai.regulation.dates import read_day
from gongkai.regulation.events import EVENT_TYPES, Event, EventKind

_NOTHING = type(None)


class RecordError(ValueError):
    """A record that is no event: an unknown kind, an unknown or missing field, a value of the wrong sort."""


def to_record(event: Event) -> dict[str, Any]:
    """The event as strings, numbers and lists."""
    filled = {field.name: getattr(event, field.name) for field in fields(event)}
    defaults = {field.name: field.default for field in fields(event)}
    written = {name: _plain(value) for name, value in filled.items() if value != defaults[name]}
    return {"kind": event.kind.value, **written}


def from_record(record: Mapping[str, Any]) -> Event:
    """The event that a record describes. Raises RecordError, and ImpossibleDate for a day that is none."""
    given = dict(record)
    cls = _event_type(given.pop("kind", None))
    readers = _readers(cls.kind)
    unknown = set(given) - set(readers)
    missing = {field.name for field in fields(cls) if field.default is MISSING} - set(given)
    if unknown or missing:
        wrong = [f"多了 {name}" for name in sorted(unknown)] + [f"缺少 {name}" for name in sorted(missing)]
        raise RecordError(f"事件 {cls.kind} 的记录{'、'.join(wrong)}。")
    return cls(**{name: readers[name](value) for name, value in given.items()})


def _event_type(kind: object) -> type[Event]:
    try:
        return EVENT_TYPES[EventKind(str(kind))]
    except ValueError:
        raise RecordError(f"没有名为 {kind} 的事件；可用的是 {'、'.join(EventKind)}。") from None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Event):
        return to_record(value)
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


@cache
def _readers(kind: EventKind) -> Mapping[str, Callable[[Any], Any]]:
    cls = EVENT_TYPES[kind]
    hints = get_type_hints(cls)
    return {field.name: _reader(field.name, hints[field.name]) for field in fields(cls)}


def _reader(name: str, hint: Any) -> Callable[[Any], Any]:
    """How a field is read, by its declared type; `X | None` also takes nothing."""
    choices = [choice for choice in get_args(hint) if choice is not _NOTHING]
    kind = choices[0] if _NOTHING in get_args(hint) else hint
    read = _BY_TYPE.get(kind) or _choice_of(kind)

    def reader(value: Any) -> Any:
        if value is None and kind is not hint:
            return None
        try:
            return read(value)
        except (TypeError, ValueError) as error:
            raise RecordError(f"{name} 的值“{value}”不对：{error}") from error

    return reader


def _choice_of(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"可用的是 {'、'.join(kind)}。") from None

    return read


def _day(value: Any) -> date:
    return value if isinstance(value, date) else read_day(str(value))


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("应当是整数。")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("应当是文字。")
    return value


_BY_TYPE: Mapping[Any, Callable[[Any], Any]] = {
    date: _day,
    int: _whole,
    str: _text,
    tuple[str, ...]: lambda value: tuple(_text(one) for one in value),
    Event: from_record,
}
