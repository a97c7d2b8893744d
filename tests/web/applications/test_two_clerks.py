"""Clerks as processes of their own on one database: one of two wins and the other is told; numbers have no gap."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.cli.test_serve import env_with
from tests.web.audit.test_kill import ROOT, a_database, told


@pytest.fixture(autouse=True)
def ledger_holds() -> None:
    """These tests have databases of their own; `gongkai verify` looks at them."""


@pytest.fixture
def env(tmp_path) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        env = {**env_with(tmp_path), **stack.enter_context(a_database()), "PYTHONPATH": str(ROOT)}
        assert told(start(env, "setup"))[0] == "qingshi-shuili-2025-00001"
        yield env


def start(env: dict[str, str], *words: str, module: str = "tests.web.applications.clerks") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", module, *words]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def holds(env: dict[str, str]) -> bool:
    checked = {**env, "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    return "核对通过" in told(start(checked, "verify", module="django"))[0]


def test_of_two_who_extend_from_one_page_one_wins_and_the_other_is_told(env) -> None:
    answers = [told(clerk) for clerk in [start(env, "extend", "5"), start(env, "extend", "10")]]
    assert sorted(answer[0] == "stale" for answer in answers) == [False, True], answers
    assert holds(env)


def test_those_who_register_at_once_get_numbers_without_gap_or_twin(env) -> None:
    clerks = [start(env, "register") for _ in range(3)]
    numbers = sorted(number for clerk in clerks for number in told(clerk)[0].split())
    assert numbers == [f"qingshi-shuili-2025-{n:05d}" for n in range(2, 26)]
    assert holds(env)


def test_letters_that_are_made_at_once_are_numbered_without_gap_or_twin(env) -> None:
    clerks = [start(env, "letters") for _ in range(2)]
    numbers = [int(number.rpartition("〕")[2].rstrip("号")) for clerk in clerks for number in told(clerk)[0].split()]
    assert sorted(numbers) == list(range(1, 11))
    assert holds(env)
