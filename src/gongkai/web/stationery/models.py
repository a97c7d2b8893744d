"""An organ's own template of one letter. Its versions are the files that its events name."""

import uuid

from django.db import models

from gongkai.web.organs.models import Organ


class LetterTemplate(models.Model):
    """One letter of one organ. letter: its key (regulation.letters); choice: of the reply, outcome and finding, such as
    granted/supplied. file: the version in use; since: from which day it is."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    letter = models.CharField("文书", max_length=40)
    choice = models.CharField("办理结果", max_length=80, blank=True, default="")
    state = models.CharField("状态", max_length=20, default="in_use")
    file = models.UUIDField("文件", null=True)
    since = models.DateField("启用日期", null=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "文书模板"
        constraints = (
            models.UniqueConstraint(fields=["organ", "letter", "choice"], name="one_template_a_letter_of_an_organ"),
        )

    def __str__(self) -> str:
        return f"{self.organ}：{self.letter}{f'（{self.choice}）' if self.choice else ''}"
