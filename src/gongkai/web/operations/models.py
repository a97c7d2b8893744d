"""What was last done to keep the site running: one row a kind of work."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone


class Work(models.TextChoices):
    BACKUP = "backup", "备份"
    RESTORE = "restore", "恢复"
    VERIFY = "verify", "核对"
    VERIFY_FILES = "verify_files", "文件核对"
    NIGHT = "night", "每夜清理"
    RESEAL = "reseal", "换密钥"
    WORKER = "worker", "后台事务"


class LastDone(models.Model):
    """When a kind of work was last done, how it ended, and its figures. No history: that is the log's."""

    work = models.CharField("工作", max_length=20, choices=Work.choices, primary_key=True)
    at = models.DateTimeField("时间")
    is_good = models.BooleanField("成功")
    facts = models.JSONField("情况", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "最近的维护工作"

    def __str__(self) -> str:
        return f"{self.get_work_display()} {self.at:%Y-%m-%d %H:%M}"


class KeyWitness(models.Model):
    """One row: known words, sealed at the first start, to tell whether the keys are still those."""

    sealed = models.CharField("密封的字样", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "密钥的见证"

    def __str__(self) -> str:
        return "密钥的见证"


def note(work: Work, *, at: datetime | None = None, is_good: bool = True, **facts: Any) -> None:
    """Keep that the work was done: now, where no other moment is given."""
    defaults = {"at": at or timezone.now(), "is_good": is_good, "facts": facts}
    LastDone.objects.update_or_create(work=work, defaults=defaults)


def last(work: Work) -> LastDone | None:
    """The last time, or None where it was never done."""
    return LastDone.objects.filter(work=work).first()
