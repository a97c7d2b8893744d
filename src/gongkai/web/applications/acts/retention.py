"""保存期满的销毁: when personal data and case files have been kept long enough, and nothing holds them."""

from datetime import date

from gongkai.web.applications import sealing
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import KIND
from gongkai.web.audit.acting import Actor, together
from gongkai.web.files.giving import purge
from gongkai.web.files.models import StoredFile

CASE_FILE = "案卷文件"
"""The purpose of the file that is the case; all others of a case are its papers."""


def closed_on(thing: Application) -> date | None:
    """The day from which the periods run: service, decision, or where there was neither, archiving. For lists; what
    the rules say they read from the events (obstacles.Situation)."""
    return thing.served_on or thing.decided_on or thing.archived_on


def erase_particulars(thing: Application, *, by: Actor, on: date, version: int | None = None) -> int:
    """销毁个人信息: the sealed words, drafts among them, and every file that holds personal data; the case file has a
    period of its own. How many rows and files. Raises ImpossibleDate before the time."""
    with together():
        do(thing, "erase_particulars", by=by, on=on, version=version)
        return sealing.erase(thing.key) + _purged(thing, is_case_file=False)


def destroy_case_file(thing: Application, *, by: Actor, on: date, version: int | None = None) -> int:
    """销毁案卷文件: all of them that were made. How many files. Raises ImpossibleDate before the time."""
    with together():
        do(thing, "destroy_case_file", by=by, on=on, version=version)
        return _purged(thing, is_case_file=True)


def _purged(thing: Application, *, is_case_file: bool) -> int:
    rows = StoredFile.objects.filter(stream_kind=KIND, stream_id=str(thing.key), purged_at=None)
    rows = (
        rows.filter(purpose=CASE_FILE)
        if is_case_file
        else rows.filter(holds_personal_data=True).exclude(purpose=CASE_FILE)
    )
    found = list(rows)
    for file in found:
        purge(file)
    return len(found)
