"""How an answer reaches the case: under the name of the organ and the person that gave it, with a copy of its paper."""

import tempfile
from datetime import date
from typing import Any

from django.core.files import File

from gongkai.regulation.acts import Outsider
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.web.accounts.models import User
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.proving import PROVED_BY
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import Outside, together
from gongkai.web.audit.models import Event
from gongkai.web.consultations.models import Consultation
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach, take_own

ANSWERS = {"consult_joint_organ": "record_joint_organ_answer", "consult_other_organ": "record_other_organ_answer"}
"""Each act that asks, and the act that records the answer."""
_PARTS = {"consult_joint_organ": Outsider.JOINT_ORGAN, "consult_other_organ": Outsider.OTHER_ORGAN}
_IN_MEMORY = 8 << 20


def bring(row: Consultation, opinion: Opinion, *, by: User | None, on: date) -> None:
    """Record the answer and file its papers; where the case is past it, as a paper of the file."""
    said = sealing.opened([row.answer]).get(str(row.answer), {}) if row.answer else {}
    words, act = {"note": said.get("note", "")}, ANSWERS[row.asks]
    who = Outside(_PARTS[row.asks], str(row.application.key), by, row.organ.name)
    try:
        with together():
            office, fields = _papers(row, PROVED_BY[act]), {"name": row.name, "opinion": opinion}
            do(row.application, act, by=who, on=on, fields=fields, office=office, words=words)
    except NotAllowed:
        late = {**words, "title": f"{row.name}的答复：{row.get_opinion_display()}"}
        thing = Application.objects.get(pk=row.application_id)
        with together():
            do(thing, "attach_paper", by=who, on=on, office=_papers(row, PROVED_BY[act]), words=late)


def answered_by(row: Consultation) -> Event | None:
    """The event of the answer, with its person; None where none was given."""
    rows = Event.objects.filter(stream_kind="consultation", stream_id=str(row.key), kind="answer_consultation")
    return rows.select_related("actor").first()


def _papers(row: Consultation, purpose: str) -> dict[str, Any]:
    """A copy of each paper for the case: it is the asking organ's from now on, opened, kept and destroyed with it."""
    rows = StoredFile.objects.filter(stream_kind="consultation", stream_id=str(row.key), purged_at=None)
    copies = [_copy(one, row.application, purpose) for one in rows.order_by("added_at", "key")]
    return {"files": [{"key": str(one.pk), "type": one.type, "sha256": one.sha256} for one in copies]} if copies else {}


def _copy(file: StoredFile, thing: Application, purpose: str) -> StoredFile:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool, content_of(file) as content:
        for piece in content:
            spool.write(piece)
        spool.seek(0)
        accepted = take_own(File(spool), name=file.name, type=file.type, personal=True)
    return attach(accepted, to=thing, organ=thing.organ, purpose=purpose, by=None)
