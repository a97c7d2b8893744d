"""SQLite: copied while the site runs, and replaced so that whoever has it open sees the new content at once."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from gongkai.web.operations.errors import BadArchive, CannotOperate

MEMBER = "database/gongkai.sqlite3"
_WAITS = 60


def live() -> Path:
    """The file of the running site."""
    return Path(settings.DATABASES["default"]["NAME"])


def dump(into: Path) -> Path:
    """A copy as of one moment. Raises CannotOperate."""
    if not live().exists():
        raise CannotOperate(f"还没有数据库 {live()}，没有内容可以备份。请先用 gongkai serve 建好数据库。")
    _copy(live(), into)
    return into


def refuse_broken(path: Path) -> None:
    """Raises BadArchive where SQLite itself finds fault with the file."""
    try:
        with closing(sqlite3.connect(path)) as found:
            said = found.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BadArchive(f"备份里的数据库打不开（{error}）。没有改动任何内容，请换一份备份。") from error
    if said != "ok":
        raise BadArchive(f"备份里的数据库已经损坏（{said}）。没有改动任何内容，请换一份备份。")


def replace(by: Path, *, kept: Path) -> Path | None:
    """Put another database in the place of the live one, in one transaction; the old one is kept, and named.

    A live file that is no database any more is moved aside as it is, with what lies beside it.
    """
    _settle(by)
    if not live().exists():
        _move_aside(kept)
        by.replace(live())
        return None
    try:
        _wait_for_writers()
        _copy(live(), kept)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        _move_aside(kept)
        by.replace(live())
        return kept
    _copy(by, live())
    return kept


def _wait_for_writers() -> None:
    """Read-only mode is on already: whoever still writes began before it, and is waited for."""
    with closing(sqlite3.connect(live(), timeout=_WAITS, isolation_level=None)) as found:
        found.execute("BEGIN IMMEDIATE")
        found.execute("COMMIT")


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=_WAITS)) as old,
        closing(sqlite3.connect(target, timeout=_WAITS)) as new,
    ):
        old.backup(new)


def _settle(path: Path) -> None:
    """All in one file, nothing in a log beside it."""
    with closing(sqlite3.connect(path, timeout=_WAITS)) as found:
        found.execute("PRAGMA journal_mode=DELETE")


def _move_aside(kept: Path) -> None:
    """With its log: left beside another database, SQLite would take it for the log of that."""
    for ending in ("", "-wal", "-shm"):
        beside = live().with_name(live().name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))
