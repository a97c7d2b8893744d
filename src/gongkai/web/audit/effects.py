"""What follows an event outside of its row: written down with the event, done by a worker, once.

The event and the order to do it are one transaction, so a kill loses neither. The effect and the mark that it is done
are one transaction too, so a kill in its middle undoes it and it is done again, and what is done is never done twice.
A handler that reaches outside of the database (mail) must itself bear the key along, so that the other side knows a
repetition.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect
from gongkai.web.audit.models import SideEffect

Handler = Callable[[str, Mapping[str, Any]], None]
ATTEMPTS = 5
_handlers: dict[str, Handler] = {}


def register(name: str, handler: Handler) -> None:
    """Say at the start who does an effect of this name. It is called with the effect's key and payload."""
    _handlers[name] = handler


def enqueue(event: Recorded, effects: Iterable[Effect]) -> None:
    """Order the effects of an event, inside its transaction. What is ordered already is not ordered again."""
    for effect in effects:
        key = f"{event.stream_kind}/{event.stream_id}/{event.number}/{effect.name}"
        row, is_new = SideEffect.objects.get_or_create(
            key=key, defaults={"name": effect.name, "payload": dict(effect.payload)}
        )
        if is_new:
            _order(row)


def _order(row: SideEffect) -> None:
    row.task_id = str(run.enqueue(row.pk).id)
    row.save(update_fields=["task_id"])


@task()
def run(effect_id: int) -> None:
    """Do one effect, unless it is done. Raises what its handler raises; then it is as if nothing had been tried."""
    SideEffect.objects.filter(pk=effect_id, done_at=None).update(attempts=F("attempts") + 1)
    with transaction.atomic():
        row = SideEffect.objects.select_for_update().get(pk=effect_id)
        if row.done_at is None:
            _handlers[row.name](row.key, row.payload)
            row.done_at = timezone.now()
            row.save(update_fields=["done_at"])


def resume() -> int:
    """Order anew what a killed worker left or what failed, up to five tries: how many. Done when a worker starts."""
    left = SideEffect.objects.filter(done_at=None, attempts__lt=ATTEMPTS)
    waiting = {
        str(task_id)
        for task_id in DBTaskResult.objects.filter(status=TaskResultStatus.READY).values_list("id", flat=True)
    }
    lost = [row for row in left if row.task_id not in waiting]
    for row in lost:
        _order(row)
    return len(lost)
