"""The site as an operator starts and stops it: a process of its own, over a home of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

GONGKAI = Path(sys.executable).with_name("gongkai")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def env_with(home: Path) -> dict[str, str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DATABASE_", "DJANGO_"))
    }
    return {**clean, "GONGKAI_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def wait_until_ready(port: int, process: subprocess.Popen[str]) -> float:
    began = time.monotonic()
    while time.monotonic() - began < 60 and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                assert answer.status == 200
                return time.monotonic() - began
        except (URLError, TimeoutError):
            time.sleep(0.05)
    pytest.fail(f"did not start: {process.communicate(timeout=5)}")


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Whatever a test starts is stopped with it."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def run(started: list, home: Path, *words: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [GONGKAI, *words], env=env_with(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    started.append(process)
    return process


def test_it_sets_up_a_new_home_serves_five_reports_and_stops_clean_at_ctrl_c(started: list, tmp_path: Path) -> None:
    port = free_port()
    demo = run(started, tmp_path / "new", "demo", "--port", str(port))
    wait_until_ready(port, demo)
    with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        assert "5 个机关的 5 份报告" in answer.read().decode()
    demo.send_signal(signal.SIGINT)
    out, err = demo.communicate(timeout=20)
    told, *accounts, started_at, stopped = out.splitlines()
    assert told.startswith("演示账号（密码都是 ")
    assert len(accounts) == 9
    assert [started_at, stopped] == [f"网站已启动：http://127.0.0.1:{port}/ （按 Ctrl-C 停止）", "网站已停止。"]
    assert err == ""
    assert demo.returncode == 0
    again = run(started, tmp_path / "new", "demo", "--port", str(port))
    wait_until_ready(port, again)
    assert finished(tmp_path / "new", "verify").returncode == 0


def finished(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [GONGKAI, *words], env=env_with(home), capture_output=True, text=True, check=False, timeout=60
    )


def test_it_shows_demonstration_accounts_on_this_machines_own_address_alone(started: list, tmp_path: Path) -> None:
    refused = finished(tmp_path, "demo", "--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("这里有演示账号，只能在本机地址（127.0.0.1）上启动，不能用 0.0.0.0。")
    port = free_port()
    wait_until_ready(port, run(started, tmp_path, "demo", "--port", str(port)))
    served = finished(tmp_path, "serve", "--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104
    assert (served.returncode, served.stderr[:7]) == (2, "这里有演示账号")


def test_a_rehearsed_day_is_for_this_machine_alone(tmp_path: Path) -> None:
    env = {**env_with(tmp_path), "GONGKAI_TODAY": "2026-02-14"}
    command = [GONGKAI, "serve", "--host", "0.0.0.0", "--port", str(free_port())]  # noqa: S104
    refused = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert (refused.returncode, refused.stderr[:23]) == (2, "GONGKAI_TODAY 只供在本机（127")


def test_it_says_in_one_sentence_that_a_port_is_taken(started: list, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        serve = run(started, tmp_path, "serve", "--port", str(port))
        out, err = serve.communicate(timeout=30)
    assert serve.returncode == 2
    assert out == ""
    assert (
        err == f"不能监听 127.0.0.1 的 {port} 端口：已被别的程序占用。请停掉占用它的程序，或者用 --port 换一个端口。\n"
    )


def test_it_says_in_one_sentence_that_an_address_or_a_database_is_not_there(started: list, tmp_path: Path) -> None:
    nowhere = run(started, tmp_path, "serve", "--host", "no.such.host.invalid")
    _, err = nowhere.communicate(timeout=30)
    assert (nowhere.returncode, len(err.splitlines())) == (2, 1)
    (tmp_path / "gongkai.sqlite3").write_bytes(b"this is no database" * 100)
    broken = run(started, tmp_path, "serve", "--port", str(free_port()))
    _, err = broken.communicate(timeout=30)
    assert (broken.returncode, len(err.splitlines())) == (2, 1)
    assert err.startswith("数据库不能用")


def test_two_that_start_at_once_both_find_a_home_that_is_ready(started: list, tmp_path: Path) -> None:
    ports = free_port(), free_port()
    both = [run(started, tmp_path, "serve", "--port", str(port)) for port in ports]
    for port, process in zip(ports, both, strict=True):
        wait_until_ready(port, process)
