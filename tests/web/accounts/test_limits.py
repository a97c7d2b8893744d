"""Wrong tries are counted for all processes together, wherever the count is kept."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_serve import env_with, free_port

_SETUP = """
import django; django.setup()
from gongkai.web.config.setup import prepare; prepare()
from gongkai.web.accounts.models import User
user = User(username="zhang", name="张三"); user.set_password("qing-shi-7-shui"); user.save()
"""
_TRY = """
import sys, django; django.setup()
from django.test import Client
client = Client(SERVER_NAME="localhost")
for password in sys.argv[1:]:
    answer = client.post("/account/sign-in/", {"login": "zhang", "password": password})
    print(answer.status_code, "暂停登录" in answer.content.decode())
"""
WRONG, RIGHT = "wrong", "qing-shi-7-shui"


@pytest.fixture
def redis() -> Iterator[str]:
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("no redis-server on the PATH")
    port = free_port()
    command = [server, "--port", str(port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if "Ready to accept connections" in line:
            break
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.communicate(timeout=20)


@pytest.fixture(params=["database", "redis"])
def env(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    env = {**env_with(tmp_path), "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    if request.param == "redis":
        env["GONGKAI_CACHE_URL"] = request.getfixturevalue("redis")
    run(env, _SETUP)
    return env


def run(env: dict[str, str], code: str, *words: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code, *words], env=env, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_two_processes_count_together_and_a_third_is_shut_though_the_password_is_right(env) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", _TRY, *words], env=env, stdout=subprocess.PIPE, text=True)
        for words in ([WRONG] * 3, [WRONG] * 2)
    ]
    assert [process.communicate(timeout=60)[0].count("200 False") for process in both] == [3, 2]
    assert run(env, _TRY, RIGHT) == ["200 True"]


def test_a_right_password_opens_before_that(env) -> None:
    run(env, _TRY, WRONG, WRONG)
    assert run(env, _TRY, RIGHT) == ["302 False"]


def test_a_setting_that_is_no_cache_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    env = {**os.environ, **env_with(tmp_path), "GONGKAI_CACHE_URL": "memcached://x"}
    done = subprocess.run(
        [sys.executable, "-c", "from gongkai.web.config import settings"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "GONGKAI_CACHE_URL 要写成 redis://" in done.stderr
