"""What happened to a thing and what of it was changed, read from its events and audit rows."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from gongkai.web.accounts.acts import ActTable
from gongkai.web.audit.kinds import Kind, kind_of
from gongkai.web.audit.models import Event
from gongkai.web.office.object_page import Changed, Happened, History

_NOT_TOLD = frozenset({"version"})


def history_of(thing: Model) -> History:
    """Newest first. One query, whatever the length."""
    kind = kind_of(type(thing))
    events = Event.objects.filter(stream_kind=kind.name, stream_id=kind.stream_id(thing)).order_by("-number")
    rows = list(events.select_related("actor", "on_behalf_of", "audit_row"))
    changed = [one for event in rows if event.number > 1 for one in _changed(kind, event)]
    return History([_happened(kind.table, event) for event in rows], changed)


def _happened(table: ActTable, event: Event) -> Happened:
    act = table.act(event.kind)
    return Happened(
        on=event.on,
        what=act.label,
        who=event.who,
        for_whom=str(event.on_behalf_of or ""),
        citation=str(act.citation),
    )


def _changed(kind: Kind, event: Event) -> Iterator[Changed]:
    who = event.who
    for name, (before, after) in event.audit_row.changes.items():
        label = _label(kind.model, name)
        if label and name not in _NOT_TOLD:
            state = kind.table.states if name == "state" else {}
            yield Changed(event.recorded_at, who, label, _said(state, before), _said(state, after))


def _label(model: type[Model], name: str) -> str:
    """The field's Chinese name; nothing for what has no field of its own (it stands in the timeline)."""
    try:
        return str(model._meta.get_field(name).verbose_name)  # noqa: SLF001  (Django's own name for its public interface)
    except (FieldDoesNotExist, AttributeError):
        return ""


def _said(states: Any, value: Any) -> str:
    if value in (None, ""):
        return "无"
    return states.get(value, str(value)) if isinstance(value, str) else str(value)
