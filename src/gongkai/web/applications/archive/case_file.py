"""一案一档 (REG 45): the case as one file. It can be made at any time; what is made at the archiving is kept, and its
seal stands in the chain of events, where nobody can change it together with the file."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from gongkai.papers.case_file.case import Case, CaseRecord, LoggedEvent, Paper
from gongkai.papers.case_file.writer import Written, case_file_pdf, write_case_file
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.retention import CASE_FILE
from gongkai.web.applications.archive import sheets
from gongkai.web.applications.filed import Filed, filed_by
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import KIND, by_key, events_of
from gongkai.web.applications.recorded import said
from gongkai.web.applications.table import table
from gongkai.web.audit import effects
from gongkai.web.audit.acting import CONSOLE, Actor, together
from gongkai.web.audit.models import Event
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach, take_own
from gongkai.web.rules.queries import settings_of
from gongkai.web.ui.clock import today

EFFECT = "applications.case_file"
_IN_MEMORY = 8 << 20


def register() -> None:
    """Once, at the start."""
    effects.register_outward(EFFECT, _made)


def _made(key: str, payload: Mapping[str, Any]) -> None:
    """After the archiving: the file, unless somebody made it already."""
    thing = by_key(payload["application"])
    if thing.state == "archived" and thing.file_kept_on is None:
        keep(thing, by=CONSOLE, on=today())


def keep(thing: Application, *, by: Actor, on: date, version: int | None = None) -> StoredFile:
    """Make the file, keep it sealed, and record digest and seal of it. Raises what the rules of the act raise."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        written = write(thing, spool)
        spool.seek(0)
        accepted = take_own(File(spool), name=name_of(thing, "zip"), type="zip", personal=True)
    with together():
        stored = attach(accepted, to=thing, organ=thing.organ, purpose=CASE_FILE, by=by if by is not CONSOLE else None)  # type: ignore[arg-type]  (a person or the machine itself)
        office = {
            "file": str(stored.key), "sha256": stored.sha256, "sm3": stored.sm3, "seal": written.seal,
            "pages": written.pages,
        }  # fmt: skip
        do(thing, "keep_case_file", by=by, on=on, office=office, version=version)
    return stored


def write(thing: Application, out: IO[bytes]) -> Written:
    """The archive as it would be now. Raises BadValue where the events are no chain."""
    return write_case_file(case_of(thing), out, font_folders=settings.FONT_FOLDERS)  # type: ignore[arg-type]


def as_pdf(thing: Application) -> bytes:
    """The bound pages alone."""
    return case_file_pdf(case_of(thing), font_folders=settings.FONT_FOLDERS)


def name_of(thing: Application, ending: str) -> str:
    """What the file is called: the number, no name of a person."""
    safe = "".join(sign if sign.isalnum() or sign in "-〔〕" else "-" for sign in thing.number or str(thing.key))
    return f"案卷-{safe}.{ending}"


@dataclass(frozen=True, slots=True)
class _Material:
    """All that is read of the case: events with their people, the sealed words by key, the files."""

    events: list[Event]
    words: Mapping[str, Mapping[str, Any]]
    files: list[StoredFile]


def case_of(thing: Application) -> Case:
    """The case as the file shows it: the application, the papers that were handed in or sent, the words of the course,
    and every event."""
    material = _material(thing)
    content = material.words.get(str(thing.particulars), {})
    return Case(_record(thing, content), _papers(thing, material, content), [_logged(row) for row in material.events])


def _material(thing: Application) -> _Material:
    events = list(events_of(thing))
    keys = {said(row.recorded, "sealed").get("key") for row in events} | {str(thing.particulars or "")}
    words = sealing.opened({key for key in keys if key})
    rows = StoredFile.objects.filter(stream_kind=KIND, stream_id=str(thing.key), purged_at=None)
    rows = rows.exclude(purpose=CASE_FILE).select_related("added_by")
    return _Material(events, words, list(rows.order_by("added_at", "key")))


def _record(thing: Application, content: Mapping[str, Any]) -> CaseRecord:
    held = settings_of(thing.organ, on=today()).held["keep_case_files"]
    closed = thing.served_on or thing.decided_on or thing.archived_on or today()
    name = content.get("applicant", {}).get("name", "")
    return CaseRecord(
        organ=thing.organ.name, number=thing.number or str(thing.key), title=thing.summary,
        applicant=name or ("（个人信息已经销毁）" if thing.erased_on else thing.get_applicant_kind_display()),
        received_on=thing.received_on or thing.arrived_on or closed, closed_on=closed,
        outcome=thing.get_outcome_display() or table().state_label(thing.state),
        handler=thing.handler.name if thing.handler else "（没有分派）", retention=held.said,
    )  # fmt: skip


def _papers(thing: Application, material: _Material, content: Mapping[str, Any]) -> list[Paper]:
    fonts, first = settings.FONT_FOLDERS, material.events[0]
    return [
        _paper("申请登记表", thing, first.on, partial(sheets.application, thing, content, fonts)),
        *_filed(thing, material),
        _paper(
            "办理意见和记录",
            thing,
            material.events[-1].on,
            partial(sheets.course, material.events, material.words, fonts),
        ),
    ]


def _filed(thing: Application, material: _Material) -> Iterator[Paper]:
    """The papers in the order of the events that brought them; one without a scan is a page that says where it lies."""
    left = {str(file.pk): file for file in material.files}
    for row in material.events:
        one = filed_by(row.recorded, material.words)
        if one is None:
            continue
        yield from (_of_file(left.pop(key), thing, one) for key in _keys(one) if key in left)
        if not one.files:
            page = partial(sheets.elsewhere, one.title, one.place, settings.FONT_FOLDERS)
            yield Paper(f"{one.title}.pdf", one.title, str(row.actor or thing.organ.name), one.on, page, note="纸质")
    yield from (_of_file(file, thing, None) for file in left.values())


def _keys(one: Filed) -> list[str]:
    return [entry["key"] for entry in one.files]


def _paper(title: str, thing: Application, on: date, read: Callable[[], bytes]) -> Paper:
    return Paper(f"{title}.pdf", title, thing.organ.name, on, read)


def _of_file(file: StoredFile, thing: Application, one: Filed | None) -> Paper:
    maker = file.added_by.name if file.added_by else thing.organ.name
    read = partial(_bytes_of, file)
    if one is None:
        return Paper(file.name, file.purpose, maker, timezone.localdate(file.added_at), read)
    return Paper(file.name, one.title, maker, one.on, read, one.number, one.place)


def _bytes_of(file: StoredFile) -> bytes:
    with content_of(file) as content:
        return b"".join(content)


def _logged(row: Event) -> LoggedEvent:
    who = row.who + (f"（代{row.on_behalf_of}）" if row.on_behalf_of_id else "")
    at = timezone.localtime(row.recorded_at).strftime("%Y-%m-%d %H:%M:%S")
    return LoggedEvent(row.number, table().act(row.kind).label, row.on, at, who, row.hash, row.previous_hash)
