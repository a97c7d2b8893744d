"""区分处理 (Art 37): a copy without what may not be given, proven before it is kept, and its schedule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from gongkai.papers.redaction.box import Box, as_rows, schedule
from gongkai.papers.redaction.service import Redacted, redact
from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.models import User
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.proving import named
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import Actor, together
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import Accepted, attach, receive

PURPOSE = "遮挡后的复制件"


@dataclass(frozen=True, slots=True)
class Severed:
    """The copy that was kept, and covered text that the original shows elsewhere too (text → pages)."""

    file: StoredFile
    elsewhere: dict[str, tuple[int, ...]]


def bytes_of(file: StoredFile) -> bytes:
    """The file's content. Raises ContentMissing."""
    with content_of(file) as content:
        return b"".join(content)


def keep_original(thing: Application, accepted: Accepted, *, by: Actor, on: date) -> StoredFile:
    """The file that is worked on, as a paper of the case."""
    with together():
        user = by if isinstance(by, User) else None
        file = attach(accepted, to=thing, organ=thing.organ, purpose="区分处理的原件", by=user)
        do(thing, "attach_paper", by=by, on=on, office={"files": named([file])}, words={"title": "区分处理的原件"})
    return file


def attach_redaction(
    thing: Application, *, by: Actor, on: date, source: StoredFile, boxes: Sequence[Box], version: int | None = None
) -> Severed:
    """Cover, prove by reading the copy anew, keep. The bytes are made before anything is locked.

    Raises NotAllowed without a box, BadFile, BadValue, NotRemoved, FontMissing, FileRefused.
    """
    if not boxes:
        raise NotAllowed("没有遮挡任何内容，不作区分处理。", cite("REG 37"), "请框选不予公开的部分，并选择理由。")
    made: Redacted = redact(bytes_of(source), boxes, font_folders=settings.FONT_FOLDERS)
    stem, _, ending = source.name.rpartition(".")
    accepted = receive(ContentFile(made.data, f"{stem or '复制件'}（遮挡）.{ending or 'pdf'}"), personal=True)
    with together():
        user = by if isinstance(by, User) else None
        file = attach(accepted, to=thing, organ=thing.organ, purpose=PURPOSE, by=user)
        office = {
            "source": {"key": str(source.pk), "sha256": source.sha256},
            "files": named([file]),
            "boxes": len(boxes),
            "grounds": sorted({box.ground.value for box in boxes if box.ground}),
        }
        words = {"boxes": [_plain(row) for row in as_rows(boxes)], "schedule": schedule(boxes)}
        do(thing, "attach_redaction", by=by, on=on, office=office, words=words, version=version)
    return Severed(file, dict(made.elsewhere))


def _plain(row: dict[str, Any]) -> dict[str, str]:
    """A box as words: records hold no fractions."""
    return {name: f"{value:.1f}" if isinstance(value, float) else str(value or "") for name, value in row.items()}
