"""Rows of the calendar: notices, the reckonings that they cause, and the due days that those move."""

from django.db import models

from gongkai.regulation.workdays import Notice, notice_of
from gongkai.web.organs.kept import Stamped
from gongkai.web.organs.models import Organ


class HolidayNotice(Stamped):
    """A holiday notice as one person entered it. Of several that were confirmed for a year, the last revision holds.

    holidays: its plain data (regulation.workdays.plain). source: the text or file that was entered, word for word.
    """

    key = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度", db_index=True)
    revision = models.PositiveSmallIntegerField("次")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="机关")
    number = models.CharField("文号", max_length=80)
    issued = models.DateField("成文日期")
    link = models.URLField("网址", max_length=400, blank=True)
    holidays = models.JSONField("放假安排")
    source = models.TextField("登记的原文")
    state = models.CharField("状态", max_length=20, default="proposed", db_index=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "放假通知"
        constraints = (models.UniqueConstraint(fields=["year", "revision"], name="one_notice_of_a_revision"),)

    def __str__(self) -> str:
        return f"{self.year}年放假通知（{self.number}）"

    @property
    def notice(self) -> Notice:
        """As a value."""
        return notice_of(self.year, self.holidays)


class Purpose(models.TextChoices):
    """Why due days are reckoned anew."""

    REHEARSAL = "rehearsal", "试算"
    APPLICATION = "application", "生效"


class Reckoning(models.Model):
    """All open due days reckoned anew under a notice, slice by slice.

    provider and after say where the last slice ended, is_exhausted that the provider has nothing more.

    total is how many things were open at the start; milliseconds is the time spent reckoning, waits left out.
    """

    notice = models.ForeignKey(HolidayNotice, models.PROTECT, related_name="reckonings", verbose_name="放假通知")
    purpose = models.CharField("目的", max_length=12, choices=Purpose.choices)
    provider = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=80, blank=True)
    is_exhausted = models.BooleanField(default=False)
    total = models.PositiveIntegerField("应核对", default=0)
    done = models.PositiveIntegerField("已核对", default=0)
    moved = models.PositiveIntegerField("变动", default=0)
    failed = models.PositiveIntegerField("未能推算", default=0)
    slices = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField("开始", auto_now_add=True)
    finished_at = models.DateTimeField("结束", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "到期日核对"
        constraints = (models.UniqueConstraint(fields=["notice", "purpose"], name="one_reckoning_of_a_purpose"),)

    def __str__(self) -> str:
        return f"{self.notice}：{self.get_purpose_display()}"

    @property
    def rate(self) -> int:
        """Things a second."""
        return self.done * 1000 // self.milliseconds if self.milliseconds else 0


class Move(models.Model):
    """One due day that moved or would move; or, with `why`, one that could not be reckoned."""

    reckoning = models.ForeignKey(Reckoning, models.PROTECT, related_name="moves", verbose_name="核对")
    provider = models.CharField("类别", max_length=40)
    thing = models.CharField("编号", max_length=80)
    title = models.CharField("名称", max_length=200)
    url = models.CharField("网址", max_length=400, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="机关")
    before = models.DateField("原到期日", null=True)
    after = models.DateField("新到期日", null=True)
    why = models.CharField("未能推算的原因", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "到期日变动"
        constraints = (models.UniqueConstraint(fields=["reckoning", "provider", "thing"], name="one_move_of_a_thing"),)

    def __str__(self) -> str:
        return f"{self.title}：{self.before} → {self.after}"
