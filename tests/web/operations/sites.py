"""A site in a home of its own, driven from outside as an operator drives it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.cli.test_serve import GONGKAI, env_with

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = "gongkai.web.config.settings"


class Site:
    """One home, one database."""

    def __init__(self, home: Path, database: dict[str, str]) -> None:
        self.home = home
        self.env = {**env_with(home), **database, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": SETTINGS}

    @property
    def is_sqlite(self) -> bool:
        return "DATABASE_URL" not in self.env

    def env_of_database(self) -> dict[str, str]:
        """What names its database, for another home on the same one."""
        return {} if self.is_sqlite else {"DATABASE_URL": self.env["DATABASE_URL"]}

    @property
    def sqlite(self) -> Path:
        return self.home / "gongkai.sqlite3"

    def gongkai(self, *words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        return self._run([GONGKAI, *words], **env)

    def busy(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run([sys.executable, "-m", "tests.web.audit.busy", *words])

    def python(self, code: str) -> str:
        done = self._run([sys.executable, "-c", f"import django; django.setup()\n{code}"])
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _run(self, command: list[str | Path], **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env={**self.env, **env}, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )

    def set_up(self) -> "Site":
        assert self.busy("setup").returncode == 0
        return self

    def rename(self, name: str) -> None:
        """An act, so that the site is not as it was."""
        self.python(
            "from datetime import date\nfrom gongkai.web.audit.acting import CONSOLE\n"
            "from gongkai.web.directory import organ_acts\nfrom gongkai.web.organs.models import Organ\n"
            f"organ_acts.rename(Organ.objects.get(code='calm'), by=CONSOLE, on=date(2025, 2, 18), name={name!r})"
        )

    def name(self) -> str:
        return self.python("from gongkai.web.organs.models import Organ\nprint(Organ.objects.get(code='calm').name)")

    def hashes(self) -> list[str]:
        """Of every event, in order: what two sites have alike that are the same."""
        code = "import json\nfrom gongkai.web.audit.models import Event\n"
        return json.loads(
            self.python(code + "print(json.dumps(list(Event.objects.order_by('pk').values_list('hash', flat=True))))")
        )

    def write(self, name: str, text: str) -> Path:
        path = self.home / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path


@contextmanager
def databases() -> Iterator["callable"]:
    """Makes databases where DATABASE_URL names a PostgreSQL, and takes them away; else nothing, which means SQLite."""
    given, made = os.environ.get("DATABASE_URL", ""), []
    if not given.startswith("postgres"):
        yield dict
        return

    def make() -> dict[str, str]:
        made.append(f"gongkai_ops_{os.getpid()}_{len(made)}")
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made[-1])))
        return {"DATABASE_URL": f"{given.rpartition('/')[0]}/{made[-1]}"}

    yield make
    with psycopg.connect(given, autocommit=True) as connection:
        for name in made:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
