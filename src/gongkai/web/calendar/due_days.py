"""Who has due days that hang on the calendar. Apps say what they have; the calendar asks them all and knows none.

    register(Provider("applications", "依申请公开", count=…, held=…, write=…))

`held` gives things in the order of their keys, those after a key, as many as asked; locked where they will be written.
Everything that can still fall due belongs to it. `write` stores the new due days beside the events, as an index.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ImproperlyConfigured

from gongkai.regulation.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Held:
    """An open thing with the due day that lists show.

    `reckon` finds it anew by a calendar, None where it has none then; it raises RegulationError where that cannot be
    done. people: the keys of those who handle it, to be told.
    """

    key: str
    title: str
    url: str
    organ_id: int | None
    due: date | None
    reckon: Callable[[WorkCalendar], date | None]
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing, and the due day that it has now."""

    held: Held
    due: date | None


def _nothing(reckoned: Sequence[Held]) -> None:
    """Nothing but due days hangs on the calendar."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What one app brings. `held(after, limit, locked)`: the next things; `write(moves)`: inside a transaction;
    `settle(reckoned)`: after it, with all that were reckoned for good, moved or not: what else hangs on it."""

    name: str
    label: str
    count: Callable[[], int]
    held: Callable[[str, int, bool], Sequence[Held]]
    write: Callable[[Sequence[Moved]], None]
    settle: Callable[[Sequence[Held]], None] = _nothing


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Once, at the start. Raises ImproperlyConfigured where the name is taken."""
    if _providers.get(provider.name, provider) is not provider:
        raise ImproperlyConfigured(f"There is a provider {provider.name} already.")
    _providers[provider.name] = provider


def providers() -> tuple[Provider, ...]:
    """All of them, by name: the order in which they are reckoned, the same in every process."""
    return tuple(_providers[name] for name in sorted(_providers))


def label_of(name: str) -> str:
    """What the things of a provider are called; its name where the app is gone."""
    return _providers[name].label if name in _providers else name
