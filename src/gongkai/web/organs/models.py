"""Rows of the organ tree."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from treebeard.mp_tree import MP_Node

from gongkai.regulation.organs import KIND_LABELS, LEVEL_LABELS
from gongkai.web.organs import credit_code

_CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "机关代码用小写字母、数字和单个连字符，例如 kaifeng-fagaiwei。")


class Organ(MP_Node):
    """An administrative organ (行政机关), or an organisation that the law gives its duties to.

    Its place in the tree says who supervises its disclosure work (Art 3): a department stands under its government.
    `code` is its address on the site and never changes.
    """

    code = models.CharField("机关代码", max_length=80, unique=True, validators=[_CODE])
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    credit_code = models.CharField(
        "统一社会信用代码", max_length=18, unique=True, null=True, blank=True, validators=[credit_code.validate]
    )
    level = models.CharField(
        "层级", max_length=40, choices=[(level.value, label) for level, label in LEVEL_LABELS.items()]
    )
    kind = models.CharField("类别", max_length=40, choices=[(kind.value, label) for kind, label in KIND_LABELS.items()])

    class Meta:
        verbose_name = verbose_name_plural = "行政机关"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:organ", args=[self.code])
