"""Rows of the organ tree."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from treebeard.mp_tree import MP_Node

from gongkai.regulation.organs import KIND_LABELS, LEVEL_LABELS
from gongkai.web.organs import credit_code
from gongkai.web.organs.kept import Stamped

_LEVELS = [(level.value, label) for level, label in LEVEL_LABELS.items()]
_KINDS = [(kind.value, label) for kind, label in KIND_LABELS.items()]
_CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "机关代码用小写字母、数字和单个连字符，例如 kaifeng-fagaiwei。")


class Organ(Stamped, MP_Node):
    """An administrative organ (行政机关), or an organisation that the law gives its duties to.

    Its place in the tree says who supervises its disclosure work (Art 3): a department stands under its government.
    `code` is its address on the site and never changes. What stands here is how it is now; how it was on a day stands
    in its versions. `successor` goes on with the duties of an organ that was merged or abolished (ALL 26.6).
    """

    code = models.CharField("机关代码", max_length=80, unique=True, validators=[_CODE])
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    credit_code = models.CharField(
        "统一社会信用代码", max_length=18, unique=True, null=True, blank=True, validators=[credit_code.validate]
    )
    level = models.CharField("层级", max_length=40, choices=_LEVELS)
    kind = models.CharField("类别", max_length=40, choices=_KINDS)
    state = models.CharField("状态", max_length=20, default="active")
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承继机关"
    )
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "行政机关"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:organ", args=[self.code])


class OrganVersion(models.Model):
    """How an organ was from a day on, until its next version: what papers of that time must say.

    contact: address, hours, phone, fax, e-mail and postcode of the disclosure office (Art 12).
    responsible: who answers for what; leading_group: 政务公开领导小组. Both are lists of name, post and part.
    """

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="versions", verbose_name="机关")
    since = models.DateField("自")
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    level = models.CharField("层级", max_length=40, choices=_LEVELS)
    kind = models.CharField("类别", max_length=40, choices=_KINDS)
    under = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="上级机关")
    state = models.CharField("状态", max_length=20)
    contact = models.JSONField("公开机构联系方式", default=dict)
    responsible = models.JSONField("责任人员", default=list)
    leading_group = models.JSONField("领导小组", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "机关沿革"
        constraints = (models.UniqueConstraint(fields=["organ", "since"], name="one_version_of_an_organ_and_day"),)

    def __str__(self) -> str:
        return f"{self.name}（自 {self.since}）"


class OrganDay(models.Model):
    """A day on which the organ works otherwise than the national calendar says (机关自定工作日、休息日)."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="days", verbose_name="机关")
    day = models.DateField("日期")
    works = models.BooleanField("上班")
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "机关自定日历"
        constraints = (models.UniqueConstraint(fields=["organ", "day"], name="one_rule_of_an_organ_and_day"),)

    def __str__(self) -> str:
        return f"{self.day} {'上班' if self.works else '休息'}：{self.reason}"
