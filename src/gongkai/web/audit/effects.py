"""What follows an event outside of its row: written down with the event, done by a worker.

The event and the order to do it are one transaction, so a kill loses neither. Then there are two sorts.

Within the database (`register`): the effect and the mark that it is done are one transaction, so a kill in its middle
undoes it and it is done again, and what is done is never done twice. Tried again each minute.

Out of the machine (`register_outward`: a letter, a message, a file in a storage): claimed and committed, sent with no
transaction open, then marked. A server that does not answer keeps nobody from writing. It is sent AT LEAST once: a kill
between sending and mark sends it again when the claim is over (`LEASE`). So it bears its key along, by which the other
side knows a repetition. Tried again after a minute, ten, an hour, six (`WAITS`).

What fails is tried five times in all; what the law or another act refuses is not tried again, and keeps why.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.errors import Refused
from gongkai.web.audit import readonly
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.errors import ClockSetBack, Collision, ReadOnly
from gongkai.web.audit.kinds import Effect, batched
from gongkai.web.audit.models import Event, SideEffect

Handler = Callable[[str, Mapping[str, Any]], None]
ATTEMPTS = 5
LEASE = timedelta(minutes=10)
"""How long a claim holds. Longer than any sending takes: a mail server has 20 seconds for each of its few answers."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
log = logging.getLogger("gongkai.effects")
_handlers: dict[str, Handler] = {}
_senders: dict[str, Handler] = {}


def register(name: str, handler: Handler) -> None:
    """Say at the start who does an effect of this name within the database. It is called with the effect's key and
    payload, inside the transaction that marks it as done."""
    _handlers[name] = handler


def register_outward(name: str, send: Handler) -> None:
    """Say at the start who does an effect of this name that leaves the machine, or takes long. It is called with the
    effect's key and payload and with no transaction open; what it writes itself must bear being written twice."""
    _senders[name] = send


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
    """Do each effect, unless it is done. One that fails is as if it had not been tried, and stops no other; but where
    a server did not take one thing, the others for it wait for the next minute. The task fails then."""
    left, silent = 0, set[str]()
    for row in SideEffect.objects.filter(pk__in=effect_ids, done_at=None).order_by("pk"):
        if row.name in silent or not _tried(row):
            left += 1
            silent |= {row.name} & set(_senders)
    if left:
        raise RuntimeError(f"{left} of {len(effect_ids)} effects failed: see the log.")


def _tried(row: SideEffect) -> bool:
    """Done, refused for good, or in the hands of another worker."""
    if not _claimed(row):
        return True
    try:
        (_send if row.name in _senders else _do)(row)
    except (ReadOnly, ClockSetBack):  # no fault of the effect: it is tried again as if it had not been
        _let_go(row, attempts=F("attempts") - 1, next_try_at=None)
        return False
    except (RegulationError, Refused, Collision) as error:
        _let_go(row, attempts=ATTEMPTS, why=str(error)[:400])
    except Exception:  # a handler may raise anything, and none of it may stop the others; the log names it
        log.exception("effect %s failed", row.pk)
        wait = WAITS[min(row.attempts, len(WAITS) - 1)] if row.name in _senders else None
        _let_go(row, next_try_at=wait and timezone.now() + wait)
        return False
    return True


def _claimed(row: SideEffect) -> bool:
    """Count the try. What leaves the machine is this worker's alone from here on; durable, so that it is committed."""
    now = timezone.now()
    until = now + LEASE if row.name in _senders else None
    with transaction.atomic(durable=True):
        mine = SideEffect.objects.filter(_due(), pk=row.pk, done_at=None)
        return mine.update(attempts=F("attempts") + 1, next_try_at=until) == 1


def _let_go(row: SideEffect, **fields: Any) -> None:
    SideEffect.objects.filter(pk=row.pk, done_at=None).update(**fields)


def _send(row: SideEffect) -> None:
    readonly.refuse_when_on()
    _senders[row.name](row.key, row.payload)
    _let_go(row, done_at=timezone.now(), next_try_at=None)


@transaction.atomic
def _do(row: SideEffect) -> None:
    held = SideEffect.objects.select_for_update().get(pk=row.pk)
    if held.done_at is None:
        _handlers[row.name](row.key, row.payload)
        _let_go(row, done_at=timezone.now())


def resume() -> int:
    """Order anew what a killed worker left or what failed, up to five tries: how many. Done when a worker starts."""
    waiting = _tasks(TaskResultStatus.READY)
    return _again(row for row in _left() if row.task_id not in waiting)


def retry() -> int:
    """Order anew what failed, and what was claimed and never marked, up to five tries: how many. Done while workers
    run."""
    failed, waiting = _tasks(TaskResultStatus.FAILED), _tasks(TaskResultStatus.READY)
    return _again(row for row in _left() if row.task_id in failed or (row.next_try_at and row.task_id not in waiting))


def _left() -> Iterable[SideEffect]:
    return SideEffect.objects.filter(_due(), done_at=None, attempts__lt=ATTEMPTS).iterator()


def _due() -> Q:
    return Q(next_try_at=None) | Q(next_try_at__lte=timezone.now())


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
        SideEffect.objects.filter(pk__in=[row.pk for row in found]).update(attempts=0, why="", next_try_at=None)
        return _again(found)


def given_up() -> Iterator[tuple[SideEffect, Event | None]]:
    """The effects that will not be tried again, each with the event that it should have followed, if any."""
    for row in SideEffect.objects.filter(done_at=None, attempts__gte=ATTEMPTS).order_by("pk"):
        yield row, _event_of(row.key)


def _event_of(key: str) -> Event | None:
    """None for a part of an effect and a letter to staff: these were ordered under keys of their own (`order`)."""
    kind, _, rest = key.partition("/")
    stream_id, _, number = rest.rpartition("/")[0].rpartition("/")
    if not number.isdecimal():
        return None
    events = Event.objects.select_related("actor")
    return events.filter(stream_kind=kind, stream_id=stream_id, number=int(number)).first()
