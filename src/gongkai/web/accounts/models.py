"""Rows of people and of their roles. What governs them stands in the tables of acts, what changes them in events."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from gongkai.web.accounts.roles import Role
from gongkai.web.accounts.standing import Standing
from gongkai.web.organs.models import Organ

_USERNAME = RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", "账号用小写字母、数字、点、横线和下划线，以字母或数字开头。")
_ROLES = [(role.value, role.label) for role in Role]


class User(AbstractBaseUser):
    """A person who works here (工作人员). `organ` is where he is on the staff; his roles are memberships, there or
    elsewhere. `password_is_issued`: someone else knows the password, so it opens the page where it is changed and
    nothing more. `standing` is what he may do today, set for one request and never kept longer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField("账号", max_length=60, unique=True, validators=[_USERNAME])
    name = models.CharField("姓名", max_length=60)
    email = models.EmailField("工作邮箱", blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="people", null=True, blank=True, verbose_name="单位")
    state = models.CharField("状态", max_length=20, default="active")
    version = models.PositiveIntegerField("版本", default=0)
    is_active = models.BooleanField("可以登录", default=True)
    password_is_issued = models.BooleanField("密码由他人发给", default=False)
    is_demonstration = models.BooleanField("演示账号", default=False)

    objects = BaseUserManager()
    standing: Standing | None = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one person in one organ, from a day to a day, both included. Without an organ: in the whole site."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="人员")
    organ = models.ForeignKey(
        Organ, models.PROTECT, related_name="memberships", null=True, blank=True, verbose_name="机关"
    )
    role = models.CharField("岗位", max_length=20, choices=_ROLES)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    state = models.CharField("状态", max_length=20, default="active")
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "岗位任职"
        indexes = (
            models.Index(fields=["user", "until"], name="memberships_in_force"),
            models.Index(fields=["since"], name="memberships_by_since"),
            models.Index(fields=["until"], name="memberships_by_until"),
        )

    def __str__(self) -> str:
        return f"{self.user}：{self.organ or '全站'}{self.get_role_display()}"


class Substitution(models.Model):
    """Someone does a colleague's work while he is away: the same organ and role, from a day to a day, both included."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="substitutions", verbose_name="离岗人员")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="substitutes_for", verbose_name="代班人员")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, verbose_name="机关")
    role = models.CharField("岗位", max_length=20, choices=_ROLES)
    since = models.DateField("自")
    until = models.DateField("至")
    state = models.CharField("状态", max_length=20, default="active")
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "代班"
        indexes = (
            models.Index(fields=["substitute", "until"], name="substitutions_in_force"),
            models.Index(fields=["since"], name="substitutions_by_since"),
            models.Index(fields=["until"], name="substitutions_by_until"),
        )

    def __str__(self) -> str:
        return f"{self.substitute} 代 {self.user}：{self.get_role_display()}"
