"""Filters of worklists. What they ask stands in the address, so that a filtered list can be kept and sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Index, Q, QuerySet
from django.http import QueryDict

from gongkai.web.accounts.models import User

_LAST = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Control:
    """One field of the filter form. `error` says why what was asked is not used."""

    name: str
    label: str
    kind: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Numbers and names that begin with what is typed."""

    fields: tuple[str, ...]
    name: str = "q"
    label: str = "编号或名称开头"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    def narrowed(self, rows: QuerySet[Any], asked: QueryDict, on: date) -> QuerySet[Any]:
        text = asked.get(self.name, "").strip()
        return rows.filter(reduce(or_, (self.condition(name, text) for name in self.fields))) if text else rows

    def condition(self, field: str, text: str) -> Q:
        """When a row is found by that field."""
        return begins(field, text)

    def controls(self, asked: QueryDict) -> Sequence[Control]:
        return (Control(self.name, self.label, "search", asked.get(self.name, "").strip()),)


@dataclass(frozen=True, slots=True)
class Within(Words):
    """Names that hold what is typed, anywhere. It reads the whole list: for lists of some ten thousand rows at most."""

    label: str = "名称、代码或者账号"

    def condition(self, field: str, text: str) -> Q:
        """When a row is found by that field."""
        return Q(**{f"{field}__icontains": text})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    field: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    def narrowed(self, rows: QuerySet[Any], asked: QueryDict, on: date) -> QuerySet[Any]:
        value = asked.get(self.name, "")
        return rows.filter(**{self.field or self.name: value}) if value in dict(self.options) else rows

    def controls(self, asked: QueryDict) -> Sequence[Control]:
        value = asked.get(self.name, "")
        known = not value or value in dict(self.options)
        error = "" if known else f"“{self.label}”没有“{value}”这一项，这个条件没有使用。"
        return (Control(self.name, self.label, "choice", value if known else "", self.options, error),)


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both included; either may be left open. `field` where it is not the name (at__date)."""

    name: str
    label: str
    field: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to")

    def narrowed(self, rows: QuerySet[Any], asked: QueryDict, on: date) -> QuerySet[Any]:
        for name, lookup in zip(self.names, ("gte", "lte"), strict=True):
            day = _day(asked.get(name, ""))
            rows = rows if day is None else rows.filter(**{f"{self.field or self.name}__{lookup}": day})
        return rows

    def controls(self, asked: QueryDict) -> Sequence[Control]:
        return tuple(
            self._control(name, word, asked.get(name, "").strip())
            for name, word in zip(self.names, ("自", "至"), strict=True)
        )

    def _control(self, name: str, word: str, value: str) -> Control:
        wrong = bool(value) and _day(value) is None
        error = f"“{value}”不是日期，这个条件没有使用。请写成 2025-02-17。" if wrong else ""
        return Control(name, f"{self.label}{word}", "day", "" if wrong else value, error=error)


@dataclass(frozen=True, slots=True)
class Switches:
    """Named conditions that depend on the day, such as 已逾期. One at a time."""

    name: str
    label: str
    conditions: tuple[tuple[str, str, Callable[[date], Q]], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Their names and words."""
        return tuple((name, word) for name, word, _ in self.conditions)

    def narrowed(self, rows: QuerySet[Any], asked: QueryDict, on: date) -> QuerySet[Any]:
        wanted = asked.get(self.name, "")
        found = next((condition for name, _, condition in self.conditions if name == wanted), None)
        return rows if found is None else rows.filter(found(on))

    def controls(self, asked: QueryDict) -> Sequence[Control]:
        return Choice(self.name, self.label, self.options).controls(asked)


@dataclass(frozen=True, slots=True)
class Own:
    """Named conditions that depend on who asks, such as 我承办的. One at a time."""

    name: str
    label: str
    conditions: tuple[tuple[str, str, Callable[[User, date], Q]], ...]

    def of(self, user: User) -> Switches:
        """The filter as that person's list has it."""
        found = ((name, word, partial(condition, user)) for name, word, condition in self.conditions)
        return Switches(self.name, self.label, tuple(found))

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)


def beginning_index(field: str, name: str) -> Index:
    """An index for a model's Meta by which `Words` finds beginnings, beside the one that a list is ordered by: on
    PostgreSQL an index in the order of a language does not know beginnings. Fields that are unique have both."""
    return Index(fields=[field], name=name, opclasses=["varchar_pattern_ops"])


def begins(field: str, text: str) -> Q:
    """The field begins with the text, asked in the way that each database answers from an index."""
    if connection.vendor == "sqlite":  # its LIKE reads the whole table
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + _LAST})
    return Q(**{f"{field}__startswith": text})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
