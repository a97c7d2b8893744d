"""Rows of settings: one an organ, its values from each day on; and the counters of its numbers."""

from django.db import models

from gongkai.web.organs.kept import Stamped
from gongkai.web.organs.models import Organ


class OrganSettings(Stamped):
    """The settings of an organ; without an organ, the site's own default. `key` is the organ's code, or SITE."""

    key = models.CharField("代码", max_length=80, unique=True)
    organ = models.OneToOneField(Organ, models.PROTECT, null=True, related_name="settings", verbose_name="机关")
    state = models.CharField("状态", max_length=20, default="kept")
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "机关设置"

    def __str__(self) -> str:
        return f"{self.organ or '全站默认'}的设置"


class SettingsVersion(models.Model):
    """All that an organ sets itself, from a day on until its next version: name → {value, since when it is so}."""

    settings = models.ForeignKey(OrganSettings, models.CASCADE, related_name="versions", verbose_name="机关设置")
    since = models.DateField("自")
    values = models.JSONField("设定值", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "机关设置沿革"
        constraints = (models.UniqueConstraint(fields=["settings", "since"], name="one_version_of_settings_and_day"),)

    def __str__(self) -> str:
        return f"{self.settings}（自 {self.since}）"


class Counter(models.Model):
    """The last serial of one series of an organ: of numbers that are alike but for the serial."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    frame = models.CharField("编号", max_length=400)
    last = models.PositiveIntegerField("已编到", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号计数"
        constraints = (models.UniqueConstraint(fields=["organ", "frame"], name="one_counter_of_a_series"),)

    def __str__(self) -> str:
        return f"{self.frame}：{self.last}"
