"""What follows an event outside of its row: written down with the event, done by a worker, once.

The event and the order to do it are one transaction, so a kill loses neither. The effect and the mark that it is done
are one transaction too, so a kill in its middle undoes it and it is done again, and what is done is never done twice.
A handler that reaches outside of the database (mail) must itself bear the key along, so that the other side knows a
repetition. What fails is tried again, five times in all; what the law or another act refuses is not, and keeps why.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.errors import Refused
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.errors import ClockSetBack, Collision, ReadOnly
from gongkai.web.audit.kinds import Effect, batched
from gongkai.web.audit.models import Event, SideEffect

Handler = Callable[[str, Mapping[str, Any]], None]
ATTEMPTS = 5
log = logging.getLogger("gongkai.effects")
_handlers: dict[str, Handler] = {}


def register(name: str, handler: Handler) -> None:
    """Say at the start who does an effect of this name. It is called with the effect's key and payload."""
    _handlers[name] = handler


def enqueue(event: Recorded, effects: Iterable[Effect]) -> None:
    """Order the effects of an event, inside its transaction. What is ordered already is not ordered again."""
    enqueue_all((event, effect) for effect in effects)


def enqueue_all(orders: Iterable[tuple[Recorded, Effect]]) -> None:
    """The same for many events at once, in a few statements."""
    for some in batched(orders):
        _write([_row(_key(event, effect), effect) for event, effect in some])


def order(key: str, effect: Effect) -> None:
    """Order one effect under a key of its own: a part of an effect that leads on, inside that part's transaction."""
    _write([_row(key, effect)])


def _row(key: str, effect: Effect) -> SideEffect:
    return SideEffect(key=key, name=effect.name, payload=dict(effect.payload))


def _write(rows: Sequence[SideEffect]) -> None:
    """Those that are not there yet, and the order to do them."""
    known = set(SideEffect.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    _order(SideEffect.objects.bulk_create(row for row in rows if row.key not in known))


def _key(event: Recorded, effect: Effect) -> str:
    return f"{event.stream_kind}/{event.stream_id}/{event.number}/{effect.name}"


def _order(rows: Sequence[SideEffect]) -> None:
    """One task for all of them."""
    if rows:
        ids = [row.pk for row in rows]
        SideEffect.objects.filter(pk__in=ids).update(task_id=str(run.enqueue(ids).id))


@task()
def run(effect_ids: Sequence[int]) -> None:
    """Do each effect, unless it is done. One that fails is as if it had not been tried, and stops no other; the task
    fails then."""
    failed = [effect_id for effect_id in effect_ids if not _tried(effect_id)]
    if failed:
        raise RuntimeError(f"{len(failed)} of {len(effect_ids)} effects failed: see the log.")


def _tried(effect_id: int) -> bool:
    """Done, or refused for good."""
    SideEffect.objects.filter(pk=effect_id, done_at=None).update(attempts=F("attempts") + 1)
    try:
        _do(effect_id)
    except (ReadOnly, ClockSetBack):  # no fault of the effect: it is tried again as if it had not been
        SideEffect.objects.filter(pk=effect_id).update(attempts=F("attempts") - 1)
        return False
    except (RegulationError, Refused, Collision) as error:
        SideEffect.objects.filter(pk=effect_id).update(attempts=ATTEMPTS, why=str(error)[:400])
    except Exception:
        log.exception("effect %s failed", effect_id)
        return False
    return True


@transaction.atomic
def _do(effect_id: int) -> None:
    row = SideEffect.objects.select_for_update().get(pk=effect_id)
    if row.done_at is None:
        _handlers[row.name](row.key, row.payload)
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])


def resume() -> int:
    """Order anew what a killed worker left or what failed, up to five tries: how many. Done when a worker starts."""
    waiting = _tasks(TaskResultStatus.READY)
    return _again(row for row in _left() if row.task_id not in waiting)


def retry() -> int:
    """Order anew what failed, up to five tries: how many. Done while workers run."""
    failed = _tasks(TaskResultStatus.FAILED)
    return _again(row for row in _left() if row.task_id in failed)


def _left() -> Iterable[SideEffect]:
    return SideEffect.objects.filter(done_at=None, attempts__lt=ATTEMPTS).iterator()


def _tasks(status: TaskResultStatus) -> set[str]:
    """Of the effects that are not done."""
    tasks = DBTaskResult.objects.filter(status=status, task_path=run.module_path)
    return {str(task_id) for task_id in tasks.values_list("id", flat=True)}


def _again(rows: Iterable[SideEffect]) -> int:
    lost = list(rows)
    for some in batched(lost):
        _order(some)
    return len(lost)


def once_more(keys: Sequence[str]) -> int:
    """Order anew what was given up, with five tries before it: how many."""
    rows = SideEffect.objects.filter(done_at=None, attempts__gte=ATTEMPTS, key__in=keys)
    with transaction.atomic():
        found = list(rows.select_for_update())
        SideEffect.objects.filter(pk__in=[row.pk for row in found]).update(attempts=0, why="")
        return _again(found)


def given_up() -> Iterator[tuple[SideEffect, Event]]:
    """The effects that will not be tried again, each with the event that it should have followed."""
    for row in SideEffect.objects.filter(done_at=None, attempts__gte=ATTEMPTS).order_by("pk"):
        kind, stream_id, number, _ = row.key.split("/")
        yield row, Event.objects.select_related("actor").get(stream_kind=kind, stream_id=stream_id, number=number)
