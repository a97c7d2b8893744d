"""Backup (备份): database and files in one archive, while the site runs."""

import os
import sqlite3
import tempfile
from pathlib import Path

from django.db import connection
from django.utils import timezone

from gongkai.web.operations import archive, manifest, places, postgresql, schema, sqlite
from gongkai.web.operations.alone import FILES, beside_others
from gongkai.web.operations.commit import commit
from gongkai.web.operations.errors import CannotOperate
from gongkai.web.operations.manifest import Manifest
from gongkai.web.operations.models import Work, note
from gongkai.web.ui.errors import is_full

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def backup(path: Path, *, secret: bytes | None = None) -> Manifest:
    """Write the archive, read it again, and only then give it its name. Keys go into a sealed archive alone.

    The database comes first: a file is there before the row that names it. Raises CannotOperate; then nothing is left.
    """
    _refuse_taken(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside_others(FILES, "正在换密钥，文件正在换名，现在不能备份。请等它结束。"):
            written = _written(draft, path.parent, secret)
        if archive.unpack(draft, secret, into=None) != written:
            raise CannotOperate("备份写好以后读出来不一样，没有保留。请检查磁盘，再备份一次。")
        draft.rename(path)
    except (OSError, sqlite3.Error) as error:
        raise CannotOperate(_why(error, path)) from error
    finally:
        draft.unlink(missing_ok=True)
    note(Work.BACKUP, name=path.name, size=path.stat().st_size, files=len(written.members), sealed=secret is not None)
    return written


def _refuse_taken(path: Path) -> None:
    if path.exists():
        raise CannotOperate(f"{path} 已经存在，没有覆盖它。请换一个文件名，例如带上日期。")
    if not path.parent.is_dir():
        raise CannotOperate(f"没有目录 {path.parent}。请先建好，再备份。")


def _written(draft: Path, beside: Path, secret: bytes | None) -> Manifest:
    engine = ENGINES[connection.vendor]
    migrations = tuple(sorted(schema.applied() & schema.known()))
    stored = places.on_disk()
    with (
        tempfile.TemporaryDirectory(dir=beside, prefix=".gongkai-backup-") as folder,
        archive.packing(draft, secret) as packing,
    ):
        packing.add(engine.MEMBER, engine.dump(Path(folder) / "database"))
        for place in stored:
            for name, file in place.files():
                packing.add(name, file)
        for name, file in places.keys_of_site() if secret else ():
            packing.add(name, file)
        last = Manifest(
            version=manifest.program_version(), commit=commit(), engine=connection.vendor, migrations=migrations,
            created_at=timezone.now().isoformat(timespec="seconds"), members=dict(packing.members),
            places=tuple(place.alias for place in stored), elsewhere=tuple(places.elsewhere()),
            has_keys=secret is not None,
        )  # fmt: skip
        packing.close(last)
    return last


def _why(error: OSError | sqlite3.Error, path: Path) -> str:
    if is_full(error):
        return f"{path.parent} 的磁盘空间不够，备份没有做成，也没有留下不完整的文件。请清理空间或者换一个目录。"
    if isinstance(error, PermissionError):
        return f"没有权限写 {path.parent}，备份没有做成。请换一个目录，或者换有权限的用户运行。"
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"备份没有做成（{reason}），也没有留下不完整的文件。请检查 {path.parent} 和数据库。"
