"""Its rows."""

from typing import ClassVar

from django.db import models

from gongkai.web.vault.fields import EncryptedJSONField, EncryptedTextField


class Letter(models.Model):
    sender = EncryptedTextField("寄信人", max_length=20)
    second = EncryptedTextField("第二寄信人", null=True, blank=True)
    body = EncryptedJSONField("内容", default=dict)

    class Meta:
        app_label: ClassVar[str] = "letterbox"

    def __str__(self) -> str:
        return "一封信"
