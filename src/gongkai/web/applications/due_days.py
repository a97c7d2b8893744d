"""The due days of open applications, for whoever reckons them anew when the calendar changes (REG 33; 放假通知)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse

from gongkai.regulation.policies import Policies
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.applications import projection
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import COUNTS, KIND
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import batched
from gongkai.web.audit.models import Event
from gongkai.web.calendar.due_days import Held, Moved, Provider
from gongkai.web.calendar.due_days import register as register_provider
from gongkai.web.rules.queries import settings_of_each

BY_CALENDAR = (
    "received_on", "confirm_by", "correction_notice_by", "due_on", "due_is_provisional", "waiting_until",
    "lapses_from", "next_on", "is_late",
)  # fmt: skip
"""The fields of the row that hang on which days are worked."""


def register() -> None:
    """Once, at the start."""
    register_provider(Provider("applications", "依申请公开", count, held, write, settle))


def _open() -> QuerySet[Application]:
    """Everything for which some day can still come: the due day, or the last day of waiting."""
    return Application.objects.filter(is_open=True)


def count() -> int:
    """How many are open."""
    return _open().count()


@dataclass(slots=True)
class Reckoner:
    """Finds the due day of one case by a calendar, and keeps what else of its row hangs on it."""

    row: Application
    past: Sequence[Recorded]
    policies: Policies
    found: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, calendar: WorkCalendar) -> date | None:
        """Raises RegulationError."""
        fields = projection.fields(self.past, calendar=calendar, policies=self.policies)
        self.found = {name: _value(name, fields[name]) for name in BY_CALENDAR}
        due: date | None = self.found["due_on"]
        return due

    @property
    def has_changed(self) -> bool:
        """Whether the row says otherwise now."""
        return any(getattr(self.row, name) != value for name, value in self.found.items())


def _value(name: str, value: Any) -> Any:
    return Application._meta.get_field(name).to_python(value)  # noqa: SLF001  (Django's own name for its public interface)


def held(after: str, limit: int, locked: bool) -> Sequence[Held]:
    """The next open cases by their keys."""
    rows = _open().select_related(None).order_by("key")
    rows = rows.filter(key__gt=after) if after else rows
    if locked:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = list(rows[:limit])
    pasts = _pasts(found)
    settings = settings_of_each({(row.organ_id, pasts[str(row.key)][0].on) for row in found})
    policies = {organ_and_day: held.policies for organ_and_day, held in settings.items()}
    return [_held(row, pasts[str(row.key)], policies) for row in found]


def _held(row: Application, past: Sequence[Recorded], policies: Mapping[tuple[int, date], Policies]) -> Held:
    return Held(
        str(row.key), str(row), reverse("applications:case", args=[row.key]), row.organ_id, row.due_on,
        Reckoner(row, past, policies[row.organ_id, past[0].on]), (row.handler_id,) if row.handler_id else (),
    )  # fmt: skip


def _pasts(rows: Sequence[Application]) -> Mapping[str, list[Recorded]]:
    """The events by which each case stands."""
    found: dict[str, list[Recorded]] = defaultdict(list)
    for some in batched([str(row.key) for row in rows]):
        wanted = Event.objects.filter(Q(kind__in=COUNTS) | Q(number=1), stream_kind=KIND, stream_id__in=some)
        for event in wanted.order_by("stream_id", "number"):
            found[event.stream_id].append(event.recorded)
    return found


def write(moves: Sequence[Moved]) -> None:
    """All of it is written by `settle`."""


def settle(reckoned: Sequence[Held]) -> None:
    """Write what changed of each row, whether or not its due day moved: an announced year is no longer provisional."""
    changed = [one.reckon for one in reckoned if isinstance(one.reckon, Reckoner) and one.reckon.has_changed]
    meta = Application._meta  # noqa: SLF001  (Django's own name for its public interface)
    fields = [meta.get_field(name) for name in BY_CALENDAR]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(one.column)} = %s" for one in fields)
    rows = [
        [*(one.get_db_prep_save(change.found[one.name], connection) for one in fields), change.row.pk]
        for change in changed
    ]
    if rows:
        with connection.cursor() as cursor:
            sql = f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608  (names of our own)
            cursor.executemany(sql, rows)
