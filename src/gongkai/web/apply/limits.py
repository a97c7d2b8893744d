"""How often something may be tried: sliding windows, counted in the shared cache for all processes together.

What is counted goes by a keyed digest, so the cache holds no address of anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from gongkai.web.vault import digest_for_lookup

_HOUR, _DAY = 3600, 24 * 3600
_CONTEXT = "apply.limits"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within so many seconds, each for one key."""

    name: str
    most: int
    seconds: int

    def is_reached(self, *key: str) -> bool:
        """Whether one more would be too many."""
        return len(self._recent(*key)) >= self.most

    def count(self, *key: str) -> None:
        """One more."""
        cache.set(self._place(*key), [*self._recent(*key), time()][-self.most :], self.seconds)

    def forget(self, *key: str) -> None:
        """Begin anew, because it went well."""
        cache.delete(self._place(*key))

    def _recent(self, *key: str) -> Sequence[float]:
        since = time() - self.seconds
        return [one for one in cache.get(self._place(*key), ()) if one > since]

    def _place(self, *key: str) -> str:
        return f"apply:{self.name}:{digest_for_lookup('|'.join(key), _CONTEXT)[:40]}"


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
