"""Which kinds of thing live by events: for each its model, its table of acts, and how its row follows from its events.

Plain data, registered once at AppConfig.ready. A row's fields are the projection of its events: `replay` computes them
as plain values (strings, numbers, lists; days as 2025-02-17; another thing by its key), `project` writes them, `held`
reads them back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from gongkai.web.accounts import access, acts
from gongkai.web.accounts.acts import ActTable
from gongkai.web.audit.chain import Recorded
from gongkai.web.organs.models import Organ

Projection = Mapping[str, Any]
Item = TypeVar("Item")
BATCH = 500


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to do once the event is there: the name of a registered handler, and what it needs."""

    name: str
    payload: Mapping[str, Any] = field(default_factory=dict)


def write_fields(thing: models.Model, projection: Projection) -> None:
    """Set the fields of the row and save it."""
    set_fields(thing, projection)
    thing.save()


def set_fields(thing: models.Model, projection: Projection) -> None:
    """Set the fields of the row. What a field holds already is not looked up again."""
    for name, value in projection.items():
        if value is None or _plain(getattr(thing, name)) != value:
            setattr(thing, name, _object(thing, name, value))


def read_fields(thing: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The fields of the row as `replay` would give them."""
    return {name: _plain(getattr(thing, name)) for name in names}


def _object(thing: models.Model, name: str, value: Any) -> Any:
    found = thing._meta.get_field(name)  # noqa: SLF001  (Django's own name for its public interface)
    if not found.is_relation or value is None:
        return found.to_python(value)
    kind = kind_of(found.related_model)
    return found.related_model.objects.get(**{kind.key: value})


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return kind_of(type(value)).stream_id(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def no_rule(past: Sequence[Recorded], event: Recorded) -> None:
    """The table of acts says all."""


def no_effects(event: Recorded) -> Iterable[Effect]:
    """Nothing follows but the row."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing.

    key: the field that names a thing for ever, its stream. replay: all its events to its fields, "state" among them.
    rule: raises RegulationError where the law does not allow the event after those before. private: fields whose
    content no audit row repeats. starts_in: the organ in which a thing is made, where its row cannot say so yet.
    """

    model: type[models.Model]
    table: ActTable
    key: str
    replay: Callable[[Sequence[Recorded]], Projection]
    rule: Callable[[Sequence[Recorded], Recorded], None] = no_rule
    project: Callable[[Any, Projection], None] = write_fields
    held: Callable[[Any, Iterable[str]], Projection] = read_fields
    effects: Callable[[Recorded], Iterable[Effect]] = no_effects
    private: frozenset[str] = frozenset()
    starts_in: Callable[[Any, Mapping[str, Any]], Organ | None] | None = None

    @property
    def name(self) -> str:
        """The name of its streams."""
        return self.table.kind

    def stream_id(self, thing: models.Model) -> str:
        """The name of the thing's stream."""
        return str(getattr(thing, self.key))

    def organ_of(self, thing: models.Model, data: Mapping[str, Any]) -> Organ | None:
        """The organ whose people act on the thing."""
        if thing.pk is None and self.starts_in is not None:
            return self.starts_in(thing, data)
        return access.organ_of(thing)


_kinds: dict[type[models.Model], Kind] = {}


def register(kind: Kind) -> None:
    """Once, at the start. Raises ActsError where the name of the kind is taken."""
    acts.register(kind.model, kind.table)
    _kinds[kind.model] = kind


def kind_of(model: type[models.Model]) -> Kind:
    """Raises LookupError for a model that does not live by events."""
    if model not in _kinds:
        raise LookupError(f"{model.__name__} 没有登记为按事件管理的类别。")
    return _kinds[model]


def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which they were registered: a kind comes after those that it points to."""
    return tuple(_kinds.values())


def things_of(kind: Kind, stream_ids: Iterable[str]) -> dict[str, models.Model]:
    """The things of these streams, by stream. Those that are not there are missing."""
    found = kind.model.objects.filter(**{f"{kind.key}__in": list(stream_ids)})
    return {kind.stream_id(thing): thing for thing in found}


def batched(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Lists of that many, the last one shorter: as much as one statement takes."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some
