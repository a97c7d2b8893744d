"""A second process beside the site: started with it, started again where it dies, stopped with it."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

log = logging.getLogger("gongkai.beside")
_SHORTEST_REST, _LONGEST_REST = 1.0, 60.0
_HEALTHY_AFTER = 60.0
_TIME_TO_END = 20.0


@contextmanager
def beside(words: Sequence[str]) -> Iterator[None]:
    """Within this block `gongkai <words>` runs. It is told its parent, and ends by itself with that."""
    supervisor = _Supervisor([sys.executable, "-m", "gongkai.cli", *words, "--parent", str(os.getpid())])
    supervisor.start()
    try:
        yield
    finally:
        supervisor.stop()


class _Supervisor(threading.Thread):
    """Each death makes the rest before the next start longer, up to a minute; a minute of life makes it short again."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(daemon=True, name="beside")
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._lock, self._is_over = threading.Lock(), threading.Event()

    def start(self) -> None:
        """The first process begins here, in the thread that calls, before the server forks its own: a fork amid the
        start of a process would inherit the pipe by which that start is told, and keep it open."""
        self._begin()
        super().start()

    def run(self) -> None:
        rest = _SHORTEST_REST
        while self._process is not None:
            began = time.monotonic()
            code = self._process.wait()
            if self._is_over.is_set():
                return
            rest = _SHORTEST_REST if time.monotonic() - began > _HEALTHY_AFTER else min(rest * 2, _LONGEST_REST)
            log.warning("the process beside ended with %s; started again in %.0f s", code, rest)
            self._is_over.wait(rest)
            self._begin()

    def _begin(self) -> None:
        """In a session of its own: Ctrl-C reaches the site alone, which then stops it in order."""
        with self._lock:
            if not self._is_over.is_set():
                self._process = subprocess.Popen(self._command, start_new_session=True)  # noqa: S603  (this program)

    def stop(self) -> None:
        """It may end the task in hand; then it is killed, and the task is done again at the next start."""
        with self._lock:
            self._is_over.set()
            process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(_TIME_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
