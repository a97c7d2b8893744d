"""kill -9 at any moment, in a loop, with real processes: what was acknowledged is there, the ledger is whole, nothing
is half done, and what follows an event is done once."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.cli.test_serve import GONGKAI, env_with

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = 6
_COUNT = (
    "import django, json; django.setup(); from gongkai.web.audit.models import *; from django.db.models import Count;"
    "done = AuditRow.objects.filter(stream_kind='effect');"
    "undone = SideEffect.objects.filter(done_at=None);"
    "print(json.dumps([Event.objects.filter(stream_kind='organ').count(), undone.count(),"
    "done.count(), done.values('stream_id').distinct().count()]))"
)


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A home of its own; where DATABASE_URL names a PostgreSQL, a database of its own there."""
    env = {**env_with(tmp_path), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield env
        return
    name = f"gongkai_kill_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {**env, "DATABASE_URL": f"{given.rpartition('/')[0]}/{name}"}
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def start(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.web.audit.busy", *words]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(env: dict[str, str], *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_it_loses_nothing_that_was_acknowledged_and_does_nothing_by_halves_or_twice(env: dict[str, str]) -> None:
    setup = start(env, "setup")
    assert setup.communicate(timeout=120)[1] == ""
    acknowledged = 1
    for _ in range(ROUNDS):
        actor, worker = start(env, "act"), start(env, "work")
        first = actor.stdout.readline()
        time.sleep(random.uniform(0, 0.6))  # noqa: S311
        actor.kill(), worker.kill()
        told = [first, *actor.communicate(timeout=20)[0].splitlines()]
        worker.communicate(timeout=20)
        acknowledged = max(acknowledged, *(int(line) for line in told if line.strip()))
        verified = finished(env, GONGKAI, "verify")
        assert (verified.returncode, verified.stderr) == (0, "")
    assert finished(env, sys.executable, "-m", "tests.web.audit.busy", "work", "--batch").returncode == 0
    events, undone, done, distinct = json.loads(finished(env, sys.executable, "-c", _COUNT).stdout)
    assert acknowledged > ROUNDS
    assert events >= acknowledged
    assert (undone, done, distinct) == (0, events, events)
