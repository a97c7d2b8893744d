"""The one way to make something happen: permission, rule, event, row, audit and what follows, in one transaction.

    perform(act="rename", thing=organ, by=user, on=day, data={"name": …}, expected_version=3)

What is refused changes nothing, and leaves an audit row that says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction

from gongkai.regulation.acts import Outsider
from gongkai.regulation.errors import NotAllowed, RegulationError
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import NEW, Act
from gongkai.web.accounts.errors import Forbidden, Hidden, Refused
from gongkai.web.accounts.models import User
from gongkai.web.accounts.queries import standing_of
from gongkai.web.accounts.roles import Role
from gongkai.web.accounts.standing import Grant, Standing
from gongkai.web.audit import effects, readonly, set_back
from gongkai.web.audit.chain import START, Recorded
from gongkai.web.audit.errors import AlreadyDone, Collision, ReadOnly, Stale
from gongkai.web.audit.kinds import BATCH, Kind, batched, kind_of
from gongkai.web.audit.models import AuditRow, Event
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import now, today
from gongkai.web.ui.numbers import request_id


@dataclass(frozen=True, slots=True)
class Console:
    """Whoever sits at the machine itself: a command, not a page. May do every act; rules bind it like anyone."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Someone who is none of the organ's people: the applicant, a party that was asked. He proved to be that of one
    case alone (stream), and may do there what the table leaves to him (Act.outside). The event says so under `outside`.

    person, organ: who he is where he is a user of the site, in another organ.
    """

    who: Outsider
    stream: str
    person: User | None = None
    organ: str = ""


CONSOLE = Console()
Actor = User | Console | Outside
_WHOLE_SITE = Grant(Role.OPERATOR, None, "")
_outermost: ContextVar[bool] = ContextVar("gongkai_outermost", default=True)


def perform(
    *,
    act: str,
    thing: models.Model,
    by: Actor,
    on: date,
    data: Mapping[str, Any] | None = None,
    expected_version: int | None = None,
) -> Event:
    """Do one act. An act that makes a thing is given it unsaved; `thing` is up to date afterwards.

    Raises Forbidden or Hidden (the role), NotAllowed (the state, a day to come), another RegulationError (the rule),
    Stale (expected_version is not the number of the last event), AlreadyDone (a thing made twice), ReadOnly,
    ClockSetBack.
    """
    kind, data = kind_of(type(thing)), {**(data or {}), **_said_of(by)}
    with together(_Attempt(kind, act, thing, by)):
        row = kind.table.act(act)
        organ = _lock(kind, thing, data, expected_version)
        grant = _permit(kind, row, thing, organ, by)
        past = _past(kind, thing)
        set_back.refuse(past[-1] if past else None)
        event = Recorded(
            kind.name, kind.stream_id(thing), len(past) + 1, act, on, now(),
            _id(by), grant.on_behalf_of, organ.pk if organ else None, data,
        )  # fmt: skip
        refuse_what_the_table_refuses(kind, row, NEW if thing.pk is None else thing.state, organ, event)
        kind.rule([one.recorded for one in past], event)
        return _record(kind, row, thing, event, past)


@dataclass(frozen=True, slots=True)
class _Attempt:
    kind: Kind
    act: str
    thing: models.Model
    by: Actor


@contextmanager
def together(attempt: _Attempt | None = None) -> Iterator[None]:
    """Several acts in one transaction: all of them, or none. A refusal is written down when all is rolled back."""
    is_outermost = _outermost.get()
    token = _outermost.set(False)
    try:
        with transaction.atomic():
            readonly.refuse_when_on()  # inside: whoever turns it on need only wait for the transactions that run
            yield
    except ReadOnly:
        raise
    except (Refused, RegulationError, Collision) as error:
        error.attempt = getattr(error, "attempt", attempt)  # type: ignore[union-attr]
        if is_outermost and error.attempt is not None:  # type: ignore[union-attr]
            _write_refusal(error.attempt, str(error))  # type: ignore[union-attr]
        raise
    finally:
        _outermost.reset(token)


def _write_refusal(attempt: _Attempt, why: str) -> None:
    AuditRow.objects.create(
        at=now(),
        actor_id=_id(attempt.by),
        stream_kind=attempt.kind.name,
        stream_id=attempt.kind.stream_id(attempt.thing),
        act=attempt.act,
        outcome=AuditRow.Outcome.REFUSED,
        request_id=request_id(),
        why=(f"{attempt.by.who.label}：{why}" if isinstance(attempt.by, Outside) else why)[:400],
    )


def _said_of(by: Actor) -> dict[str, str]:
    """What an event says of an outsider: in what part he acted, and for which organ; never who an applicant is."""
    if not isinstance(by, Outside):
        return {}
    return {"outside": by.who.value, **({"outside_organ": by.organ} if by.organ else {})}


def _id(by: Actor) -> int | None:
    person = by.person if isinstance(by, Outside) else by
    return person.pk if isinstance(person, User) else None


def _lock(kind: Kind, thing: models.Model, data: Mapping[str, Any], expected: int | None) -> Organ | None:
    """Organ first, thing second, always in this order. Whoever comes later waits, and then sees what is so now.

    SQLite needs no row locks: a transaction that writes is alone there from its first line.
    """
    organ = kind.organ_of(thing, data)
    if organ is not None:
        organ = Organ.objects.select_for_update(no_key=True, of=("self",)).select_related("successor").get(pk=organ.pk)
    if thing.pk is None:
        return organ
    kind.model.objects.select_for_update(no_key=True, of=("self",)).get(pk=thing.pk)
    thing.refresh_from_db()
    if expected is not None and expected != thing.version:
        raise Stale
    return organ


def _permit(kind: Kind, row: Act, thing: models.Model, organ: Organ | None, by: Actor) -> Grant:
    """Read anew inside the transaction: a role that was withdrawn since the page was drawn is gone."""
    if isinstance(by, Console):
        return _WHOLE_SITE
    if isinstance(by, Outside):
        _permit_outside(kind, row, thing, by)
        return _WHOLE_SITE
    return access.granted(access.permitted(standing_of(by, on=today()), kind.table, row, organ))


def _permit_outside(kind: Kind, row: Act, thing: models.Model, by: Outside) -> None:
    if kind.stream_id(thing) != by.stream:
        raise Hidden("没有这项内容。")
    if by.who not in row.outside:
        raise Forbidden(f"“{row.label}”由{row.who}办理，{by.who.label}不能自己办理。")


def _past(kind: Kind, thing: models.Model) -> list[Event]:
    rows = Event.objects.filter(stream_kind=kind.name, stream_id=kind.stream_id(thing)).order_by("number")
    past = list(rows)
    if past and thing.pk is None:
        raise AlreadyDone
    return past


def refuse_what_the_table_refuses(kind: Kind, row: Act, state: str, organ: Organ | None, event: Recorded) -> None:
    """Raises NotAllowed for an act that the state, the day or an abolished organ does not allow."""
    if state not in row.allowed_from:
        raise NotAllowed(access.wrong_state(kind.table, row, state), row.citation)
    if event.on > today():
        raise NotAllowed(f"“{row.label}”的日期 {event.on} 还没有到。", row.citation, "请在事情发生以后登记。")
    if row.since and event.on < row.since:
        raise NotAllowed(f"“{row.label}”自 {row.since} 起才有。", row.citation)
    if row.starts and organ is not None and organ.state != "active":
        instead = f"请由承继机关“{organ.successor}”办理。" if organ.successor_id else ""
        raise NotAllowed(f"“{organ}”已经合并或者撤销，不再办理新事项。", row.citation, instead)


def _record(kind: Kind, row: Act, thing: models.Model, event: Recorded, past: list[Event]) -> Event:
    projection = kind.replay([*(one.recorded for one in past), event])
    if projection["state"] not in row.leads_to:
        raise ValueError(f"{kind.name}：{row.name} 应当进入 {sorted(row.leads_to)}，实际是 {projection['state']}。")
    before = {} if thing.pk is None else kind.held(thing, projection)
    saved = Event.of(event, past[-1].hash if past else START)
    try:
        with transaction.atomic():
            thing.version = event.number
            saved.save(force_insert=True)
            kind.project(thing, projection)
    except IntegrityError as error:
        raise (AlreadyDone if event.number == 1 else Stale) from error
    audit_row(kind, saved, changes(kind, before, projection)).save()
    effects.enqueue(event, kind.effects(event))
    return saved


def audit_row(kind: Kind, event: Event, changed: Mapping[str, Any]) -> AuditRow:
    """The audit row of an event, not yet saved."""
    return AuditRow(
        at=event.recorded_at,
        actor_id=event.actor_id,
        on_behalf_of_id=event.on_behalf_of_id,
        organ_id=event.organ_id,
        stream_kind=kind.name,
        stream_id=event.stream_id,
        act=event.kind,
        outcome=AuditRow.Outcome.DONE,
        event=event,
        request_id=request_id(),
        changes=changed,
    )


def changes(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field by field what it was and what it is; of private fields only that they changed."""
    return {
        name: ["…", "…"] if name in kind.private else [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }


def start_many(
    *, act: str, drafts: Sequence[tuple[models.Model, Mapping[str, Any]]], by: Actor, on: date
) -> list[Event]:
    """Make many things of one kind by the same act, as `perform` would make each, in a few statements.

    Each draft is the unsaved row, filled as its event will say, and the event's data. Raises what `perform` raises, and
    ValueError for a draft whose row is not what its event says.
    """
    if not drafts:
        return []
    if isinstance(by, Outside):
        raise TypeError("an outsider makes one thing at a time: `perform`")
    kind = kind_of(type(drafts[0][0]))
    with together(_Attempt(kind, act, drafts[0][0], by)):
        row, made = kind.table.act(act), []
        standing = None if isinstance(by, Console) else standing_of(by, on=today())
        _refuse_taken(kind, [thing for thing, _ in drafts])
        set_back.refuse()
        for thing, data in drafts:
            made.append(_drafted(kind, row, thing, data, by=by, on=on, standing=standing))
        _write_many(kind, row, [thing for thing, _ in drafts], made)
        return made


def _drafted(
    kind: Kind,
    row: Act,
    thing: models.Model,
    data: Mapping[str, Any],
    *,
    by: Actor,
    on: date,
    standing: Standing | None,
) -> Event:
    organ = kind.organ_of(thing, data)
    grant = _WHOLE_SITE if standing is None else access.granted(access.permitted(standing, kind.table, row, organ))
    event = Recorded(
        kind.name, kind.stream_id(thing), 1, row.name, on, now(),
        _id(by), grant.on_behalf_of, organ.pk if organ else None, dict(data),
    )  # fmt: skip
    refuse_what_the_table_refuses(kind, row, NEW if thing.pk is None else thing.state, organ, event)
    kind.rule((), event)
    return Event.of(event, START)


def _refuse_taken(kind: Kind, things: Sequence[models.Model]) -> None:
    for some in batched([kind.stream_id(thing) for thing in things]):
        if Event.objects.filter(stream_kind=kind.name, stream_id__in=some).exists():
            raise AlreadyDone


def _write_many(kind: Kind, row: Act, things: Sequence[models.Model], made: Sequence[Event]) -> None:
    rows = []
    for thing, event in zip(things, made, strict=True):
        projection = kind.replay([event.recorded])
        if projection["state"] not in row.leads_to or dict(kind.held(thing, projection)) != dict(projection):
            raise ValueError(f"{kind.name} {event.stream_id}：行与事件不一致。")
        thing.version = 1
        rows.append(audit_row(kind, event, changes(kind, {}, projection)))
    Event.objects.bulk_create(made, batch_size=BATCH)
    kind.model.objects.bulk_create(things, batch_size=BATCH)
    AuditRow.objects.bulk_create(rows, batch_size=BATCH)
    recorded = [event.recorded for event in made]
    effects.enqueue_all((event, effect) for event in recorded for effect in kind.effects(event))
