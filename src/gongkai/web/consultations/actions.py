"""What is done with a consultation. All raise what `perform` does."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.web.accounts.models import User
from gongkai.web.applications import sealing
from gongkai.web.applications.models import Application, Purpose
from gongkai.web.audit.acting import CONSOLE, Actor, perform, together
from gongkai.web.consultations.models import Consultation
from gongkai.web.files.receiving import Accepted, attach
from gongkai.web.organs.models import Organ


def receive_consultation(
    organ: Organ, application: Application, *, asks: str, number: int, name: str, question: str | None, on: date,
    limit: date | None,
) -> Consultation:  # fmt: skip
    """收到征求意见: one for each event of asking, however often it is passed on (AlreadyDone)."""
    row = Consultation(key=uuid5(application.key, f"{asks}-{number}"), organ=organ, application=application)
    data = {
        "organ": organ.code, "application": str(application.key), "asks": asks, "name": name, "question": question,
        "limit": limit.isoformat() if limit else None,
    }  # fmt: skip
    perform(act="receive_consultation", thing=row, by=CONSOLE, on=on, data=data)
    return row


def close_consultation(row: Consultation, *, on: date, why: str) -> None:
    """终止征求意见: an answer is not needed any more. why names nobody. Raises NotAllowed once it was answered."""
    perform(act="close_consultation", thing=row, by=CONSOLE, on=on, data={"why": why})


def answer_consultation(
    row: Consultation, *, by: Actor, on: date, opinion: Opinion, words: str, files: Sequence[Accepted] = (),
    version: int | None = None,
) -> None:  # fmt: skip
    """答复征求意见. Whoever objects says why (Art 34). Raises NotAllowed."""
    if opinion is Opinion.OBJECTS and not words.strip():
        raise NotAllowed("不同意公开的应当说明理由和依据。", cite("REG 34"), "请写明理由和依据的条款。")
    with together():
        key: UUID = row.application.key
        sealed = sealing.seal(key, Purpose.WORDS, {"note": words})
        user = by if isinstance(by, User) else None
        kept = [attach(one, to=row, organ=row.organ, purpose="书面意见", by=user) for one in files]
        data = {"opinion": opinion.value, "sealed": sealed, "files": [str(one.pk) for one in kept]}
        perform(act="answer_consultation", thing=row, by=by, on=on, data=data, expected_version=version)
