"""A restored site in a directory of its own, where it is brought up to date and verified before anyone works on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection

from gongkai.web.operations import places, sqlite
from gongkai.web.operations.errors import BadArchive, CannotOperate
from gongkai.web.operations.manifest import Manifest
from gongkai.web.operations.places import Place


class Staging:
    """The unpacked archive, laid out as a home."""

    def __init__(self, root: Path) -> None:
        self.unpacked, self.home = root / "unpacked", root / "home"
        self.home.mkdir(parents=True)

    @property
    def database(self) -> Path:
        """Where a SQLite database of this home lies."""
        return self.home / "gongkai.sqlite3"

    def lay_out(self, manifest: Manifest) -> dict[Place, Path]:
        """Files to where settings look for them, keys likewise: which directory is to take the place of which.

        Raises BadArchive for a storage that this site has not.
        """
        known = {place.alias: place for place in places.on_disk()}
        strange = set(manifest.places) - set(known)
        if strange:
            raise BadArchive(
                f"备份里有本站没有设置的文件存储（{'、'.join(sorted(strange))}）。请先按原来的设置配置存储。"
            )
        laid = {known[alias]: self._laid(known[alias]) for alias in manifest.places}
        self._lay_keys(manifest)
        return laid

    def _laid(self, place: Place) -> Path:
        found = self.unpacked / "files" / place.alias
        found.mkdir(parents=True, exist_ok=True)
        storage = storages[place.alias]
        for path in (found, *found.rglob("*")):
            mode = storage.directory_permissions_mode if path.is_dir() else storage.file_permissions_mode
            if mode is not None:
                path.chmod(mode)
        home = Path(settings.HOME).resolve()
        is_inside = place.directory.is_relative_to(home)
        target = self.home / place.directory.relative_to(home) if is_inside else self.home / "files of" / place.alias
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(found, target)
        return target

    def _lay_keys(self, manifest: Manifest) -> None:
        """Those of the archive; where it has none, those that are here."""
        if manifest.has_keys:
            found = self.unpacked / "keys"
            for path in sorted(found.iterdir()) if found.is_dir() else ():
                shutil.move(path, self.home / path.name)
            return
        for name, path in places.keys_of_site():
            target = self.home / name.removeprefix("keys/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)

    def take_database(self) -> None:
        """SQLite's own examination, then to its place."""
        found = self.unpacked / sqlite.MEMBER
        if not found.is_file():
            raise BadArchive("备份里没有数据库。没有改动任何内容，请换一份备份。")
        sqlite.refuse_broken(found)
        found.rename(self.database)

    def run(self, command: str, *words: str) -> None:
        """A command of the site over this home, in a process of its own. Raises CannotOperate with what it says."""
        clean = {name: value for name, value in os.environ.items() if name not in {"GONGKAI_READ_ONLY", "DATABASE_URL"}}
        run_site(command, *words, env={**clean, "GONGKAI_HOME": str(self.home)})


def run_site(command: str, *words: str, env: dict[str, str] | None = None) -> None:
    """A command of the site, in a process of its own. Raises CannotOperate with the last line that it says."""
    done = subprocess.run(  # noqa: S603  (this very program)
        [sys.executable, "-m", "django", command, *words],
        env={**(os.environ if env is None else env), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
        raise CannotOperate(f"{_STEPS[command]}没有通过：{said.removeprefix('CommandError: ')}")


_STEPS = {"migrate": "把恢复的数据库升到本程序的结构", "verify": "核对恢复的内容", "verify_files": "核对恢复的文件"}


def is_sqlite() -> bool:
    """The site keeps its data in SQLite."""
    return connection.vendor == "sqlite"
