"""更正、补录、分派、备注、销毁: what keeps the record of a case in order."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Arrived, Event, Received, Registered
from gongkai.web.accounts.models import User
from gongkai.web.accounts.queries import standing_of
from gongkai.web.accounts.roles import Role
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.checks import check_fields, check_names_nobody
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application, AppliesAs, Purpose
from gongkai.web.applications.queries import record_of_case
from gongkai.web.applications.recorded import in_force, is_of_law, legal_number
from gongkai.web.applications.table import CORRECT
from gongkai.web.audit.acting import Actor, together
from gongkai.web.audit.kinds import kind_of
from gongkai.web.files.receiving import Accepted
from gongkai.web.ui.clock import today


def correct_record(
    thing: Application, *, by: Actor, on: date, number: int, reason: str, replacement: Event | None = None,
    proofs: Sequence[Accepted] = (), version: int | None = None,
) -> None:  # fmt: skip
    """更正记录: the ledger's event of that number was wrong; the replacement stands in its place, or nothing does.

    The reason is told in clear and holds no personal data. Raises NotAllowed, and what the law says of the result.
    """
    with together():
        late = _numbered_before(thing, replacement)
        if late is not None and replacement is not None:
            moved = {"number": late, "reason": reason.strip(), "by": Registered(replacement.on, thing.number)}
            do(thing, CORRECT, by=by, on=on, fields=moved, version=version)
            version = None
        fields = {"number": _place(thing, number), "reason": reason.strip(), "by": replacement}
        do(thing, CORRECT, by=by, on=on, fields=fields, proofs=proofs, version=version)


def _place(thing: Application, number: int) -> int:
    try:
        return legal_number(record_of_case(thing), number)
    except LookupError as error:
        raise NotAllowed(str(error), cite("REG 45 [A]"), "请从办理过程中选择要更正的记录。") from error


def _numbered_before(thing: Application, replacement: Event | None) -> int | None:
    """Where the application turns out to have come after the day on which it was given its number: the place of that
    record, which has to move along."""
    if not isinstance(replacement, Arrived | Received):
        return None
    record = record_of_case(thing)
    for place, one in enumerate((one for one in record if is_of_law(one)), start=1):
        if one.kind == "register" and one in in_force(record) and one.on < replacement.on:
            return place
    return None


def assign(
    thing: Application, *, by: Actor, on: date, handler: User, note: str = "", version: int | None = None
) -> None:
    """分派承办人. Raises NotAllowed for someone who does not handle applications in the organ."""
    if standing_of(handler, on=today()).grant_for({Role.HANDLER}, thing.organ) is None:
        instead = "请选择本机关的承办人员，或者先任命岗位。"
        raise NotAllowed(f"{handler}今天在“{thing.organ}”没有承办人员岗位。", cite("REG 45 [A]"), instead)
    office = {"handler": kind_of(User).stream_id(handler)}
    do(thing, "assign", by=by, on=on, office=office, words={"note": note}, version=version)


def set_summary(thing: Application, *, by: Actor, on: date, summary: str, version: int | None = None) -> None:
    """修改内容摘要. Raises ValidationError for one that is empty, too long, or names the applicant."""
    check_fields(summary=summary.strip())
    if thing.particulars:
        opened = sealing.opened([thing.particulars])
        check_names_nobody(summary, opened.get(str(thing.particulars), {}))
    do(thing, "set_summary", by=by, on=on, office={"summary": summary.strip()}, version=version)


def classify_applicant(
    thing: Application, *, by: Actor, on: date, applicant_kind: AppliesAs, version: int | None = None
) -> None:
    """更正申请人类型: the column of the annual report."""
    office = {"applicant_kind": AppliesAs(applicant_kind).value}
    do(thing, "classify_applicant", by=by, on=on, office=office, version=version)


def record_assistance(
    thing: Application, *, by: Actor, on: date, assisted: str, note: str = "", version: int | None = None
) -> None:
    """登记提供的帮助 (Art 43): in a few words of a closed sense, never of somebody's illness."""
    do(
        thing, "record_assistance", by=by, on=on, office={"assisted": assisted.strip()}, words={"note": note},
        version=version,
    )  # fmt: skip


def amend_particulars(
    thing: Application, *, by: Actor, on: date, content: Mapping[str, Any], proofs: Sequence[Accepted] = (),
    version: int | None = None,
) -> None:  # fmt: skip
    """更正申请人信息: a new version of the sealed words; the old one stays until all are destroyed."""
    do_with_content(thing, "amend_particulars", by=by, on=on, content=content, proofs=proofs, version=version)


def record_correction(
    thing: Application, *, by: Actor, on: date, content: Mapping[str, Any] | None = None, note: str = "",
    proofs: Sequence[Accepted] = (), version: int | None = None,
) -> None:  # fmt: skip
    """登记收到补正材料: where the corrected words are entered, they are a new version of the application's."""
    act = "record_correction"
    if content:
        words = {**content, "note": note}
        do_with_content(thing, act, by=by, on=on, content=words, proofs=proofs, version=version)
    else:
        do(thing, act, by=by, on=on, words={"note": note}, proofs=proofs, version=version)


def do_with_content(
    thing: Application, act: str, *, by: Actor, on: date, content: Mapping[str, Any],
    proofs: Sequence[Accepted] = (), version: int | None = None,
) -> None:  # fmt: skip
    """An act that brings a new version of the application's words."""
    office = {
        "items": max(len(content.get("items", ())), 1),
        "applicant_digest": sealing.digest_of_applicant(content),
        "content_digest": sealing.digest_of_content(content),
    }
    do(
        thing, act, by=by, on=on, office=office, words=content, purpose=Purpose.APPLICATION, proofs=proofs,
        version=version,
    )  # fmt: skip


def log_search(
    thing: Application, *, by: Actor, on: date, what: str, where: str, keywords: str, searcher: str, result: str,
    proofs: Sequence[Accepted] = (), version: int | None = None,
) -> None:  # fmt: skip
    """登记查找经过 (Art 36(4)): that the search was reasonable has to be proved. Raises NotAllowed for a blank."""
    words = {"what": what, "where": where, "keywords": keywords, "searcher": searcher, "result": result}
    if not all(text.strip() for text in words.values()):
        instead = "请写明查找什么、在哪里查、用什么关键词、由谁查、结果如何。"
        raise NotAllowed("查找记录应当能够证明已经尽到合理查找的义务。", cite("REG 36(4)"), instead)
    do(thing, "log_search", by=by, on=on, words=words, proofs=proofs, version=version)
