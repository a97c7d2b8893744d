"""PostgreSQL through its own tools: pg_dump, pg_restore and psql of a version not older than the server's."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from gongkai.web.operations.errors import CannotOperate

MEMBER = "database/gongkai.pgdump"


def dump(into: Path) -> Path:
    """One snapshot of the schema of this site, in PostgreSQL's own format. Raises CannotOperate."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--schema={schema()}", f"--file={into}")
    return into


def schema() -> str:
    """The schema in which this site's tables stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0] or "public"


def is_empty() -> bool:
    """No table stands in the schema."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def script(dumped: Path, into: Path) -> Path:
    """The dump as statements: everything but the schema itself, which is made anew. Raises CannotOperate."""
    listed = _run("pg_restore", "--list", str(dumped), to_database=False)
    kept = [line for line in listed.splitlines() if not line.startswith(";") and " SCHEMA " not in line]
    contents = into.with_suffix(".list")
    contents.write_text("\n".join(kept) + "\n", "utf-8")
    words = ("--no-owner", "--no-privileges", f"--use-list={contents}", f"--file={into}", str(dumped))
    _run("pg_restore", *words, to_database=False)
    return into


def replace(by: Path, *, kept: str) -> str | None:
    """Put what the script makes in the place of the live schema, in one transaction: all or nothing. The old schema is
    kept under that name; None where there was nothing in it. Raises CannotOperate."""
    name, was_empty = schema(), is_empty()
    aside = f'DROP SCHEMA IF EXISTS "{name}"' if was_empty else f'ALTER SCHEMA "{name}" RENAME TO "{kept}"'
    opening = ["--command", aside, "--command", f'CREATE SCHEMA "{name}"']
    connection.close()
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *opening, f"--file={by}")
    return None if was_empty else kept


def put_back(kept: str | None) -> None:
    """Undo `replace`."""
    name = schema()
    back = f'ALTER SCHEMA "{kept}" RENAME TO "{name}"' if kept else f'CREATE SCHEMA "{name}"'
    connection.close()
    words = ("--command", f'DROP SCHEMA "{name}" CASCADE', "--command", back)
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *words)


def _run(tool: str, *words: str, to_database: bool = True) -> str:
    path = shutil.which(tool)
    if path is None:
        raise CannotOperate(
            f"找不到 {tool}。备份和恢复 PostgreSQL 要用它自带的工具：请安装与服务器同一版本的客户端"
            "（Debian：apt install postgresql-client），再试一次。"
        )
    where = _where() if to_database else []
    done = subprocess.run(  # noqa: S603  (the tool of the database, without a shell)
        [path, *where, *words], env={**os.environ, **_secret()}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["没有说明"])[0]
        raise CannotOperate(f"{tool} 没有成功：{said}。没有改动任何内容。请检查 DATABASE_URL、权限、版本和磁盘空间。")
    return done.stdout


def _where() -> list[str]:
    found = settings.DATABASES["default"]
    named = {"--host": found.get("HOST"), "--port": found.get("PORT"), "--username": found.get("USER")}
    return [f"{name}={value}" for name, value in named.items() if value] + [
        f"--dbname={found['NAME']}",
        "--no-password",
    ]


def _secret() -> dict[str, str]:
    """The password goes by the environment of the tool: the list of processes shows the words of a command to all."""
    password = settings.DATABASES["default"].get("PASSWORD")
    return {"PGPASSWORD": password} if password else {}
