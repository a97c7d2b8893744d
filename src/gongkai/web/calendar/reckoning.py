"""All open due days reckoned anew under a notice, slice by slice: what moves, what could not be reckoned.

A slice is one transaction: things read, due days found, moves written down, the place where it ended kept. Whoever is
killed loses one slice; whoever begins again begins after the last one. Two who reckon at once take turns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from django.db import transaction
from django.utils import timezone

from gongkai.regulation.errors import RegulationError
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.calendar import due_days, queries
from gongkai.web.calendar.due_days import Held, Moved, Provider
from gongkai.web.calendar.models import HolidayNotice, Move, Purpose, Reckoning

SLICE = 1000
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice brought, and whether it was the last."""

    reckoning: Reckoning
    moved: Sequence[Moved] = ()
    is_last: bool = False


def begin(notice: HolidayNotice, purpose: Purpose) -> Reckoning:
    """The reckoning of that purpose, made where it is not there yet."""
    total = sum(provider.count() for provider in due_days.providers())
    return Reckoning.objects.get_or_create(notice=notice, purpose=purpose, defaults={"total": total})[0]


def of(notice: HolidayNotice, purpose: Purpose) -> Reckoning | None:
    """The reckoning of that purpose, if one was begun."""
    return Reckoning.objects.filter(notice=notice, purpose=purpose).first()


@transaction.atomic
def advance(reckoning: Reckoning) -> Slice:
    """Do one slice. Raises nothing for a thing that cannot be reckoned: that stands in the list with its reason."""
    started, row = monotonic(), Reckoning.objects.select_for_update(of=("self",)).get(pk=reckoning.pk)
    if row.finished_at is not None:
        return Slice(row, is_last=True)
    provider = _provider(row)
    if provider is None:
        row.finished_at = timezone.now()
        row.save()
        return Slice(row, is_last=True)
    held = provider.held(row.after if row.provider == provider.name else "", SLICE, row.purpose == Purpose.APPLICATION)
    moved, failed = _reckoned(held, _base(row))
    _write_down(row, provider, moved, failed)
    if row.purpose == Purpose.APPLICATION:
        if moved:
            provider.write(moved)
        provider.settle(held)
    _remember_the_place(row, provider, held)
    row.moved, row.failed = row.moved + len(moved), row.failed + len(failed)
    row.milliseconds += round((monotonic() - started) * _THOUSAND)
    row.save()
    return Slice(row, moved)


def _provider(row: Reckoning) -> Provider | None:
    """The one whose turn it is; None after the last."""
    left = (one for one in due_days.providers() if one.name >= row.provider)
    return next((one for one in left if not (row.is_exhausted and one.name == row.provider)), None)


def _remember_the_place(row: Reckoning, provider: Provider, held: Sequence[Held]) -> None:
    row.slices, row.done = row.slices + 1, row.done + len(held)
    row.provider, row.after = provider.name, held[-1].key if held else ""
    row.is_exhausted = len(held) < SLICE


def _base(row: Reckoning) -> WorkCalendar:
    return queries.national() if row.purpose == Purpose.APPLICATION else queries.national_with(row.notice.notice)


def _reckoned(held: Sequence[Held], base: WorkCalendar) -> tuple[list[Moved], list[tuple[Held, str]]]:
    calendars = queries.calendars_of({one.organ_id for one in held}, base)
    moved, failed = [], []
    for one in held:
        try:
            due = one.reckon(calendars[one.organ_id])
        except RegulationError as error:
            failed.append((one, str(error)))
            continue
        if due != one.due:
            moved.append(Moved(one, due))
    return moved, failed


def _write_down(row: Reckoning, provider: Provider, moved: Sequence[Moved], failed: Sequence[tuple[Held, str]]) -> None:
    moves = [_move(row, provider, one.held, after=one.due) for one in moved]
    moves += [_move(row, provider, held, after=held.due, why=why[:400]) for held, why in failed]
    Move.objects.bulk_create(moves, batch_size=500)


def _move(row: Reckoning, provider: Provider, held: Held, **words: object) -> Move:
    return Move(
        reckoning=row, provider=provider.name, thing=held.key, title=held.title[:200], url=held.url,
        organ_id=held.organ_id, before=held.due, **words,
    )  # fmt: skip
