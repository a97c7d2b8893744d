"""Closed lists of words."""

from django.db.models import TextChoices


class AppliesAs(TextChoices):
    """申请人类型: the columns of the report's table 3, under the same keys."""

    NATURAL_PERSON = "natural_person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    PUBLIC_INTEREST = "public_interest", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other", "其他组织"


class Waits(TextChoices):
    """Who has to do the next step."""

    CLERK = "clerk", "待收件人员确认"
    HANDLER = "handler", "待承办人员办理"
    REVIEWER = "reviewer", "待审核"
    SECRECY_REVIEWER = "secrecy_reviewer", "待保密审查"
    LEADER = "leader", "待审签"
    APPLICANT = "applicant", "待申请人"
    OTHERS = "others", "待被征求意见方"
    NOBODY = "", "已无待办"
