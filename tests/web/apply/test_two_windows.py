"""Several windows at once, as processes of their own on one database: one application, one answer."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from gongkai.web.apply import limits
from tests.cli.test_serve import env_with
from tests.web.audit.test_kill import ROOT, a_database, told


@pytest.fixture(autouse=True)
def ledger_holds() -> None:
    """These tests have databases of their own; `gongkai verify` looks at them."""


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        yield {**env_with(tmp_path), **stack.enter_context(a_database()), "PYTHONPATH": str(ROOT)}


def start(env: dict[str, str], *words: str, module: str = "tests.web.apply.visitor") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", module, *words]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def holds(env: dict[str, str]) -> bool:
    checked = {**env, "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    return "核对通过" in told(start(checked, "verify", module="django"))[0]


def test_a_form_sent_from_three_windows_at_once_makes_one_case_and_a_letter_is_answered_once(
    env: dict[str, str],
) -> None:
    cookie, errors, _ = told(start(env, "setup"))
    assert cookie, errors
    sent = [told(one) for one in [start(env, "send", cookie) for _ in range(3)]]
    assert [answer[0] for answer in sent] == ["302 1"] * 3, sent
    number, code = told(start(env, "ask", cookie))[0].split()
    answered = [told(one)[0] for one in [start(env, "answer", number, code) for _ in range(3)]]
    assert sorted(answered) == ["302", "422", "422"]
    assert holds(env)


def test_those_who_guess_at_once_are_counted_together(env: dict[str, str]) -> None:
    cookie, errors, _ = told(start(env, "setup"))
    assert cookie, errors
    looked_at = [told(one)[0] for one in [start(env, "guess", "qingshi-shuili-2025-00001") for _ in range(4)]]
    assert sum(map(int, looked_at)) == limits.WRONG_FROM_ADDRESS_FOR_NUMBER.most
