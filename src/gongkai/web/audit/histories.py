"""Things that come with their past: what a register on paper or in another program recorded of them, entered at once.

Each event is judged as `perform` would judge it on its day, by table and rule, after those before it. Who enters them
needs the permission of one act, which the caller names; the events say that they were taken over. What followed them
(notices, letters) followed long ago and is not done again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import NEW
from gongkai.web.accounts.models import User
from gongkai.web.accounts.queries import standing_of
from gongkai.web.audit.acting import Actor, audit_row, changes, refuse_what_the_table_refuses, together
from gongkai.web.audit.chain import START, Recorded
from gongkai.web.audit.errors import AlreadyDone
from gongkai.web.audit.kinds import BATCH, Kind, Projection, batched, kind_of, set_fields
from gongkai.web.audit.models import AuditRow, Event
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import now, today


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened: the act by which it is recorded, its day, what its event says."""

    act: str
    on: date
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whose:
    """Who enters it, for whom, in which organ."""

    organ: Organ
    actor_id: int | None
    on_behalf_of: int | None


@dataclass(frozen=True, slots=True)
class History:
    """A thing with its past, judged, not yet written. The row is as its last event leaves it."""

    thing: models.Model
    events: tuple[Recorded, ...]
    projections: tuple[Projection, ...]


def whose(by: Actor, organ: Organ, model: type[models.Model], act: str) -> Whose:
    """Raises Forbidden or Hidden where he may not do that act in the organ."""
    if not isinstance(by, User):
        return Whose(organ, None, None)
    table = kind_of(model).table
    grant = access.granted(access.permitted(standing_of(by, on=today()), table, table.act(act), organ))
    return Whose(organ, by.pk, grant.on_behalf_of)


class Refused(Exception):
    """A rule stands against one event of a past. act: which; the RegulationError is its cause."""

    def __init__(self, past: Past, why: Exception) -> None:
        self.past, self.why = past, why
        super().__init__(str(why))


def judged(thing: models.Model, pasts: Sequence[Past], *, by: Whose) -> History:
    """The thing, unsaved, with its events one after the other. Raises Refused, and ValueError for a past that the
    kind cannot tell."""
    kind, state = kind_of(type(thing)), NEW
    events: list[Recorded] = []
    projections: list[Projection] = []
    for past in pasts:
        row = kind.table.act(past.act)
        event = Recorded(
            kind.name, kind.stream_id(thing), len(events) + 1, past.act, past.on, now(), by.actor_id,
            by.on_behalf_of, by.organ.pk, dict(past.data),
        )  # fmt: skip
        try:
            refuse_what_the_table_refuses(kind, row, state, by.organ, event)
            kind.rule(events, event)
            projections.append(kind.replay([*events, event]))
        except RegulationError as error:
            raise Refused(past, error) from error
        events.append(event)
        state = projections[-1]["state"]
        if state not in row.leads_to:
            raise ValueError(f"{kind.name}：{row.name} 应当进入 {sorted(row.leads_to)}，实际是 {state}。")
    set_fields(thing, projections[-1])
    return History(thing, tuple(events), tuple(projections))


def there(model: type[models.Model], stream_ids: Iterable[str]) -> set[str]:
    """Which of these things there are already."""
    kind, found = kind_of(model), set[str]()
    for some in batched(stream_ids):
        rows = Event.objects.filter(stream_kind=kind.name, stream_id__in=some, number=1)
        found.update(rows.values_list("stream_id", flat=True))
    return found


def write(histories: Sequence[History]) -> None:
    """All of them in a few statements, or none. Raises AlreadyDone where one is there."""
    if not histories:
        return
    kind = kind_of(type(histories[0].thing))
    with together():
        if there(kind.model, [kind.stream_id(one.thing) for one in histories]):
            raise AlreadyDone
        saved = [event for one in histories for event in _chained(one)]
        Event.objects.bulk_create(saved, batch_size=BATCH)
        for one in histories:
            one.thing.version = len(one.events)
        kind.model.objects.bulk_create([one.thing for one in histories], batch_size=BATCH)
        AuditRow.objects.bulk_create(_audit_rows(kind, histories, saved), batch_size=BATCH)


def _chained(history: History) -> list[Event]:
    rows: list[Event] = []
    for event in history.events:
        rows.append(Event.of(event, rows[-1].hash if rows else START))
    return rows


def _audit_rows(kind: Kind, histories: Sequence[History], saved: Sequence[Event]) -> list[AuditRow]:
    found, written = list[AuditRow](), iter(saved)
    for one in histories:
        before: Projection = {}
        for projection in one.projections:
            found.append(audit_row(kind, next(written), changes(kind, before, projection)))
            before = projection
    return found
