"""What was taken in. The row stays when the content is erased: that there was a file, and its digests."""

import uuid

from django.db import models

from gongkai.web.accounts.models import User
from gongkai.web.organs.models import Organ
from gongkai.web.vault.fields import EncryptedTextField


class StoredFile(models.Model):
    """One file of one thing. Digests and size are those of the content; the database refuses to change them (0002).

    Its name may hold a person's, so it is sealed like the content of a file that holds personal data.
    """

    class Scan(models.TextChoices):
        CLEAN = "clean", "未发现病毒"
        INFECTED = "infected", "有病毒"
        NOT_SCANNED = "not_scanned", "没有查过毒"

    key = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    stream_kind = models.CharField("类别", max_length=40)
    stream_id = models.CharField("所属", max_length=80)
    purpose = models.CharField("用途", max_length=60)
    name = EncryptedTextField("名称")
    type = models.CharField("文件类型", max_length=20)
    size = models.PositiveBigIntegerField("大小")
    sha256 = models.CharField("SHA-256", max_length=64)
    sm3 = models.CharField("SM3", max_length=64)
    is_sealed = models.BooleanField("加密保存", default=False)
    holds_personal_data = models.BooleanField("含个人信息", default=False)
    scan = models.CharField("查毒", max_length=12, choices=Scan.choices, default=Scan.NOT_SCANNED)
    engine = models.CharField("查毒引擎", max_length=100, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    added_at = models.DateTimeField("上传时间")
    purged_at = models.DateTimeField("清除时间", null=True)
    resealed = models.SmallIntegerField("换过几次密钥", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        indexes = (models.Index(fields=["stream_kind", "stream_id", "added_at"], name="files_of_a_thing"),)

    def __str__(self) -> str:
        return f"文件 {self.key}"

    @property
    def place(self) -> str:
        """Its name in the storage."""
        return place_of(self.key, self.resealed)


def place_of(key: uuid.UUID, resealed: int | None = None) -> str:
    """The name in the storage: two letters first, so that no folder grows without end; under another key a new name."""
    return f"{key.hex[:2]}/{key.hex}" + (f".{resealed}" if resealed else "")


def key_in(place: str) -> uuid.UUID | None:
    """The key in such a name; None for a strange one (what was being written when the power failed)."""
    try:
        return uuid.UUID(place.rpartition("/")[2].partition(".")[0])
    except ValueError:
        return None
