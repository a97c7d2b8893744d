"""A drafted letter as files: the editable one and the one that goes out, stored with the event that names them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from gongkai.papers.letters.draft import Draft, finished
from gongkai.papers.own_templates.fill import fill_template
from gongkai.papers.writers.docx import docx_of
from gongkai.papers.writers.pdf import pdf_of
from gongkai.web.accounts.models import User
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import Actor
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach, receive
from gongkai.web.stationery.actions import choice_of
from gongkai.web.stationery.queries import own_template


def written(thing: Application, of: Draft, record: Mapping[str, Any], *, on: date) -> dict[str, bytes]:
    """The letter in both formats. DOCX in the organ's own template where it has one; a reply to several items
    has no template of its own, since each is made for one finding. Raises PaperError."""
    finished(of)
    choice = f"{record['outcome']}/{record['finding_key']}" if "finding_key" in record else ""
    answers_several = len(record.get("items") or ()) > 1
    own = None if answers_several else own_template(thing.organ, of.letter.key, on=on, choice=choice)
    docx = fill_template(own, of, on=on, choice=choice_of(choice)) if own else docx_of(of)
    return {"docx": docx, "pdf": pdf_of(of, font_folders=settings.FONT_FOLDERS)}


def keep(thing: Application, title: str, files: Mapping[str, bytes], *, by: Actor) -> list[StoredFile]:
    """Store the files inside the transaction of the act that names them; what is rolled back is swept away."""
    return [_kept(thing, f"{title}.{ending}", title, data, by=by) for ending, data in files.items()]


def _kept(thing: Application, name: str, purpose: str, data: bytes, *, by: Actor) -> StoredFile:
    accepted = receive(ContentFile(data, name), personal=True)
    return attach(accepted, to=thing, organ=thing.organ, purpose=purpose[:60], by=by if isinstance(by, User) else None)
