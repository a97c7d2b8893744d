"""The row of an application: an index of its events for lists and searches, computed by `projection`."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.regulation.receipt import RECEIPT_RULES
from gongkai.web.accounts.models import User
from gongkai.web.applications.models.choices import AppliesAs, Waits
from gongkai.web.organs.models import Organ

_CHANNELS = [(channel.value, rule.label) for channel, rule in RECEIPT_RULES.items()]
_OUTCOMES = [(outcome.value, outcome_rule(outcome).full_label) for outcome in Outcome]
_STILL_KEPT = Q(archived_on__isnull=False) & (Q(erased_on=None) | Q(file_kept_on__isnull=False))


class _WithPeople(models.Manager["Application"]):
    """A page of a case names its handler: bring him with the row."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("handler")


class Application(models.Model):
    """依申请公开的一件申请. No personal data stands here: `summary` is written by staff, and the digests are keyed.

    due_on counts open consultations to their limits; it is empty before receipt and while the applicant has to act.
    waiting_until: the last limit of those whom letters ask; lapses_from: when the organ may close for silence.
    next_on: the day by which somebody here has to do something. is_late: whether the reply was; None before one.
    held_on: since when nothing of it may be destroyed; None while nobody holds it. file_kept_on: when the case file
    that is still there was made. split_from, merged_into: the other application. code_digest: of the code by which the
    applicant follows it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="applications", verbose_name="机关")
    number = models.CharField("编号", max_length=40, blank=True, default="")
    year = models.PositiveSmallIntegerField("年度", default=0)
    channel = models.CharField("收到方式", max_length=20, choices=_CHANNELS, blank=True, default="")
    applicant_kind = models.CharField("申请人类型", max_length=20, choices=AppliesAs.choices)
    applicant_digest = models.CharField(max_length=64, blank=True, default="")
    content_digest = models.CharField(max_length=64, blank=True, default="")
    code_digest = models.CharField(max_length=64, blank=True, default="")
    particulars = models.UUIDField(null=True)
    items = models.PositiveSmallIntegerField("申请项数", default=1)
    summary = models.CharField("内容摘要", max_length=120)
    assisted = models.CharField("提供的帮助", max_length=60, blank=True, default="")

    state = models.CharField("状态", max_length=30)
    is_open = models.BooleanField("未办结", default=True)
    waits_for = models.CharField("轮到", max_length=20, choices=Waits.choices, blank=True, default="")
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name="承办人"
    )
    submitted_on = models.DateField("提交日期", null=True)
    arrived_on = models.DateField("到达日期", null=True)
    confirmed_on = models.DateField("确认日期", null=True)
    received_on = models.DateField("收到日期", null=True)
    confirm_by = models.DateField("应当确认", null=True)
    correction_notice_by = models.DateField("告知补正截止", null=True)
    due_on = models.DateField("到期日", null=True)
    due_is_provisional = models.BooleanField("到期日为暂定", default=False)
    waiting_until = models.DateField("等候至", null=True)
    lapses_from = models.DateField("可以认定放弃", null=True)
    next_on = models.DateField("下一期限", null=True)
    outcome = models.CharField("办理结果", max_length=40, choices=_OUTCOMES, blank=True, default="")
    decided_on = models.DateField("决定日期", null=True)
    sent_on = models.DateField("发出日期", null=True)
    served_on = models.DateField("送达日期", null=True)
    replied_on = models.DateField("答复日期", null=True)
    archived_on = models.DateField("归档日期", null=True)
    erased_on = models.DateField("个人信息销毁日期", null=True)
    held_on = models.DateField("暂停销毁日期", null=True)
    file_kept_on = models.DateField("案卷文件形成日期", null=True)
    is_late = models.BooleanField("答复逾期", null=True)
    proposal = models.CharField("拟办意见", max_length=20, blank=True, default="")
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off", verbose_name="拆分自"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_here", verbose_name="并入"
    )
    version = models.PositiveIntegerField("版本", default=0)

    objects = _WithPeople()

    class Meta:
        verbose_name = verbose_name_plural = "依申请公开"
        base_manager_name = "objects"
        constraints = (
            models.UniqueConstraint(
                fields=["organ", "number"], condition=~Q(number=""), name="one_application_a_number"
            ),
            models.UniqueConstraint(
                fields=["code_digest"], condition=~Q(code_digest=""), name="one_application_a_code"
            ),
        )
        indexes = (
            models.Index(fields=["organ", "is_open", "due_on"], name="applications_open_by_due_day"),
            models.Index(fields=["organ", "due_on"], name="applications_of_organ_by_due"),
            models.Index(fields=["handler", "is_open", "due_on"], name="applications_of_a_handler"),
            models.Index(fields=["organ", "waits_for", "due_on"], name="applications_waiting"),
            models.Index(fields=["due_on"], name="applications_by_due_day"),
            models.Index(fields=["number"], name="applications_by_number"),
            models.Index(fields=["received_on"], name="applications_by_receipt"),
            models.Index(fields=["summary"], name="applications_by_summary"),
            models.Index(fields=["organ", "applicant_digest"], name="applications_of_an_applicant"),
            models.Index(fields=["organ", "content_digest"], name="applications_of_one_content"),
            models.Index(fields=["organ", "year", "outcome"], name="applications_of_a_year"),
            models.Index(fields=["archived_on", "organ"], condition=_STILL_KEPT, name="applications_still_kept"),
        )

    def __str__(self) -> str:
        return f"{self.number or '未编号'} {self.summary}"
