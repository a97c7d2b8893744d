"""What an applicant does on his own case, through the same table of acts as everybody (Act.outside)."""

from collections.abc import Sequence
from typing import Any

from gongkai.regulation.acts import Outsider
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application, Purpose
from gongkai.web.apply.files import kept_with
from gongkai.web.audit.acting import Outside, together
from gongkai.web.files.receiving import Accepted
from gongkai.web.ui.clock import today


def applicant_of(thing: Application) -> Outside:
    """The actor."""
    return Outside(Outsider.APPLICANT, str(thing.key))


def words_of(thing: Application) -> dict[str, Any]:
    """What he applied for, in his words; empty where they were destroyed."""
    key = str(thing.particulars) if thing.particulars else ""
    return dict(sealing.opened([key] if key else []).get(key, {}))


def confirm(thing: Application) -> None:
    """双方确认 (Art 31(3)): the organ's number has reached him."""
    do(thing, "confirm_receipt", by=applicant_of(thing), on=today())


def correct(thing: Application, items: list[dict[str, str]], *, note: str, files: Sequence[Accepted]) -> None:
    """补正: the corrected items are a new version of the application's words; the old one stays."""
    content = {**words_of(thing), "items": items, "note": note}
    office = {
        "items": len(items),
        "applicant_digest": sealing.digest_of_applicant(content),
        "content_digest": sealing.digest_of_content(content),
    }
    with together():
        office |= kept_with(thing, files, purpose="申请人的补正材料")
        do(
            thing, "record_correction", by=applicant_of(thing), on=today(), office=office, words=content,
            purpose=Purpose.APPLICATION,
        )  # fmt: skip


def give_reasons(thing: Application, *, note: str, files: Sequence[Accepted]) -> None:
    """说明理由 (Art 35)."""
    with together():
        office = kept_with(thing, files, purpose="申请人说明理由的材料")
        do(thing, "record_reasons", by=applicant_of(thing), on=today(), office=office, words={"note": note})


def withdraw(thing: Application) -> None:
    """撤回."""
    do(thing, "withdraw", by=applicant_of(thing), on=today())
