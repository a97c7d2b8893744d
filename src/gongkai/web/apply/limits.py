"""How often something may be tried: sliding windows, counted in the shared cache for all processes together.

What is counted goes by a keyed digest, so the cache holds no address of anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from gongkai.web.vault import digest_for_lookup

_HOUR, _DAY = 3600, 24 * 3600
_CONTEXT = "apply.limits"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within so many seconds, each for one key. Each takes a place of its own in the cache and gives it
    back when its time is over: two processes cannot take the same place."""

    name: str
    most: int
    seconds: int

    def is_reached(self, *key: str) -> bool:
        """Whether one more would be too many."""
        return len(cache.get_many(self._places(*key))) >= self.most

    def take(self, *key: str) -> str | None:
        """One more: its place, to be given back where it shall not count; None where it would be too many."""
        places = self._places(*key)
        taken = cache.get_many(places)
        return next((one for one in places if one not in taken and cache.add(one, 1, self.seconds)), None)

    def _places(self, *key: str) -> Sequence[str]:
        begin = f"apply:{self.name}:{digest_for_lookup('|'.join(key), _CONTEXT)[:40]}"
        return [f"{begin}:{number}" for number in range(self.most)]


def give_back(places: Iterable[str]) -> None:
    """These do not count."""
    cache.delete_many(places)


# A service hall or an office has one address for many people: these numbers stop machines, not halls.
SUBMITTED_HOURLY = Limit("submitted-hour", 20, _HOUR)
SUBMITTED_DAILY = Limit("submitted-day", 60, _DAY)
BEGUN = Limit("begun", 60, _HOUR)
FILES = Limit("files", 60, _HOUR)
WRONG_FROM_ADDRESS = Limit("wrong-address", 30, _HOUR)
WRONG_FROM_ADDRESS_FOR_NUMBER = Limit("wrong-address-number", 5, 15 * 60)
WRONG_FOR_NUMBER = Limit("wrong-number", 100, _DAY)


def address_of(request: HttpRequest) -> str:
    """The visitor's address, as our own proxies in front tell it."""
    return str(get_adapter(request).get_client_ip(request))
