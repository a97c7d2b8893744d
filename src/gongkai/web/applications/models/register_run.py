"""A register on its way into the system: the file, which column is which, how far it is, what came of it."""

import uuid

from django.db import models

from gongkai.web.accounts.models import User
from gongkai.web.organs.models import Organ
from gongkai.web.vault.fields import EncryptedJSONField, EncryptedTextField


class RegisterRun(models.Model):
    """One upload. The file belongs to no case and is swept after two days; what it brought stands in the cases.

    file: as files.receiving accepted it. faults and notes may quote cells, so they are sealed.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "待核对"
        RUNNING = "running", "正在进行"
        DONE = "done", "已完成"
        FAILED = "failed", "没有完成"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("上传时间", auto_now_add=True)
    name = EncryptedTextField("文件名")
    file = models.JSONField("文件")
    mapping = models.JSONField("列的对照", default=dict)
    way = models.CharField("方式", max_length=10, default="rehearse")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.UPLOADED)
    lines = models.PositiveIntegerField("行数", default=0)
    done = models.PositiveIntegerField("已处理", default=0)
    entered = models.PositiveIntegerField("转入", default=0)
    known = models.PositiveIntegerField("此前已有", default=0)
    refused = models.PositiveIntegerField("要改", default=0)
    faults = EncryptedJSONField("要改之处", null=True)
    notes = EncryptedJSONField("提醒", null=True)
    why = models.CharField("没有完成的原因", max_length=400, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "登记簿转入"
        indexes = (models.Index(fields=["organ", "at"], name="register_runs_of_an_organ"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.at:%Y-%m-%d %H:%M}"
