"""kill -9 at any moment, in a loop, with real processes: what was acknowledged is there, the ledger is whole, nothing
is half done, what follows an event in the database is done once, and what leaves the machine at least once."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.cli.test_serve import GONGKAI, env_with

ROOT = Path(__file__).resolve().parents[3]
BOUTS, ROUNDS = 4, 5
_COUNT = (
    "import django, json; django.setup(); from gongkai.web.audit.models import *; from django.db.models import Count;"
    "rows = AuditRow.objects.filter(stream_id__startswith='organ/{0}/');"
    "done, sent = rows.filter(stream_kind='effect'), rows.filter(stream_kind='sent');"
    "undone = SideEffect.objects.filter(done_at=None);"
    "print(json.dumps([Event.objects.filter(stream_id='{0}').count(), undone.count(),"
    "done.count(), done.values('stream_id').distinct().count(),"
    "sent.count(), sent.values('stream_id').distinct().count()]))"
)


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A site that is set up once for all tests here."""
    with a_database() as database:
        env = {**env_with(tmp_path_factory.mktemp("home")), **database}
        env |= {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
        assert told(start(env, "setup")) == ("", "", 0)
        yield env


@contextmanager
def a_database() -> Iterator[dict[str, str]]:
    """Where DATABASE_URL names a PostgreSQL, a database of its own there; else nothing, which means SQLite."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield {}
        return
    name = f"gongkai_kill_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {"DATABASE_URL": f"{given.rpartition('/')[0]}/{name}"}
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def start(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.web.audit.busy", *words]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> tuple[str, str, int]:
    """All that a process still says, and how it ends. Not `communicate`: that would lose what a readline left over."""
    with process:
        return process.stdout.read(), process.stderr.read(), process.wait(timeout=120)


def finished(env: dict[str, str], *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_it_loses_nothing_that_was_acknowledged_and_does_nothing_by_halves_or_twice(env: dict[str, str]) -> None:
    """Some forty kills; the numbers are those that the actors told after their acts were acknowledged."""
    acknowledged = 1
    for _ in range(BOUTS):
        out, errors, code = told(start(env, "perish", str(ROUNDS)))
        assert (errors, code) == ("", 0)
        acknowledged = max([acknowledged, *(int(line) for line in out.splitlines() if line.isdecimal())])
        verified = finished(env, GONGKAI, "verify")
        assert (verified.returncode, verified.stderr) == (0, "")
    assert finished(env, sys.executable, "-m", "tests.web.audit.busy", "work", "--batch").returncode == 0
    events, undone, done, distinct, sent, letters = json.loads(
        finished(env, sys.executable, "-c", _COUNT.format("busy")).stdout
    )
    assert acknowledged > BOUTS
    assert events >= acknowledged
    assert (undone, done, distinct) == (0, events, events)
    assert events == letters <= sent


@contextmanager
def a_server_that_never_ends_its_greeting() -> Iterator[tuple[int, threading.Event]]:
    """Its port, and whether somebody waits for it: a sign a second, so that no timeout of the client comes to help."""
    asked, over = threading.Event(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            caller, _ = server.accept()
            asked.set()
            with caller, suppress(OSError):  # the caller is killed in the end
                while not over.wait(1):
                    caller.sendall(b"2")

        thread = threading.Thread(target=greet, daemon=True)
        thread.start()
        yield server.getsockname()[1], asked
        over.set()
        thread.join()


def test_acts_are_done_while_a_mail_server_does_not_answer_and_the_letter_is_not_lost(env: dict[str, str]) -> None:
    assert told(start(env, "order-letter")) == ("", "", 0)
    with a_server_that_never_ends_its_greeting() as (port, asked):
        worker = start({**env, "GONGKAI_MAIL_URL": f"smtp://127.0.0.1:{port}"}, "work", "--batch")
        assert asked.wait(60)
        assert told(start(env, "rename-twenty-times", "calm")) == ("", "", 0)
        assert worker.poll() is None
        worker.kill()
        told(worker)
    printed, errors, code = told(start(env, "work", "--batch"))
    assert (printed.count("To: li@qingshi.example"), errors, code) == (1, "", 0)


def test_acts_of_many_processes_on_one_thing_come_one_after_the_other(env: dict[str, str]) -> None:
    together = [start(env, "rename-twenty-times", "shared") for _ in range(3)]
    assert [told(process) for process in together] == [("", "", 0)] * 3
    assert finished(env, GONGKAI, "verify").returncode == 0
    assert json.loads(finished(env, sys.executable, "-c", _COUNT.format("shared")).stdout)[0] == 61


_AFTER = (
    "import django; django.setup(); from gongkai.web.audit.models import Event;"
    "merged = Event.objects.get(kind='merge').pk;"
    "enrolled = Event.objects.filter(kind='enrol');"
    "print(enrolled.count(), enrolled.filter(pk__gt=merged).count())"
)


def test_nothing_begins_in_an_organ_once_it_is_merged_whoever_runs_beside(env: dict[str, str]) -> None:
    enrolling = [start(env, "enrol-until-refused") for _ in range(2)]
    first = [process.stdout.readline() for process in enrolling]
    assert told(start(env, "merge")) == ("", "", 0)
    rest = [told(process) for process in enrolling]
    assert [(error, code) for _, error, code in rest] == [("", 0), ("", 0)]
    acknowledged = sum(len(out.splitlines()) for out, _, _ in rest) + len(first)
    assert finished(env, sys.executable, "-c", _AFTER).stdout.split() == [str(acknowledged), "0"]
    assert finished(env, GONGKAI, "verify").returncode == 0
