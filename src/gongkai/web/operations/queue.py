"""The queue as an operator sees it: what waits, what runs, what failed; and a failed task put back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.web.accounts.models import User
from gongkai.web.audit.effects import ATTEMPTS, once_more, run
from gongkai.web.audit.models import AuditRow, SideEffect
from gongkai.web.ui.numbers import request_id

SHOWN = 50
STUCK_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Queue:
    """How many wait, run, failed; since when the oldest waits."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that did not come to its end and is not tried again by itself. `why` is our own sentence or the kind of
    an error, never its words: those may be an applicant's."""

    key: str
    what: str
    at: datetime
    why: str
    tries: int


def queue() -> Queue:
    """How the queue stands now."""
    status = TaskResultStatus
    count = {name: Count("pk", filter=Q(status=name)) for name in (status.READY, status.RUNNING)}
    found = DBTaskResult.objects.filter(status__in=(status.READY, status.RUNNING)).aggregate(
        waiting=count[status.READY],
        running=count[status.RUNNING],
        oldest=Min("enqueued_at", filter=Q(status=status.READY)),
    )
    return Queue(**found, failed=len(failed()))


def failed() -> tuple[Failed, ...]:
    """Effects that were given up, then tasks of other kinds, no more than a screen takes."""
    effects = SideEffect.objects.filter(done_at=None, attempts__gte=ATTEMPTS).order_by("-pk")[:SHOWN]
    tasks = _failed_tasks().order_by("-enqueued_at")[:SHOWN]
    return (*map(_effect, effects), *map(_task, tasks))[:SHOWN]


def _effect(row: SideEffect) -> Failed:
    return Failed(
        row.key, row.key, row.created_at, row.why or f"办了 {row.attempts} 次都没有成，原因见日志", row.attempts
    )


def _task(row: DBTaskResult) -> Failed:
    at = row.finished_at or row.started_at or row.enqueued_at
    why = row.exception_class_path or "进程中途停止"
    return Failed(str(row.pk), row.task_path.rpartition(".")[2], at, why, len(row.worker_ids))


def retry(keys: list[str], *, by: User | None) -> int:
    """Put them back into the queue, and write down who did: how many there were."""
    with transaction.atomic():
        known = [one.key for one in failed() if one.key in set(keys)]
        count = once_more(known)
        for row in _failed_tasks().select_for_update().filter(pk__in=[key for key in known if "/" not in key]):
            row.status, row.started_at, row.finished_at = TaskResultStatus.READY, None, None
            row.exception_class_path = row.traceback = ""
            row.save()
            count += 1
        for key in known:
            _write_down(key, by)
    return count


def _write_down(key: str, by: User | None) -> None:
    AuditRow.objects.create(
        at=timezone.now(), actor=by, stream_kind="task", stream_id=key[:80], act="retry_task",
        outcome=AuditRow.Outcome.DONE, request_id=request_id(),
    )  # fmt: skip


def _failed_tasks() -> QuerySet[DBTaskResult]:
    """Of other kinds than effects, which are tried again by themselves: failed, or dead in their middle."""
    stuck = Q(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - STUCK_AFTER)
    found = DBTaskResult.objects.filter(Q(status=TaskResultStatus.FAILED) | stuck)
    return found.exclude(task_path=run.module_path)
