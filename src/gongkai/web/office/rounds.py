"""What is done by the clock: beside the tasks, each worker looks at it once a minute.

A round is claimed by a row of its day, in the transaction that orders its task: the morning's comes once a working day,
the night's once a day, however many workers run, and a round that a killed worker left is ordered again. Doing it again
tells nobody twice: notices are told once a key, letters are ordered once.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from gongkai.web.audit import effects
from gongkai.web.office import notices, reminders
from gongkai.web.office.models import Round, Telling
from gongkai.web.office.month import rests
from gongkai.web.ui.clock import today

log = logging.getLogger("gongkai.rounds")
MORNING, NIGHT = "morning", "night"
NIGHT_FROM = time(3)
"""When the night's round begins: after the backup of half past two, and while nobody works."""
_LEFT_AFTER = timedelta(hours=2)
_KEPT = 14
"""Days for which finished tasks are kept."""


_also: list[Callable[[], object]] = []
_nightly: list[Callable[[], object]] = []


def every_minute(do: Callable[[], object]) -> None:
    """Say at the start what an app above wants done by the clock: short, and harmless where it is done twice."""
    _also.append(do)


def every_night(do: Callable[[], object]) -> None:
    """Say at the start what an app above wants done once a day, also where nobody works: it may take long, and must be
    harmless where it is done twice."""
    _nightly.append(do)


def tick(now: datetime) -> None:
    """What is due at this moment. What fails keeps nothing else away, and is tried again a minute later."""
    ours = (effects.retry, reminders.tell_of_what_was_not_done, partial(_order_rounds, now), _order_letters_at_once)
    for do in (*ours, *_also):
        try:
            do()
        except Exception:  # apps bring their own, and none of them may keep letters and rounds of all others away
            log.exception("the minute's round failed in part")


def _order_letters_at_once() -> None:
    notices.order_letters(Telling.AT_ONCE)


def _order_rounds(now: datetime) -> None:
    if now.time() >= settings.DIGEST_AT and not rests(today()):
        _order(MORNING, morning, now)
    if now.time() >= NIGHT_FROM:
        _order(NIGHT, night, now)


def _order(name: str, what: Task, now: datetime) -> None:
    """Order today's round of that name, unless someone has."""
    day = today()
    with transaction.atomic():
        row, is_new = Round.objects.get_or_create(name=name, day=day, defaults={"begun_at": now})
        if not is_new:  # left by a worker that was killed: whoever moves its hour has it
            left = Round.objects.filter(pk=row.pk, done_at=None, begun_at__lt=now - _LEFT_AFTER)
            is_new = left.update(begun_at=now) == 1
        if is_new:
            what.enqueue(day.isoformat())


@task()
def morning(day: str) -> None:
    """Remind everybody, send the day's letters, throw away old tasks."""
    reminders.remind(date.fromisoformat(day))
    notices.order_letters(Telling.DIGEST)
    call_command("prune_db_task_results", min_age_days=_KEPT, verbosity=0)
    Round.objects.filter(name=MORNING, day=day).update(done_at=timezone.now())


@task()
def night(day: str) -> None:
    """What apps want done once a day."""
    for do in _nightly:
        do()
    Round.objects.filter(name=NIGHT, day=day).update(done_at=timezone.now())
