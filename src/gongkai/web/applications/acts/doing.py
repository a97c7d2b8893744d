"""One act on an application: the Regulation's fields, the office's additions, and words that are sealed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.regulation.events import EVENT_TYPES
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.proving import kept, with_files
from gongkai.web.applications.models import Application, Purpose
from gongkai.web.applications.recorded import fields_of
from gongkai.web.applications.table import BY_LAW
from gongkai.web.audit.acting import Actor, perform, together
from gongkai.web.audit.models import Event
from gongkai.web.files.receiving import Accepted

Words = Mapping[str, Any]


def do(
    thing: Application, act: str, *, by: Actor, on: date, fields: Mapping[str, Any] | None = None,
    office: Mapping[str, Any] | None = None, words: Words | None = None, purpose: Purpose = Purpose.WORDS,
    proofs: Sequence[Accepted] = (), version: int | None = None,
) -> Event:  # fmt: skip
    """Do the act. fields: those of the Regulation's event, as values. office: what the event says beside, in clear, so
    never personal data. words: what is sealed, and only named in the event."""
    said = {name: value for name, value in (words or {}).items() if value not in ("", None, [], {})}
    with together():
        data: dict[str, Any] = {}
        if act in BY_LAW:
            data["event"] = fields_of(EVENT_TYPES[BY_LAW[act].records](on=on, **(fields or {})))
        if office or proofs:
            data["office"] = with_files(office, kept(thing, act, proofs, by=by))
        if said:
            data["sealed"] = sealing.seal(thing.key, purpose, said)
        return perform(act=act, thing=thing, by=by, on=on, data=data, expected_version=version)
