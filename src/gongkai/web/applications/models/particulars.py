"""What people wrote and what is known of them, sealed. Events name a row by its key and vouch for it by a digest."""

import uuid

from django.db import models

from gongkai.web.vault.fields import EncryptedJSONField


class Purpose(models.TextChoices):
    """What the words are."""

    APPLICATION = "application", "申请人和申请内容"
    PARTY = "party", "被征求意见方"
    WORDS = "words", "办理中写下的文字"


class Particulars(models.Model):
    """A version of an application's particulars, or words that an act wrote. Never changed; erased, the row stays
    without content, so that the chain of events still holds."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.UUIDField("申请")
    purpose = models.CharField("内容", max_length=20, choices=Purpose.choices)
    content = EncryptedJSONField("密封的内容", null=True)
    digest = models.CharField("摘要", max_length=64)
    sealed_at = models.DateTimeField("写入时间", auto_now_add=True)
    erased_at = models.DateTimeField("销毁时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "密封的个人信息"
        indexes = (models.Index(fields=["application", "purpose"], name="particulars_of_an_application"),)

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.key}"
