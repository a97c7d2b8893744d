"""What sealed words are called: those of an act, and what is known of an applicant; ways of delivery."""

from collections.abc import Mapping

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
