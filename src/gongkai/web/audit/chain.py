"""An event as a value, and the hash that ties it to the one before. Pure: no database, no clock."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

START = "0" * 64
"""What the first event of a stream names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event: what, on which day by law, recorded when, by whom, for whom, in which organ, with what."""

    stream_kind: str
    stream_id: str
    number: int
    kind: str
    on: date
    recorded_at: datetime
    actor_id: int | None = None
    on_behalf_of_id: int | None = None
    organ_id: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)

    def hash_after(self, previous: str) -> str:
        """SHA-256 over the canonical JSON of everything above and the hash before."""
        return hashlib.sha256(canonical([previous, *self._fields()]).encode()).hexdigest()

    def _fields(self) -> list[Any]:
        recorded_at = self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
        who = [self.actor_id, self.on_behalf_of_id, self.organ_id]
        return [
            self.stream_kind,
            self.stream_id,
            self.number,
            self.kind,
            self.on.isoformat(),
            recorded_at,
            *who,
            self.payload,
        ]


def canonical(value: Any) -> str:
    """One value, one text: keys in order, no blanks, no escapes. Raises TypeError for what JSON does not hold exactly.

    Fractions are among that: databases write them each in their own way. Money and measures are decimal strings.
    """
    _refuse_fractions(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"事件里不能有小数 {value}：请写成字符串。")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"事件里的键应当是字符串，不是 {key!r}。")
            _refuse_fractions(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_fractions(inner)
