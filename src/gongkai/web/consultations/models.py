"""A consultation as the asked organ has it. The words stand sealed with the application, and are destroyed with it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import QuerySet

from gongkai.web.applications.models import Application
from gongkai.web.organs.models import Organ

_ASKS = [("consult_joint_organ", "共同制作的信息"), ("consult_other_organ", "其他机关的意见")]
_OPINIONS = [("agrees", "同意公开"), ("objects", "不同意公开")]


class _WithAsker(models.Manager["Consultation"]):
    """Whoever asks is named wherever a consultation is."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("application__organ")


class Consultation(models.Model):
    """organ: who is asked. asks: the act of the application by which it was asked; name: how the application's record
    calls this organ. question, answer: keys of sealed words. limit: the last day for an answer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="被征求意见的机关")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+", verbose_name="申请")
    asks = models.CharField("征求什么", max_length=30, choices=_ASKS)
    name = models.CharField("称呼", max_length=120)
    question = models.UUIDField(null=True)
    answer = models.UUIDField(null=True)
    opinion = models.CharField("意见", max_length=10, choices=_OPINIONS, blank=True, default="")
    asked_on = models.DateField("发来日期", null=True)
    limit = models.DateField("答复期限", null=True)
    answered_on = models.DateField("答复日期", null=True)
    closed_why = models.CharField("终止的原因", max_length=60, blank=True, default="")
    state = models.CharField("状态", max_length=20, default="asked")
    version = models.PositiveIntegerField("版本", default=0)

    objects = _WithAsker()

    class Meta:
        verbose_name = verbose_name_plural = "收到的征求意见"
        base_manager_name = "objects"
        indexes = (
            models.Index(fields=["limit"], name="consultations_by_limit"),
            models.Index(fields=["organ", "state", "limit"], name="consultations_of_an_organ"),
        )

    def __str__(self) -> str:
        return f"{self.application.organ}征求意见（{self.application.number}）"
