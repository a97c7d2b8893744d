"""Applications as a kind of thing that lives by events."""

from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.web.applications import projection, ruling
from gongkai.web.applications.following import followed
from gongkai.web.applications.models import Application
from gongkai.web.applications.notices import TELL
from gongkai.web.applications.recorded import said
from gongkai.web.applications.rules_of import Rules
from gongkai.web.applications.table import table
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect, Kind, Projection
from gongkai.web.audit.kinds import register as register_kind
from gongkai.web.organs.kept import kept
from gongkai.web.organs.models import Organ


def register() -> None:
    """Once, at the start. Raises ActsError where the table is not whole."""
    register_kind(
        Kind(
            Application, table(), "key", replay, rule, effects=effects,
            private=frozenset({"applicant_digest", "content_digest", "code_digest"}),
        )
    )  # fmt: skip


def replay(events: Sequence[Recorded]) -> Projection:
    """The row after these events, by its organ's calendar and by the policies of the day it came."""
    rules = _rules(events[0], events[-1].on)
    return projection.fields(events, calendar=rules.calendar, policies=rules.policies)


def rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Raises RegulationError."""
    ruling.check(past, event, _rules(past[0] if past else event, event.on))


def _rules(first: Recorded, on: date) -> Rules:
    code = said(first, "case")["organ"]
    organ = kept(("organs.by_code", code), lambda: Organ.objects.get(code=code))
    return Rules(organ, first.on, on)


def effects(event: Recorded) -> Iterable[Effect]:
    """Whoever has to go on with the case is told; an archived case becomes a file; and what other apps let follow."""
    yield from followed(event)
    if event.kind in TELL:
        yield Effect("applications.tell", {"application": event.stream_id, "act": event.kind, "number": event.number})
    if event.kind == "archive":
        yield Effect("applications.case_file", {"application": event.stream_id})
