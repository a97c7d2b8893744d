"""Drafts of applications. What was submitted is a row of gongkai.web.applications; this is only the way there."""

import uuid

from django.db import models

from gongkai.web.organs.models import Organ
from gongkai.web.vault.fields import EncryptedJSONField


class Draft(models.Model):
    """A form that somebody is filling in. It is found by the digest of a code that his browser alone keeps.

    key: becomes the key of the application, so that a form sent twice makes one. content: what was filled in, sealed.
    receipt: number and secret code, sealed, for the half hour in which they are shown; then they are gone.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resume_digest = models.CharField(max_length=64, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="受理机关")
    content = EncryptedJSONField("填写的内容")
    receipt = EncryptedJSONField("回执", null=True)
    begun_at = models.DateTimeField("开始时间")
    changed_at = models.DateTimeField("保存时间", db_index=True)
    submitted_at = models.DateTimeField("提交时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "申请草稿"

    def __str__(self) -> str:
        return f"草稿 {self.key}"
