"""凭证、材料: the papers that an act rests on (a receipt, an answer with a seal, a scan), kept with its event."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.models import User
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import Actor
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import Accepted, attach

MOST = 10
"""So many papers one act takes."""
_SERVED = "送达回证、签收单的扫描件"
_SIGNED = "签批件、另行制作的文书的扫描件"
_OPINION = "对方机关的书面意见"
PROVED_BY: Mapping[str, str] = {
    "confirm_receipt": "与申请人确认收到的凭据", "attach_paper": "材料的扫描件",
    "record_correction": "补正材料的扫描件", "withdraw": "申请人撤回申请的书面材料",
    "record_payment": "缴费凭证", "record_reasons": "申请人的书面说明",
    "record_third_party_answer": "第三方的书面意见", "record_joint_organ_answer": _OPINION,
    "record_other_organ_answer": _OPINION,
    "send": "寄件凭证的扫描件", "serve": _SERVED,
    "record_correction_notice_received": _SERVED, "record_fee_notice_received": _SERVED,
    "record_reasons_notice_received": _SERVED, "record_third_party_notice_received": _SERVED,
    "record_joint_organ_notice_received": _SERVED, "record_other_organ_notice_received": _SERVED,
    "request_correction": _SIGNED, "consult_third_party": _SIGNED, "consult_joint_organ": _SIGNED,
    "consult_other_organ": _SIGNED, "notify_fee": _SIGNED, "extend": _SIGNED, "demand_reasons": _SIGNED,
    "defer": _SIGNED, "decide": _SIGNED, "transfer": _SIGNED,
    "note_call": "通话、短信、邮件的记录", "amend_particulars": "变更的证明材料",
    "log_search": "检索结果的截图、打印件", "give_secrecy_opinion": "保密审查表的扫描件",
    "review_reply": "审核意见的签批件", "correct_record": "更正所依据的材料",
    "hold_records": "受理、应诉等通知书", "release_records": "终结复议、诉讼等的文书",
}  # fmt: skip
"""What each act is proved by; an act that is not here takes no paper."""
TRACKED = frozenset({"send", "serve"})
"""Acts with a number by which the delivery can be followed."""


def kept(thing: Application, act: str, proofs: Sequence[Accepted], *, by: Actor) -> list[dict[str, str]]:
    """The papers as files of the case, inside the transaction of the act; what its event says of them.

    Raises NotAllowed once the particulars are destroyed: nothing would destroy these."""
    if proofs and thing.erased_on is not None:
        instead = "请存入本机关的文书档案，在办理备注中写明存放处。"
        raise NotAllowed("这件申请的个人信息已经按期销毁，不再收存材料的扫描件。", cite("PIP 47"), instead)
    user = by if isinstance(by, User) else None
    return named(attach(one, to=thing, organ=thing.organ, purpose=PROVED_BY[act], by=user) for one in proofs)


def named(files: Iterable[StoredFile]) -> list[dict[str, str]]:
    """What an event says of files: where they are, and by which digest they are the ones that were filed."""
    return [{"key": str(one.key), "type": one.type, "sha256": one.sha256} for one in files]


def with_files(office: Mapping[str, Any] | None, files: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """What the office says of an act, and its files where it has some."""
    return {**(office or {}), **({"files": list(files)} if files else {})}
