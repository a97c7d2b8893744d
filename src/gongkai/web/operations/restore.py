"""Restore (恢复): an archive is read to its last byte, laid out and verified elsewhere, and only then takes the
place of what is here. What was here is kept beside it, under a name with .before- and the time.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from gongkai.web.audit import readonly
from gongkai.web.operations import archive, manifest, postgresql, schema, sqlite
from gongkai.web.operations.alone import RESTORING, alone
from gongkai.web.operations.errors import CannotOperate
from gongkai.web.operations.manifest import Manifest
from gongkai.web.operations.models import Work, note
from gongkai.web.operations.places import KEYS, Place
from gongkai.web.operations.staging import Staging, is_sqlite, run_site
from gongkai.web.ui.errors import is_full

Say = Callable[[str], None]
_STAGED = ".restoring-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what was here is kept."""

    manifest: Manifest
    kept: tuple[str, ...]


def restore(path: Path, *, secret: bytes | None = None, replace: bool = False, say: Say) -> Restored:
    """Raises CannotOperate; then everything is as it was."""
    at = timezone.localtime()
    root = Path(settings.HOME) / f"{_STAGED}{at:%Y%m%d-%H%M%S}"
    try:
        with _alone(), _folder(root):
            staging = Staging(root)
            found = archive.unpack(path, secret, into=staging.unpacked)
            manifest.refuse_unfit(found, engine=connection.vendor, known=schema.known())
            say(f"备份完整：{len(found.members)} 个文件，制作于 {found.created_at}，每个文件的摘要都对。")
            kept = _Swap(staging, found, at, say).done(replace=replace)
    except (OSError, sqlite3.OperationalError) as error:
        raise CannotOperate(_why(error)) from error
    connections.close_all()
    _note(path, found, is_sealed=secret is not None)
    return Restored(found, kept)


def _note(path: Path, found: Manifest, *, is_sealed: bool) -> None:
    """The restored database is older than its own backup: that one is told to it."""
    at, size = datetime.fromisoformat(found.created_at), path.stat().st_size
    note(Work.BACKUP, at=at, name=path.name, size=size, files=len(found.members), sealed=is_sealed)
    note(Work.RESTORE, name=path.name, created_at=found.created_at, version=found.version)


@contextmanager
def _alone() -> Iterator[None]:
    with alone(RESTORING, "另一个恢复正在进行。请等它结束。"):
        for left in Path(settings.HOME).glob(f"{_STAGED}*"):  # by one that was killed
            shutil.rmtree(left)
        yield


@contextmanager
def _folder(root: Path) -> Iterator[None]:
    root.mkdir(mode=0o700)
    try:
        yield
    finally:
        shutil.rmtree(root, ignore_errors=True)


class _Swap:
    """The exchange: files, keys, then the database, which is one transaction. What fails is undone."""

    def __init__(self, staging: Staging, found: Manifest, at: datetime, say: Say) -> None:
        self._staging, self._found, self._say = staging, found, say
        self._before = f"before-{at:%Y%m%d-%H%M%S}"
        self._kept: list[str] = []

    def done(self, *, replace: bool) -> tuple[str, ...]:
        """Where what was here is kept. Raises CannotOperate, OSError."""
        laid = self._staging.lay_out(self._found)
        exchange = self._sqlite if is_sqlite() else self._postgresql
        exchange(laid, replace=replace)
        return tuple(self._kept)

    def _sqlite(self, laid: dict[Place, Path], *, replace: bool) -> None:
        self._staging.take_database()
        self._say("正在升到本程序的数据库结构并核对……")
        self._staging.run("migrate", "--no-input", "--verbosity=0")
        self._staging.run("verify")
        self._staging.run("verify_files")
        kept = sqlite.live().with_name(f"{sqlite.live().name}.{self._before}")
        connections.close_all()
        with readonly.during("正在恢复备份"), ExitStack() as undo:
            self._exchange_files(laid, undo)
            was_here = sqlite.replace(self._staging.database, kept=kept)
            undo.pop_all()
        self._kept += [str(kept)] if was_here else []

    def _postgresql(self, laid: dict[Place, Path], *, replace: bool) -> None:
        if not postgresql.is_empty() and not replace:
            raise CannotOperate(
                "数据库里已经有内容，没有改动。请把 DATABASE_URL 指向一个空的数据库；确实要换掉这里的内容时，加上 "
                "--replace，原来的内容会留在同一数据库的另一个模式（schema）里。"
            )
        script = postgresql.script(self._staging.unpacked / postgresql.MEMBER, self._staging.home / "restore.sql")
        with readonly.during("正在恢复备份"), ExitStack() as undo:
            self._exchange_files(laid, undo)
            was_here = postgresql.replace(script, kept=self._before.replace("-", "_"))
            undo.callback(postgresql.put_back, was_here)
            self._say("正在升到本程序的数据库结构并核对……")
            run_site("migrate", "--no-input", "--verbosity=0")
            run_site("verify")
            run_site("verify_files")
            undo.pop_all()
        self._kept += [f"模式 {was_here}"] if was_here else []

    def _exchange_files(self, laid: dict[Place, Path], undo: ExitStack) -> None:
        pairs = [(staged, place.directory) for place, staged in laid.items()]
        if self._found.has_keys:
            pairs += [(path, Path(settings.HOME) / path.name) for path in self._staged_keys()]
        for staged, target in pairs:
            self._exchange(staged, target, undo)

    def _staged_keys(self) -> Iterator[Path]:
        return (path for path in (self._staging.home / name for name in KEYS) if path.exists())

    def _exchange(self, staged: Path, target: Path, undo: ExitStack) -> None:
        kept = target.with_name(f"{target.name}.{self._before}")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rename(kept)
            undo.callback(kept.rename, target)
            self._kept.append(str(kept))
        shutil.move(staged, target)
        undo.callback(shutil.move, target, staged)


def _why(error: OSError | sqlite3.OperationalError) -> str:
    if is_full(error):
        return "磁盘空间不够，恢复没有做成，原来的内容没有改动。恢复要有备份解开以后两倍的空间；请清理以后再试。"
    if isinstance(error, PermissionError):
        return f"没有权限写 {error.filename}，恢复没有做成，原来的内容没有改动。请换有权限的用户运行。"
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"恢复没有做成（{reason}），原来的内容没有改动。请检查 {settings.HOME}。"
