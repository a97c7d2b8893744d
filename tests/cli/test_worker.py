"""The worker beside the site: it comes with it, comes again after a kill, and goes with it, however it goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gongkai.web.config.beside import _Supervisor
from tests.cli.test_serve import GONGKAI, env_with, finished, free_port, wait_until_ready

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are found under /proc")


def workers_of(parent: int) -> list[int]:
    """The worker processes that were told of this parent."""
    words = f"worker\0--parent\0{parent}\0".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes().endswith(words):
                found.append(int(path.parent.name))
    return found


def children_of(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return found


def until(is_so: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    port = free_port()
    process = subprocess.Popen(
        [GONGKAI, "serve", "--port", str(port)],
        env=env_with(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_until_ready(port, process)
    until(lambda: workers_of(process.pid))
    yield process, tmp_path
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=30)


def test_it_comes_with_the_site_and_goes_with_it(site: tuple[subprocess.Popen[str], Path]) -> None:
    process, home = site
    until(lambda: "后台进程：" in (said := finished(home, "status").stdout) and "秒前还在" in said)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("网站已停止。\n")
    assert workers_of(process.pid) == []


def test_it_comes_again_after_a_kill(site: tuple[subprocess.Popen[str], Path]) -> None:
    process, _ = site
    (first,) = workers_of(process.pid)
    os.kill(first, signal.SIGKILL)
    until(lambda: [one for one in workers_of(process.pid) if one != first])


def test_it_does_not_outlive_a_site_that_is_killed(site: tuple[subprocess.Popen[str], Path]) -> None:
    process, _ = site
    serving = children_of(process.pid)
    process.kill()
    process.wait()
    until(lambda: not workers_of(process.pid))
    for child in serving:  # the server's own processes do outlive it; a supervisor ends the whole group
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def test_a_site_can_go_without_it(tmp_path: Path) -> None:
    port = free_port()
    process = subprocess.Popen([GONGKAI, "serve", "--no-worker", "--port", str(port)], env=env_with(tmp_path))
    wait_until_ready(port, process)
    time.sleep(0.5)
    assert workers_of(process.pid) == []
    process.terminate()
    process.wait(timeout=30)


def test_what_dies_at_once_is_started_again_after_longer_and_longer_rests(monkeypatch) -> None:
    supervisor, rests = _Supervisor([sys.executable, "-S", "-c", "raise SystemExit(3)"]), []
    monkeypatch.setattr(supervisor._is_over, "wait", rests.append)
    supervisor.start()
    until(lambda: len(rests) >= 8)
    supervisor.stop()
    supervisor.join(5)
    assert rests[:8] == [2, 4, 8, 16, 32, 60, 60, 60]
    assert not supervisor.is_alive()
