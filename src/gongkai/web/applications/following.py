"""What other apps let follow an event of an application: each says so once, at the start."""

from collections.abc import Callable, Iterable, Iterator

from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect

Follower = Callable[[Recorded], Iterable[Effect]]
_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Let this follow every event."""
    _followers.append(follower)


def followed(event: Recorded) -> Iterator[Effect]:
    """All that follows an event."""
    for follower in _followers:
        yield from follower(event)
