"""Whom an act makes tell: the handler, when a case becomes his and when somebody answered. Notices name numbers."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from gongkai.web.applications.models import Application
from gongkai.web.audit import effects
from gongkai.web.office import notices

TELL: Mapping[str, str] = {
    "assign": "分派给您办理",
    "record_correction": "申请人已经补正",
    "record_payment": "申请人已经缴费",
    "record_reasons": "申请人已经说明理由",
    "record_third_party_answer": "第三方已经答复",
    "record_joint_organ_answer": "共同制作机关已经答复",
    "record_other_organ_answer": "其他机关已经答复",
    "review_reply": "拟办意见已经审核",
    "return_reply": "负责人退回了拟办意见",
    "extend": "延长答复期限已经同意，请发出告知书",
    "refuse_extension": "延长答复期限没有同意",
    "waive_fee": "决定不收费",
    "give_secrecy_opinion": "保密审查意见已经出具",
    "decide": "决定已经作出，请发出答复",
    "withdraw": "申请人已经撤回",
}
"""What the handler is told of these acts."""


def register() -> None:
    """Once, at the start."""
    effects.register("applications.tell", tell)


def tell(key: str, payload: Mapping[str, Any]) -> None:
    """Tell the handler of the case, if it has one."""
    one = Application.objects.filter(key=payload["application"]).first()
    if one is None or one.handler is None:
        return
    title = f"{one.number or '未编号的申请'}：{TELL[payload['act']]}"
    notices.tell([one.handler], key=key, title=title, url=reverse("applications:case", args=[one.key]))
