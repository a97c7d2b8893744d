"""What sealed words are called: those of an act, what is known of an applicant and what he wished; ways of delivery."""

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.regulation.events import DeliveryWay

LABELS: Mapping[str, str] = {
    "note": "说明", "opinion": "意见", "reason": "依据和理由", "what": "查找什么", "where": "在哪里查",
    "keywords": "关键词和方法", "searcher": "查找人", "result": "结果", "title": "材料", "place": "存放处",
    "concerns": "征求的问题", "tracking": "送达凭据", "signer": "答复人",
}  # fmt: skip
APPLICANT: Mapping[str, str] = {
    "name": "姓名或者名称", "identity_number": "证件号码", "phone": "电话", "email": "电子邮箱",
    "address": "通信地址", "contact": "联系人", "agent": "代理人",
}  # fmt: skip
WAYS: Mapping[DeliveryWay, str] = {
    DeliveryWay.IN_PERSON: "当面领取", DeliveryWay.POST: "邮政企业邮寄", DeliveryWay.ELECTRONIC: "电子方式",
    DeliveryWay.OTHER: "其他方式",
}  # fmt: skip
_FORMS = {"paper": "纸质", "electronic": "电子文档", "inspection": "查阅、抄录"}
_WAYS = {"post": "邮寄", "electronic": "电子邮件", "in_person": "当面领取", "fax": "传真"}


def wished(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """In what form and on what way he wants it (REG 29), what for where he said so, and what he said beside: label and
    words."""
    wish = content.get("wish", {})
    found = (
        ("要求的形式", _FORMS.get(wish.get("form", ""), "")), ("获取的途径", _WAYS.get(wish.get("way", ""), "")),
        ("用途", wish.get("purpose", "")), ("申请人的说明", content.get("note", "")),
    )  # fmt: skip
    return ((label, text) for label, text in found if text)
