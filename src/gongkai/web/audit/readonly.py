"""Read-only mode (只读状态): pages are read as always, nothing is written, while the site is upgraded or restored.

The switch is a file in the data directory: every process of this machine sees it at once, and it survives whatever
happens to the database. GONGKAI_READ_ONLY holds it on from outside.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gongkai.web.audit.errors import ReadOnly

_NAME = "read-only.json"
_FROM_OUTSIDE = "由运行环境设定（GONGKAI_READ_ONLY）"


@dataclass(frozen=True, slots=True)
class Switched:
    """Read-only mode is on: why, and since when (ISO 8601, empty where the environment holds it)."""

    why: str
    since: str = ""

    @property
    def since_moment(self) -> datetime | None:
        """The moment, where it is known."""
        return datetime.fromisoformat(self.since) if self.since else None


def state() -> Switched | None:
    """None where the site may write. A file that cannot be read counts as on: it is there for a reason."""
    if settings.READ_ONLY:
        return Switched(_FROM_OUTSIDE)
    try:
        text = _path().read_text("utf-8")
    except FileNotFoundError:
        return None
    except OSError:
        return Switched("")
    try:
        found = json.loads(text)
        return Switched(str(found["why"]), str(found["since"]))
    except (ValueError, KeyError, TypeError):
        return Switched("")


def refuse_when_on() -> None:
    """Raises ReadOnly."""
    found = state()
    if found is not None:
        raise ReadOnly(found.why)


def turn_on(why: str) -> None:
    """From now on nothing is written. Raises OSError where the file cannot be made."""
    draft = _path().with_name(f"{_NAME}.{os.getpid()}")
    switched = Switched(why, timezone.localtime().isoformat(timespec="seconds"))
    try:
        draft.write_text(json.dumps(asdict(switched), ensure_ascii=False), "utf-8")
        draft.replace(_path())
    finally:
        draft.unlink(missing_ok=True)


def turn_off() -> None:
    """Writing goes on; nothing where it was off."""
    _path().unlink(missing_ok=True)


@contextmanager
def during(why: str) -> Iterator[None]:
    """On within this block; afterwards as it was before. A process that is killed in the block leaves it on."""
    if state() is not None:
        yield
        return
    turn_on(why)
    try:
        yield
    finally:
        turn_off()


def _path() -> Path:
    return Path(settings.HOME) / _NAME
