"""Threads of several processes at one database take numbers: each its own, none left out, though some acts fail."""

import subprocess
import sys
from pathlib import Path

from tests.cli.test_serve import env_with
from tests.web.audit.test_kill import ROOT, a_database

PROCESSES = 3


def start(env: dict[str, str], word: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.web.rules.busy", word]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> list[str]:
    out, errors = process.communicate(timeout=120)
    assert (errors, process.returncode) == ("", 0)
    return out.splitlines()


def test_many_at_once_get_each_its_own_and_none_is_left_out(tmp_path: Path) -> None:
    with a_database() as database:
        env = {**env_with(tmp_path), **database, "PYTHONPATH": str(ROOT)}
        assert told(start(env, "setup")) == []
        running = [start(env, "take") for _ in range(PROCESSES)]
        found = sorted(number for process in running for number in told(process))
    each = len(found) // 2
    assert each == PROCESSES * 40
    assert found == [f"{code}-2026-{serial:05}" for code in "ab" for serial in range(1, each + 1)]
