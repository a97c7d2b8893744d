"""What follows a holiday notice: due days are reckoned slice by slice, and handlers hear of it once."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.db import transaction
from django.urls import reverse

from gongkai.web.accounts.models import User
from gongkai.web.audit import effects
from gongkai.web.audit.kinds import Effect
from gongkai.web.calendar import reckoning
from gongkai.web.calendar.kinds import RECKON
from gongkai.web.calendar.models import HolidayNotice, Purpose, Reckoning
from gongkai.web.calendar.reckoning import Slice
from gongkai.web.office import notices


def register() -> None:
    """Once, at the start."""
    effects.register(RECKON, reckon)


def reckon(key: str, payload: Mapping[str, Any]) -> None:
    """One slice in this effect's transaction, and the next one ordered."""
    row = reckoning.begin(HolidayNotice.objects.get(key=payload["notice"]), Purpose(payload["purpose"]))
    done = _advanced(row)
    if not done.is_last:
        name = f"{RECKON}/{payload['notice']}/{payload['purpose']}/{done.reckoning.slices}"
        effects.order(name, Effect(RECKON, payload))


def reckon_at_once(notice: HolidayNotice, purpose: Purpose, *, seconds: float) -> Reckoning:
    """As many slices as fit into that time, each in its own transaction; the worker goes on with the rest."""
    until, row = monotonic() + seconds, reckoning.begin(notice, purpose)
    done = _advanced(row)
    while not done.is_last and monotonic() < until:
        done = _advanced(row)
    return done.reckoning


@transaction.atomic
def _advanced(row: Reckoning) -> Slice:
    done = reckoning.advance(row)
    if done.moved and done.reckoning.purpose == Purpose.APPLICATION:
        _tell(done)
    return done


def _tell(done: Slice) -> None:
    """The handlers of what moved, once a notice, however many things and slices."""
    notice = done.reckoning.notice
    people = User.objects.filter(pk__in={person for moved in done.moved for person in moved.held.people})
    notices.tell(
        people,
        key=f"holiday-notice/{notice.key}",
        title=f"{notice.year}年放假安排已生效，您承办的事项有到期日变动",
        why=f"依据{notice}重新计算",
        url=reverse("housekeeping:moves", args=[notice.key, Purpose.APPLICATION]),
    )
