"""The desk: what waits for someone, what is late, what is due this week, and the month's due days at one glance.

Apps say what they have; the desk asks them all and knows none. A provider is registered at AppConfig.ready.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from django.core.exceptions import ImproperlyConfigured

from gongkai.web.accounts.models import User
from gongkai.web.ui.marks import Mark, due_mark

SHOWN = 10


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One thing that waits. `act` is what is to be done, `why` says where that stands or how it came about, `left` how
    far its day is where that is not counted in days of the calendar."""

    title: str
    due_on: date | None
    url: str
    organ: str
    why: str
    act: str
    left: Mark | None = None

    def mark(self, today: date) -> Mark | None:
        """How far its due day is."""
        return self.left or (None if self.due_on is None else due_mark(self.due_on, today))


@dataclass(frozen=True, slots=True)
class Provider:
    """What one app brings to the desk.

    `waiting(user, on, limit)`: what waits for him, soonest due first, without a day last, no more than `limit`.
    `due_days(user, first, last)`: how many things that wait for him fall due on each day between.
    `all_at`: the list that holds them all.
    """

    name: str
    label: str
    waiting: Callable[[User, date, int], Sequence[DeskItem]]
    due_days: Callable[[User, date, date], Mapping[date, int]]
    all_at: str = ""


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Once, at the start. Raises ImproperlyConfigured where the name is taken."""
    if _providers.get(provider.name, provider) is not provider:
        raise ImproperlyConfigured(f"There is a provider {provider.name} already.")
    _providers[provider.name] = provider


def providers() -> tuple[Provider, ...]:
    """All of them, in the order in which they were registered."""
    return tuple(_providers.values())


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's desk on one day."""

    on: date
    late: tuple[DeskItem, ...]
    this_week: tuple[DeskItem, ...]
    later: tuple[DeskItem, ...]
    due_days: Mapping[date, int]
    more: tuple[Provider, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing waits."""
        return not (self.late or self.this_week or self.later)


def desk_of(user: User, on: date, *, asked: Sequence[Provider] | None = None) -> Desk:
    """Ask every provider, and lay what they have in order. The week ends on Sunday."""
    asked = providers() if asked is None else asked
    found = [list(provider.waiting(user, on, SHOWN + 1)) for provider in asked]
    items = sorted(chain.from_iterable(found), key=_by_day)
    sunday = on + timedelta(6 - on.weekday())
    first, last = month_of(on)
    counts = [provider.due_days(user, first, last) for provider in asked]
    return Desk(
        on=on,
        late=tuple(item for item in items if item.due_on and item.due_on < on),
        this_week=tuple(item for item in items if item.due_on and on <= item.due_on <= sunday),
        later=tuple(item for item in items if item.due_on is None or item.due_on > sunday),
        due_days=_added(counts),
        more=tuple(one for one, items in zip(asked, found, strict=True) if len(items) > SHOWN and one.all_at),
    )


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    first = day.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def _by_day(item: DeskItem) -> tuple[bool, date]:
    return item.due_on is None, item.due_on or date.max


def _added(counts: Sequence[Mapping[date, int]]) -> dict[date, int]:
    days = sorted(set(chain.from_iterable(counts)))
    return {day: sum(one.get(day, 0) for one in counts) for day in days}
