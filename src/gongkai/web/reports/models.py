"""Rows of filed annual reports."""

from django.db import models
from django.urls import reverse

from gongkai.web.organs.models import Organ


def kept_at(sha256: str) -> str:
    """Sources are kept by what they contain: one content, one file, whatever its name was."""
    return f"reports/{sha256[:2]}/{sha256}"


class AnnualReport(models.Model):
    """One organ's annual report (政府信息公开工作年度报告) of one year, as filed: its source and what was read in it.

    `reading` is the truth that pages show (annual_report.interchange); the figures beside it are an index for lists.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reports", verbose_name="行政机关")
    year = models.PositiveSmallIntegerField("年度")
    form = models.PositiveSmallIntegerField("格式")
    title = models.CharField("标题", max_length=300, blank=True)
    source_name = models.CharField("来源文件名", max_length=255)
    sha256 = models.CharField("来源文件摘要", max_length=64)
    source = models.FileField("来源文件", max_length=160)
    reading = models.JSONField("读取结果")
    is_demonstration = models.BooleanField("演示数据", default=False)
    created_at = models.DateTimeField("入库时间", auto_now_add=True)
    changed_at = models.DateTimeField("更新时间", auto_now=True)

    received = models.IntegerField("新收", null=True)
    carried_in = models.IntegerField("上年结转", null=True)
    handled = models.IntegerField("办理结果总计", null=True)
    carried_out = models.IntegerField("结转下年度", null=True)
    errors = models.PositiveIntegerField("错误")
    warnings = models.PositiveIntegerField("提醒")
    notices = models.PositiveIntegerField("提示")

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"
        constraints = (models.UniqueConstraint(fields=["organ", "year"], name="one_report_of_an_organ_and_year"),)
        indexes = (models.Index(fields=["-year", "organ"], name="reports_newest_first"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.year} 年度报告"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.organ.code, self.year])
