"""Which files of a case staff download with a mark, and which go out to people, without one."""

from gongkai.web.applications.filed import is_sent
from gongkai.web.applications.queries import KIND
from gongkai.web.applications.recorded import said
from gongkai.web.audit.models import Event
from gongkai.web.files import marking
from gongkai.web.files.models import StoredFile
from gongkai.web.rules.queries import settings_of
from gongkai.web.ui.clock import today

_SENT = ("make_letter", "attach_redaction")
"""Acts whose files can go out: letters to people and organs outside, and severed copies."""


def register() -> None:
    """Once, at the start."""
    marking.register_rule(KIND, marking.Rule(is_wanted, goes_out))


def is_wanted(file: StoredFile) -> bool:
    """By the setting of the organ today."""
    return settings_of(file.organ, on=today())["watermark"] == "on"


def goes_out(file: StoredFile) -> bool:
    """Whether it is a letter to somebody outside, or a severed copy."""
    rows = Event.objects.filter(stream_kind=KIND, stream_id=file.stream_id, kind__in=_SENT)
    return any(is_sent(row.kind, said(row.recorded, "office"), str(file.pk)) for row in rows)
