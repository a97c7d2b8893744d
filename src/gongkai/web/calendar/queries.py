"""Which calendar holds: for the site, for an organ. The one home of that answer (decision 0013).

Notices and organs' own days are kept in memory as organs.kept says: every process reckons by a notice from the moment
of its confirmation. The calendars made of them are kept by their content.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from gongkai.regulation.workdays import (
    DayKind,
    Notice,
    OrganDays,
    WorkCalendar,
    each_day,
    national_calendar,
    notices,
)
from gongkai.web.calendar.models import HolidayNotice
from gongkai.web.organs.kept import kept
from gongkai.web.organs.models import Organ, OrganDay

Days = frozenset[tuple[date, bool, str]]


def confirmed() -> Mapping[int, HolidayNotice]:
    """The notice that holds for each year for which one was confirmed here: its last revision."""
    return kept("calendar.confirmed", lambda: {row.year: row for row in _confirmed_rows()})


def _confirmed_rows() -> Iterable[HolidayNotice]:
    rows = HolidayNotice.objects.filter(state="confirmed").order_by("year", "revision")
    return rows.defer("source")


def national() -> WorkCalendar:
    """The official working days, with what was confirmed here."""
    return kept("calendar.national", lambda: _national(tuple(row.notice for row in confirmed().values())))


def national_with(notice: Notice) -> WorkCalendar:
    """The same, as it would be if this notice held for its year."""
    held = {row.year: row.notice for row in confirmed().values()} | {notice.year: notice}
    return _national(tuple(held[year] for year in sorted(held)))


def _national(later: tuple[Notice, ...]) -> WorkCalendar:
    return national_calendar(*later)


def calendar_of(organ: Organ) -> WorkCalendar:
    """The national calendar with the organ's own days over it."""
    return kept(("calendar.of", organ.pk), lambda: calendars_of([organ.pk])[organ.pk])


def calendars_of(organs: Iterable[int | None], base: WorkCalendar | None = None) -> dict[int | None, WorkCalendar]:
    """The same for many organs by their keys, in one query; over another calendar than the one that holds, if given."""
    wanted, base = set(organs), base or national()
    own: dict[int | None, set[tuple[date, bool, str]]] = {key: set() for key in wanted}
    for row in OrganDay.objects.filter(organ_id__in=[key for key in wanted if key is not None]):
        own[row.organ_id].add((row.day, row.works, row.reason))
    return {key: _with(base, frozenset(days)) for key, days in own.items()}


@lru_cache(maxsize=512)
def _with(base: WorkCalendar, days: Days) -> WorkCalendar:
    if not days:
        return base
    closed = {day: why for day, works, why in days if not works}
    opened = {day: why for day, works, why in days if works}
    return base.with_organ_days(OrganDays(closed, opened))


class Origin(StrEnum):
    """Where the days of a year come from."""

    CONFIRMED = "本站登记并确认的放假通知"
    PACKAGED = "随程序提供的放假通知"
    DATA = "随程序提供的官方工作日数据"
    NONE = "放假通知尚未公布，按平日推算"


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind a year: the notice with its number, day and address, as far as they are known."""

    origin: Origin
    title: str = ""
    number: str = ""
    issued: date | None = None
    link: str = ""

    @property
    def is_provisional(self) -> bool:
        """Nothing was announced."""
        return self.origin is Origin.NONE


def source_of(year: int) -> Source:
    """Where the days of that year come from."""
    row, packaged = confirmed().get(year), notices().get(year)
    if row is not None:
        return Source(Origin.CONFIRMED, row.notice.title, row.number, row.issued, row.link)
    if packaged is not None:
        return Source(Origin.PACKAGED, packaged.title, packaged.number, packaged.issued)
    return Source(Origin.DATA if year in national().announced else Origin.NONE)


@dataclass(frozen=True, slots=True)
class Change:
    """A day that would be another kind of day."""

    day: date
    before: DayKind
    after: DayKind
    name: str


def changes(notice: Notice) -> tuple[Change, ...]:
    """The days on which the calendar with the notice differs from the one that holds, in order."""
    return _differences(national(), national_with(notice), notice)


def _differences(now: WorkCalendar, then: WorkCalendar, notice: Notice) -> tuple[Change, ...]:
    first = min([date(notice.year, 1, 1), *(one.first for one in notice.breaks)])
    return tuple(
        Change(day, now.kind(day), then.kind(day), then.name(day) or now.name(day))
        for day in each_day(first, date(notice.year, 12, 31))
        if now.kind(day) is not then.kind(day)
    )


def contradictions(notice: Notice) -> tuple[Change, ...]:
    """The days on which the notice says otherwise than what is announced for its year already; none for a new year."""
    return changes(notice) if notice.year in national().announced else ()
