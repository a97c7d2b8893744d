"""What is done by the clock: beside the tasks, each worker looks at it once a minute.

The morning's round is claimed by a row of its day, in the transaction that orders its task: it comes once a working day
however many workers run, and a round that a killed worker left is ordered again. Doing it again tells nobody twice:
notices are told once a key, letters are ordered once.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from gongkai.web.audit import effects
from gongkai.web.office import notices, reminders
from gongkai.web.office.models import Round, Telling
from gongkai.web.office.month import rests
from gongkai.web.ui.clock import today

MORNING = "morning"
_LEFT_AFTER = timedelta(hours=2)
_KEPT = 14
"""Days for which finished tasks are kept."""


_also: list[Callable[[], object]] = []


def every_minute(do: Callable[[], object]) -> None:
    """Say at the start what an app above wants done by the clock: short, and harmless where it is done twice."""
    _also.append(do)


def tick(now: datetime) -> None:
    """What is due at this moment."""
    effects.retry()
    for do in _also:
        do()
    reminders.tell_of_what_was_not_done()
    if now.time() >= settings.DIGEST_AT and not rests(today()):
        order_morning(today(), now)
    notices.order_letters(Telling.AT_ONCE)


def order_morning(day: date, now: datetime) -> bool:
    """Order the morning's round, unless someone has: whether it was ordered now."""
    with transaction.atomic():
        row, is_new = Round.objects.get_or_create(name=MORNING, day=day, defaults={"begun_at": now})
        if not is_new:  # left by a worker that was killed: whoever moves its hour has it
            left = Round.objects.filter(pk=row.pk, done_at=None, begun_at__lt=now - _LEFT_AFTER)
            is_new = left.update(begun_at=now) == 1
        if is_new:
            morning.enqueue(day.isoformat())
    return is_new


@task()
def morning(day: str) -> None:
    """Remind everybody, send the day's letters, throw away old tasks."""
    reminders.remind(date.fromisoformat(day))
    notices.order_letters(Telling.DIGEST)
    call_command("prune_db_task_results", min_age_days=_KEPT, verbosity=0)
    Round.objects.filter(name=MORNING, day=day).update(done_at=timezone.now())
