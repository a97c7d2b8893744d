"""Applications as a kind of thing that lives by events."""

from collections.abc import Iterable, Sequence

from gongkai.regulation.policies import Policies
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.applications import projection, ruling
from gongkai.web.applications.following import followed
from gongkai.web.applications.models import Application
from gongkai.web.applications.notices import TELL
from gongkai.web.applications.recorded import said
from gongkai.web.applications.rules_of import calendar_of, policies_of
from gongkai.web.applications.table import table
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect, Kind, Projection
from gongkai.web.audit.kinds import register as register_kind
from gongkai.web.organs.models import Organ
from gongkai.web.ui.memory import remembered


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
    calendar, policies = _by_which(events[0])
    return projection.fields(events, calendar=calendar, policies=policies)


def rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Raises RegulationError."""
    calendar, policies = _by_which(past[0] if past else event)
    ruling.check(past, event, calendar=calendar, policies=policies)


def _by_which(first: Recorded) -> tuple[WorkCalendar, Policies]:
    code = said(first, "case")["organ"]
    organ = remembered(("organs.by_code", code), lambda: Organ.objects.get(code=code))
    return calendar_of(organ), policies_of(organ, first.on)


def effects(event: Recorded) -> Iterable[Effect]:
    """Whoever has to go on with the case is told; an archived case becomes a file; and what other apps let follow."""
    yield from followed(event)
    if event.kind in TELL:
        yield Effect("applications.tell", {"application": event.stream_id, "act": event.kind, "number": event.number})
    if event.kind == "archive":
        yield Effect("applications.case_file", {"application": event.stream_id})
