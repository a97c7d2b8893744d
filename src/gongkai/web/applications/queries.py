"""All reads of applications and of what was recorded of them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gongkai.regulation.procedure import Standing, standing
from gongkai.web.accounts import access
from gongkai.web.accounts.models import User
from gongkai.web.applications.models import Application
from gongkai.web.applications.recorded import legal_events
from gongkai.web.applications.rules_of import calendar_of, policies_of
from gongkai.web.applications.sealing import digests_of_code
from gongkai.web.applications.table import BY_LAW
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.models import Event

KIND = "application"
COUNTS = frozenset(BY_LAW) | {"propose_reply", "review_reply", "return_reply", "give_secrecy_opinion"}
"""What `standing` and the proposal are made of; remarks and the like are not read for them."""


def visible(user: User) -> QuerySet[Application]:
    """The applications that he may see."""
    return access.visible_to(user, Application.objects.all())


def by_key(key: UUID | str) -> Application:
    """That application. Raises Application.DoesNotExist."""
    return Application.objects.select_related("organ").get(key=key)


def by_code(number: str, code: str) -> Application | None:
    """The application that an applicant follows: number and secret code belong together, or nothing is found."""
    found = Application.objects.filter(code_digest__in=digests_of_code(code), number=number)
    return found.select_related("organ").first()


def events_of(thing: Application) -> QuerySet[Event]:
    """All its events, with the people."""
    rows = Event.objects.filter(stream_kind=KIND, stream_id=str(thing.key)).order_by("number")
    return rows.select_related("actor", "on_behalf_of")


def record_of_case(thing: Application) -> list[Recorded]:
    """The events by which the case stands: those of the law, and those of the proposal."""
    return [row.recorded for row in events_of(thing).filter(Q(kind__in=COUNTS) | Q(number=1))]


def standing_of(thing: Application, *, on: date, past: list[Recorded] | None = None) -> Standing:
    """Where it stands on that day. Raises RegulationError for a day before its last event."""
    record = record_of_case(thing) if past is None else past
    policies = policies_of(thing.organ, record[0].on)
    return standing(legal_events(record), calendar=calendar_of(thing.organ), on=on, policies=policies)


def alike(thing: Application, *, limit: int = 10) -> list[Application]:
    """Others in the same organ by the same applicant or for the same information, newest first."""
    wanted = Q()
    if thing.applicant_digest:
        wanted |= Q(applicant_digest=thing.applicant_digest)
    if thing.content_digest:
        wanted |= Q(content_digest=thing.content_digest)
    if not wanted:
        return []
    found = Application.objects.filter(wanted, organ_id=thing.organ_id).exclude(pk=thing.pk)
    return list(found.order_by("-pk")[:limit])
