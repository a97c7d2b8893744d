"""All reads of the organ tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.web.organs.models import Organ, OrganVersion


@dataclass(frozen=True, slots=True)
class Branch:
    """An organ and what stands below it, as a page draws it."""

    organ: Organ
    below: tuple["Branch", ...]


def tree() -> tuple[Branch, ...]:
    """All organs as branches, in the tree's order. One query."""
    return _branches(list(Organ.objects.order_by("path")), depth=1)


def _branches(organs: Sequence[Organ], *, depth: int) -> tuple[Branch, ...]:
    roots = [index for index, organ in enumerate(organs) if organ.depth == depth]
    ends = [*roots, len(organs)][1:]
    return tuple(
        Branch(organs[root], _branches(organs[root + 1 : end], depth=depth + 1))
        for root, end in zip(roots, ends, strict=True)
    )


def by_code(code: str) -> Organ:
    """That organ. Raises Organ.DoesNotExist."""
    return Organ.objects.get(code=code)


def above(organ: Organ) -> Iterable[Organ]:
    """The organs above it, the highest first."""
    return organ.get_ancestors() if organ.depth > 1 else ()


def directly_below(organ: Organ) -> Iterable[Organ]:
    """The organs one step below."""
    return Organ.objects.filter(path__startswith=organ.path, depth=organ.depth + 1).order_by("path")


def as_of(organ: Organ, day: date) -> OrganVersion | None:
    """How the organ was on that day; None before it was there."""
    return organ.versions.filter(since__lte=day).select_related("under").order_by("-since").first()
