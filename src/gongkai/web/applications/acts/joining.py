"""拆分、并入、相同申请、不属于本机关: where one case has to do with another, or with another organ."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.intake import Entered, Submission, receive
from gongkai.web.applications.models import Application, AppliesAs
from gongkai.web.audit.acting import Actor, together
from gongkai.web.files.receiving import Accepted
from gongkai.web.organs.models import Organ

_TWICE = cite("AR21 [K]")
_ONE_MATTER = cite("FEE")


def split(
    thing: Application, *, by: Actor, on: date, summaries: Sequence[str], items: Sequence[int] = (),
    note: str = "", version: int | None = None,
) -> list[Application]:  # fmt: skip
    """按一事一申请拆分: for each summary a new application of the same applicant, received on the same day. items:
    which of the items asked for goes to which; without them the words are copied whole, and staff divide them.

    All of it happens, or nothing. Raises NotAllowed.
    """
    wanted = [summary.strip() for summary in summaries if summary.strip()]
    if not wanted or thing.received_on is None:
        raise NotAllowed("拆分应当写明拆出的每一件的内容摘要。", _ONE_MATTER, "请每行写一件，本件继续办理其余内容。")
    content = sealing.content_of(thing)
    with together():
        made = [_split_off(thing, content, summary, item, by=by) for summary, item in _dealt(wanted, items)]
        fields = {"into": tuple(one.number for one in made)}
        do(thing, "split", by=by, on=on, fields=fields, words={"note": note}, version=version)
    return made


def _dealt(summaries: Sequence[str], items: Sequence[int]) -> list[tuple[str, int | None]]:
    return [(summary, items[place] if place < len(items) else None) for place, summary in enumerate(summaries)]


def _split_off(
    thing: Application, content: Mapping[str, Any], summary: str, item: int | None, *, by: Actor
) -> Application:
    asked = list(content.get("items", ()))
    own = [asked[item - 1]] if item and item <= len(asked) else asked
    submission = Submission(
        applicant_kind=AppliesAs(thing.applicant_kind), summary=summary, applicant=content.get("applicant", {}),
        items=own, wish=content.get("wish", {}), assisted=thing.assisted,
    )  # fmt: skip
    entered: Entered = receive(
        thing.organ, submission, by=by, on=thing.received_on, handler=thing.handler, split_from=thing
    )
    return entered.application


def merge(
    thing: Application, *, by: Actor, on: date, into: Application, note: str = "", version: int | None = None
) -> None:
    """并入另一登记: the same submission was entered twice. Raises NotAllowed where it was not the same one."""
    refusal = _why_not_one(thing, into)
    if refusal:
        raise NotAllowed(refusal, _TWICE, "同一申请人另行再次申请相同信息的，不是重复登记，按重复申请答复。")
    office = {"into": str(into.key)}
    do(
        thing, "merge", by=by, on=on, fields={"into": into.number}, office=office, words={"note": note},
        version=version,
    )  # fmt: skip


def _why_not_one(thing: Application, into: Application) -> str:
    if into.pk == thing.pk:
        return "不能并入自己。"
    if into.organ_id != thing.organ_id:
        return "只能并入本机关的登记。"
    if not thing.applicant_digest or thing.applicant_digest != into.applicant_digest:
        return f"{into.number} 不是同一申请人的申请（或者登记的证件、联系方式不同），不能并入。"
    if into.state == "merged":
        return f"{into.number} 已经并入别的登记，请并入最终办理的那一件。"
    return ""


def mark_duplicate(
    thing: Application, *, by: Actor, on: date, of: Application, note: str = "", version: int | None = None
) -> None:
    """标明相同申请: others ask for the same (Art 44). Changes nothing of the procedure. Raises NotAllowed."""
    if of.pk == thing.pk or of.organ_id != thing.organ_id:
        raise NotAllowed("相同申请应当是本机关的另一件申请。", cite("REG 44"), "请核对编号。")
    do(
        thing, "mark_duplicate", by=by, on=on, office={"of": str(of.key), "number": of.number}, words={"note": note},
        version=version,
    )  # fmt: skip


def transfer(
    thing: Application, *, by: Actor, on: date, to: Organ | None = None, name: str = "", note: str = "",
    proofs: Sequence[Accepted] = (), version: int | None = None,
) -> None:  # fmt: skip
    """告知不属于本机关负责: with the right organ's name where it can be told (Art 36(5)). Raises NotAllowed."""
    known = to.name if to else name.strip()
    if not known:
        instead = "请从名录选择，或者写明机关名称；确实不能确定的，写“不能确定”并说明理由。"
        raise NotAllowed("应当告知负责公开该信息的机关。", cite("REG 36(5)"), instead)
    if to is not None and to.pk == thing.organ_id:
        raise NotAllowed("选择的是本机关。", cite("REG 36(5)"), "请选择负责公开该信息的机关。")
    office = {"organ": to.code} if to else {}
    do(
        thing, "transfer", by=by, on=on, fields={"to": known}, office=office, words={"note": note}, proofs=proofs,
        version=version,
    )  # fmt: skip
