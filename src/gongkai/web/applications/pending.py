"""提请延期、收费建议: what was proposed to the head and waits for him. Pure."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar


class _Happened(Protocol):
    @property
    def kind(self) -> str: ...


One = TypeVar("One", bound=_Happened)
ASKS: Mapping[str, str] = {"ask_extension": "extend", "propose_fee": "notify_fee"}
"""What is asked for, by the act that asks; `_REFUSES` by the act that says no."""
_REFUSES: Mapping[str, str] = {"refuse_extension": "extend", "waive_fee": "notify_fee"}
KINDS = frozenset({*ASKS, *_REFUSES})


def pending(past: Iterable[One]) -> dict[str, One]:
    """What was asked for last and neither done nor refused since: the act that is wanted, and the event that asks."""
    found: dict[str, One] = {}
    for one in past:
        if one.kind in ASKS:
            found[ASKS[one.kind]] = one
        else:
            found.pop(_REFUSES.get(one.kind, one.kind), None)
    return found
