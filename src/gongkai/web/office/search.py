"""Search over numbers and names, in all that someone may see.

Each source answers for one kind of thing, from its own queries. A worklist with a filter of words is a source too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict

from gongkai.web.accounts import access
from gongkai.web.accounts.models import User
from gongkai.web.office.filters import Words
from gongkai.web.office.listing import Listing
from gongkai.web.office.worklist import Worklist, worklists

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """`find(user, words, limit)` gives at most that many hits, of things that he may see."""

    name: str
    label: str
    find: Callable[[User, str, int], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one source has; `all_at` is the list that holds the rest."""

    label: str
    hits: tuple[Hit, ...]
    all_at: str = ""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Once, at the start. Raises ImproperlyConfigured where the name is taken."""
    if _sources.get(source.name, source) is not source:
        raise ImproperlyConfigured(f"There is a source {source.name} already.")
    _sources[source.name] = source


def search(user: User, words: str, *, on: date) -> tuple[Found, ...]:
    """What every source has for these words; sources without a hit are left out."""
    words = words.strip()
    if not words:
        return ()
    held = access.standing(user)
    lists = [_in_list(one, user, words, on) for one in worklists() if held.holds(one.readers)]
    others = [Found(one.label, tuple(one.find(user, words, SHOWN))) for one in _sources.values()]
    return tuple(found for found in (*lists, *others) if found.hits)


def _in_list(worklist: Worklist, user: User, words: str, on: date) -> Found:
    asked = QueryDict(mutable=True)
    filters = [one for one in worklist.filters if isinstance(one, Words)]
    if not filters:
        return Found(worklist.title, ())
    asked[filters[0].name] = words
    listing = Listing(worklist, user, asked, on)
    lines = listing.lines(listing.rows.order_by()[: SHOWN + 1])
    hits = tuple(Hit(line.cells[0].text, line.url, _detail(line.cells[1:])) for line in lines[:SHOWN])
    return Found(worklist.title, hits, f"/office/{worklist.name}/{listing.query()}" if len(lines) > SHOWN else "")


def _detail(cells: Sequence[object]) -> str:
    texts = [str(getattr(cell, "mark", None) or getattr(cell, "text", "")) for cell in cells]
    return " · ".join(text for text in texts if text)[:120]
