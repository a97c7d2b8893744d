"""A register from upload to result: the small ones at once, the large ones by a worker, with their progress."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.errors import Refused
from gongkai.web.accounts.models import User
from gongkai.web.applications.models import RegisterRun
from gongkai.web.applications.registers import reading
from gongkai.web.applications.registers.entering import enter
from gongkai.web.applications.registers.reading import Register
from gongkai.web.applications.registers.result import Way, shown
from gongkai.web.audit.errors import Collision
from gongkai.web.directory.intake.sheet import UnreadableTable
from gongkai.web.files.errors import ContentMissing
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import Accepted
from gongkai.web.organs.models import Organ

AT_ONCE = 300
"""So many lines are done while the page waits; more are left to a worker."""
KEPT_FAULTS = 20_000
_BROKEN = "程序出了故障，已记入日志。请告诉本站的管理单位，修复后重新开始。"


def begin(accepted: Accepted, organ: Organ, by: User) -> RegisterRun:
    """The run of a file that was taken in, with the columns that were recognised. Raises UnreadableTable."""
    file = {**asdict(accepted), "key": str(accepted.key)}
    name = str(file.pop("name"))
    run = RegisterRun(organ=organ, by=by, name=name, file=file)
    register = register_of(run)
    run.mapping, run.lines = dict(register.mapping), len(register.rows)
    run.save()
    return run


def register_of(run: RegisterRun) -> Register:
    """The file, read anew. Raises UnreadableTable, also where it was swept meanwhile."""
    file = StoredFile(**{**run.file, "key": UUID(run.file["key"]), "name": run.name})
    try:
        with content_of(file) as content:
            return reading.read(b"".join(content))
    except ContentMissing:
        raise UnreadableTable("上传的文件只保留两天，现在已经清除。请重新上传；转入过的不会重复。") from None


def start(run: RegisterRun, mapping: Mapping[str, int], way: Way) -> None:
    """Set columns and way, and do it, or leave it to a worker. Raises UnreadableTable where the columns do not fit, and
    NotAllowed while it runs already."""
    register_of(run).mapped(mapping)
    with transaction.atomic():
        row = RegisterRun.objects.select_for_update().get(pk=run.pk)
        if row.state == RegisterRun.State.RUNNING:
            raise UnreadableTable("这份登记簿正在处理，请等它完成。")
        row.mapping, row.way, row.state = dict(mapping), way.value, RegisterRun.State.RUNNING
        row.done = row.entered = row.known = row.refused = 0
        row.faults = row.notes = row.finished_at = None
        row.why = ""
        row.save()
        if row.lines > AT_ONCE:
            carry_out.enqueue(row.pk)
    if row.lines <= AT_ONCE:
        carry_out.call(row.pk)


@task()
def carry_out(pk: int) -> None:
    """Do one run. What stands against it as a whole is written down; whoever begins again makes nothing twice."""
    run = RegisterRun.objects.select_related("organ", "by").get(pk=pk)
    run.state, run.why = RegisterRun.State.FAILED, _BROKEN  # until it is through: whatever stops it, the row says so
    try:
        register = register_of(run).mapped(run.mapping)
        result = enter(register, run.organ, by=run.by, way=Way(run.way), progress=partial(_progress, run))
    except (UnreadableTable, RegulationError, Refused, Collision) as error:
        run.why = str(error)[:400]
    else:
        run.state, run.why, run.done = RegisterRun.State.DONE, "", run.lines
        run.entered, run.known, run.refused = result.entered, result.known, result.refused
        run.faults, run.notes = shown(result.faults[:KEPT_FAULTS]), shown(result.notes[:KEPT_FAULTS])
    finally:
        run.finished_at = timezone.now()
        run.save()


def _progress(run: RegisterRun, done: int) -> None:
    """Told outside of what is written, as far as the database lets others see it."""
    RegisterRun.objects.filter(pk=run.pk).update(done=done)
