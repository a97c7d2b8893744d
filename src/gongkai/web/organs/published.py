"""What the public already has: each app that publishes says here how to find its things (Art 36(1): who asks for what
is published is told where it stands, and need not apply).

    register("reports", find)          at AppConfig.ready; find(organ, words, most) -> Iterable[Found]
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from gongkai.web.organs.models import Organ

_LONGEST_QUERY = 60
_PIECE = 2
_ENOUGH = 0.5
"""How much of what is asked for must be found, so that a result is no accident."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is published. excerpt: the words in it that answer the search. score: 0 to 1."""

    title: str
    url: str
    kind: str
    organ: str
    on: date | None = None
    excerpt: str = ""
    score: float = 0.0


Finder = Callable[[Organ | None, str, int], Iterable[Found]]
_finders: dict[str, Finder] = {}


def register(name: str, finder: Finder) -> None:
    """Say at the start how to search what an app publishes: of an organ and those below it, or of all."""
    _finders[name] = finder


def search(words: str, *, organ: Organ | None = None, most: int = 8) -> Sequence[Found]:
    """The best of all apps, best first. Words are cut at a sensible length; blank ones find nothing."""
    asked = words.strip()[:_LONGEST_QUERY]
    if len(pieces(asked)) == 0:
        return ()
    found = (one for finder in _finders.values() for one in finder(organ, asked, most))
    return nlargest(most, found, key=lambda one: (one.score, one.on or date.min))


def pieces(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a text: Chinese writes no blanks between words."""
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    return frozenset(plain[start : start + _PIECE] for start in range(len(plain) - 1))


def likeness(asked: frozenset[str], text: str) -> float:
    """How much of what is asked stands in the text, from 0 to 1; 0 where it is too little to mean anything."""
    if not asked:
        return 0.0
    share = len(asked & pieces(text)) / len(asked)
    return share if share >= _ENOUGH else 0.0


def best_sentence(asked: frozenset[str], texts: Iterable[str]) -> tuple[float, str]:
    """The sentence that holds most of what is asked, and how much."""
    return max(((likeness(asked, text), text) for text in _sentences(texts)), default=(0.0, ""))


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, (part.strip() for part in text.replace("！", "。").split("。")))
