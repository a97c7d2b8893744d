"""Work that keeps other work away: a lock on a file of the data directory, which ends with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from gongkai.web.operations.errors import CannotOperate

RESTORING, FILES = "restore.lock", "files.lock"


@contextmanager
def alone(lock: str, why_not: str) -> Iterator[None]:
    """Nobody else holds the lock within this block. Raises CannotOperate with that sentence."""
    with _held(lock, fcntl.LOCK_EX, why_not):
        yield


@contextmanager
def beside_others(lock: str, why_not: str) -> Iterator[None]:
    """Nobody holds the lock alone within this block. Raises CannotOperate with that sentence."""
    with _held(lock, fcntl.LOCK_SH, why_not):
        yield


@contextmanager
def _held(lock: str, how: int, why_not: str) -> Iterator[None]:
    with (Path(settings.HOME) / lock).open("w") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotOperate(why_not) from error
        yield
