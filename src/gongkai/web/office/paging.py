"""Pages by key: each begins where the one before it ended, so that the last of a million rows is as near as the first.

Rows come by one field, ties by primary key. Rows whose field is blank come last in either direction; they are asked for
apart, so that every question is answered from an index.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

COUNTED = 1000
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Order:
    """By which field, and whether downwards."""

    field: str
    is_descending: bool = False

    @classmethod
    def of(cls, text: str) -> "Order":
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return f"-{self.field}" if self.is_descending else self.field


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in an order; a page begins after it, or ends before it."""

    value: Any
    pk: int

    def __str__(self) -> str:
        value = self.value.isoformat() if isinstance(self.value, date | datetime) else self.value
        return base64.urlsafe_b64encode(json.dumps([value, self.pk]).encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, order: Order, model: type[Model]) -> "Place | None":
        """The place that an address names; None where it names none."""
        try:
            value, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            found = model._meta.get_field(order.field)  # noqa: SLF001  (Django's own name for its public interface)
            place = cls(found.to_python(value), int(pk))
        except (ValueError, TypeError, ValidationError, RecursionError, OverflowError):
            return None
        return place if all(_fits(one) for one in (place.value, place.pk)) else None


def _fits(value: Any) -> bool:
    """No number is larger than a database column, and no text holds what none can (PostgreSQL: a zero character)."""
    return abs(value) < _LARGEST if isinstance(value, int) else "\0" not in str(value)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the places where the pages before and after it are."""

    rows: tuple[Any, ...]
    before: Place | None
    after: Place | None


def page(
    rows: QuerySet[Any], order: Order, *, size: int, after: Place | None = None, before: Place | None = None
) -> Page:
    """One page of rows: the first, the one after a place, or the one before it. One query, two around the blanks."""
    backwards = before is not None
    start = before if backwards else after
    found = _Walk(order, start, backwards).first(rows, size + 1)
    has_more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first, last = (_place(found[0], order), _place(found[-1], order)) if found else (None, None)
    return Page(
        tuple(found),
        before=first if (has_more if backwards else start is not None) else None,
        after=last if (backwards or has_more) else None,
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    """Through the rows from a place on, or from the end that comes first in this direction."""

    order: Order
    start: Place | None = None
    is_backwards: bool = False

    @property
    def falls(self) -> bool:
        """Values become smaller on the way."""
        return self.order.is_descending != self.is_backwards

    def first(self, rows: QuerySet[Any], size: int) -> list[Any]:
        found: list[Any] = []
        for part in self.parts(rows):
            found.extend(part[: size - len(found)])
            if len(found) == size:
                break
        return found

    def parts(self, rows: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
        """The rows with a value and those without: each part by itself is in an index's order."""
        field = self.order.field
        if not rows.model._meta.get_field(field).null:  # noqa: SLF001  (Django's own name for its public interface)
            yield self._valued(rows)
            return
        valued, blank = rows.filter(**{f"{field}__isnull": False}), rows.filter(**{f"{field}__isnull": True})
        parts = [(False, self._valued), (True, self._blank)]
        for is_blank, part in reversed(parts) if self.is_backwards else parts:
            begun = self.start is None or (self.start.value is None) is is_blank
            passed = self.start is not None and not begun and is_blank is self.is_backwards
            if not passed:
                yield part(blank if is_blank else valued)

    def _valued(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        field, way, sign = self.order.field, "lt" if self.falls else "gt", "-" if self.falls else ""
        if self.start is not None and self.start.value is not None:
            value, pk = self.start.value, self.start.pk
            beyond = Q(**{f"{field}__{way}": value}) | Q(**{field: value, f"pk__{way}": pk})
            rows = rows.filter(beyond, **{f"{field}__{way}e": value})  # the last one is what an index understands
        return rows.order_by(f"{sign}{field}", f"{sign}pk")

    def _blank(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.start is not None and self.start.value is None:
            rows = rows.filter(**{"pk__lt" if self.is_backwards else "pk__gt": self.start.pk})
        return rows.order_by("-pk" if self.is_backwards else "pk")


def _place(row: Model, order: Order) -> Place:
    return Place(getattr(row, order.field), row.pk)


def in_order(rows: QuerySet[Any], order: Order) -> Iterator[Any]:
    """All rows in that order, read in portions: for an export."""
    for part in _Walk(order).parts(rows):
        yield from part.iterator(chunk_size=2000)


@dataclass(frozen=True, slots=True)
class Count:
    """How many, counted up to a thousand: whoever has more than that narrows the list rather than reads the number."""

    number: int

    def __str__(self) -> str:
        return f"{COUNTED} 项以上" if self.number > COUNTED else f"{self.number} 项"


def counted(rows: QuerySet[Any]) -> Count:
    """Reads no more rows than it counts."""
    return Count(rows.order_by()[: COUNTED + 1].count())
