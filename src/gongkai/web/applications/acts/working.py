"""提请延期、收费建议: what a handler proposes and the head settles. A proposal is no decision."""

from datetime import date

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.fees import volume_fee
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.applications.month import month_of
from gongkai.web.applications.pending import KINDS, pending
from gongkai.web.applications.queries import events_of
from gongkai.web.audit.acting import Actor

_IDENTITY = cite("FEE 4 [A]")


def propose_fee(
    thing: Application, *, by: Actor, on: date, reason: str, volume: int | None = None, version: int | None = None
) -> int:
    """提出收费建议: by items, or by the pages named. The amount in yuan. Raises NotAllowed where nothing is charged."""
    fee = volume_fee(volume, thing.received_on or on) if volume else month_of(thing).fee
    if fee is None:
        raise NotAllowed("不能认定是否同一申请人，不能按件计收。", _IDENTITY, "可以填写页数，按量计算。")
    if not fee.yuan:
        said = "".join(step.what for step in fee.steps)
        raise NotAllowed(f"按标准不收费：{said}", cite("FEE 3"), "不必提出收费建议，继续办理即可。")
    office = {"tariff": fee.tariff.value, "yuan": fee.yuan, "steps": [step.what for step in fee.steps]}
    do(thing, "propose_fee", by=by, on=on, office=office, words={"reason": reason}, version=version)
    return fee.yuan


def fee_proposed(thing: Application) -> int | None:
    """What was proposed last and not settled since; None where nothing was."""
    asked = pending(events_of(thing).filter(kind__in=KINDS | {"extend", "notify_fee"})).get("notify_fee")
    return asked.payload["office"]["yuan"] if asked else None


def ask_extension(
    thing: Application, *, by: Actor, on: date, workdays: int, reason: str, version: int | None = None
) -> None:
    """提请延长答复期限 (Art 33.2): the head approves by extending, or refuses. Raises NotAllowed where he could not."""
    words = {"reason": reason, "given": {"reason": reason}}
    do(thing, "ask_extension", by=by, on=on, office={"workdays": workdays}, words=words, version=version)
