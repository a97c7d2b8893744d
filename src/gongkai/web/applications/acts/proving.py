"""凭证: the paper that proves what an act says (a receipt, an answer with a seal), kept with the event."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.web.accounts.models import User
from gongkai.web.applications.acts.doing import Words, do
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import Actor, together
from gongkai.web.audit.models import Event
from gongkai.web.files.receiving import Accepted, attach

PROVED_BY: Mapping[str, str] = {
    "send": "寄件凭证的扫描件", "serve": "送达回证、签收单的扫描件", "record_payment": "缴费凭证",
    "record_third_party_answer": "第三方的书面意见", "record_joint_organ_answer": "对方机关的书面意见",
    "record_other_organ_answer": "对方机关的书面意见", "record_reasons": "申请人的书面说明",
}  # fmt: skip
"""What each act is proved by."""
TRACKED = frozenset({"send", "serve"})
"""Acts with a number by which the delivery can be followed."""


def with_proof(
    thing: Application, act: str, proofs: Sequence[Accepted], *, by: Actor, on: date, fields: Mapping[str, Any],
    words: Words, version: int | None = None,
) -> Event:  # fmt: skip
    """The act and its papers: both, or nothing. Raises what the act raises."""
    with together():
        user = by if isinstance(by, User) else None
        kept = [attach(one, to=thing, organ=thing.organ, purpose=PROVED_BY[act], by=user) for one in proofs]
        files = [{"key": str(one.pk), "type": one.type, "sha256": one.sha256} for one in kept]
        office = {"files": files} if files else None
        return do(thing, act, by=by, on=on, fields=fields, office=office, words=words, version=version)
