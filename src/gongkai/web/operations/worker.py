"""The worker (后台事务): does what follows acts, rests while the site is read-only, and shows that it lives.

The queue and the doing of one task are the library's; here is only when to ask for the next.
"""

import logging
import os
import signal
import socket
import time
from datetime import timedelta
from types import FrameType

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from gongkai.web.audit import readonly
from gongkai.web.office.rounds import tick
from gongkai.web.operations.models import Work, note

log = logging.getLogger("gongkai.worker")
BEAT = timedelta(seconds=30)
_AT_ONCE = 50
_REST = 1.0
_TICK = 60.0


class Worker:
    """Works until it is told to stop (SIGTERM, SIGINT), after the task it has in hand. With `parent`, also when that
    process is gone."""

    def __init__(self, *, parent: int = 0) -> None:
        self._parent = parent
        self._goes_on, self._is_busy = True, False
        self._beaten_at, self._next_tick = timezone.now() - BEAT, time.monotonic()
        self._runs_by_the_clock = False

    def run(self) -> None:
        """Until stopped."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self._runs_by_the_clock = True
        while self._goes_on and not self._is_orphan:
            close_old_connections()
            try:
                worked = self._round()
            except OperationalError as error:  # a full disk, a database that restarts: it will be back
                log.warning("database does not answer the worker: %s", type(error).__name__)
                worked = 0
            if not worked and self._goes_on:
                time.sleep(_REST)

    def drain(self) -> None:
        """What is there now, and no more."""
        if readonly.state() is None:
            tick(timezone.localtime())
        while self._round():
            pass

    def _round(self) -> int:
        if readonly.state() is not None:
            return 0
        self._beat()
        self._look_at_the_clock()
        if not DBTaskResult.objects.ready().exists():
            return 0
        worker = _Some(self)
        worker.run()
        return worker.done

    def _beat(self) -> None:
        """A sign of life, twice a minute."""
        now = timezone.now()
        if now - self._beaten_at >= BEAT:
            note(Work.WORKER, machine=socket.gethostname(), process=os.getpid())
            self._beaten_at = now

    def _look_at_the_clock(self) -> None:
        """Once a minute."""
        if not self._runs_by_the_clock or time.monotonic() < self._next_tick:
            return
        self._next_tick = time.monotonic() + _TICK
        tick(timezone.localtime())

    @property
    def _is_orphan(self) -> bool:
        return bool(self._parent) and os.getppid() != self._parent

    @property
    def goes_on(self) -> bool:
        """Nobody told it to stop."""
        return self._goes_on

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._goes_on = False


class _Some(QueueWorker):
    """At most so many tasks, fewer where the site becomes read-only or the worker is told to stop."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
            startup_delay=False, max_tasks=_AT_ONCE, worker_id=f"{socket.gethostname()}-{os.getpid()}"[:64],
        )  # fmt: skip
        self._worker = worker

    @property
    def done(self) -> int:
        """How many tasks were tried."""
        return self._run_tasks

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """As the library does it; then whether to go on."""
        super().run_task(db_task_result)
        if readonly.state() is not None or not self._worker.goes_on:
            self.running = False
