"""Rows that are written once. The database itself forbids to change or delete an event or an audit row (0002)."""

from django.db import models

from gongkai.regulation.acts import Outsider
from gongkai.web.accounts.models import User
from gongkai.web.audit.chain import Recorded
from gongkai.web.organs.models import Organ

CONSOLE = "本机管理员"


class Event(models.Model):
    """One event of one stream; the stream is all that happened to one thing, numbered from 1 without a gap."""

    stream_kind = models.CharField("类别", max_length=40)
    stream_id = models.CharField("编号", max_length=80)
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("事件", max_length=60)
    on = models.DateField("发生日期")
    recorded_at = models.DateTimeField("记录时间")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    on_behalf_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="机关")
    payload = models.JSONField("内容")
    previous_hash = models.CharField("前一事件摘要", max_length=64)
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "事件"
        constraints = (
            models.UniqueConstraint(fields=["stream_kind", "stream_id", "number"], name="one_event_of_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.stream_kind} {self.stream_id} 第 {self.number} 个事件（{self.kind}）"

    @classmethod
    def of(cls, recorded: Recorded, previous: str) -> "Event":
        """The row of an event, not yet saved, tied to the one before."""
        fields = {name: getattr(recorded, name) for name in Recorded.__slots__}
        return cls(**fields, previous_hash=previous, hash=recorded.hash_after(previous))

    @property
    def who(self) -> str:
        """Who did it, in words: a person; in what part someone outside of the organ acted; or the machine's keeper."""
        outside, organ = self.payload.get("outside", ""), self.payload.get("outside_organ", "")
        if self.actor is not None or organ:
            return f"{organ} {self.actor or ''}".strip()
        return Outsider(outside).label if outside else CONSOLE

    @property
    def recorded(self) -> Recorded:
        """The event as a value."""
        return Recorded(**{name: getattr(self, name) for name in Recorded.__slots__})


class AuditRow(models.Model):
    """Who did or tried what. It names things by their ids, and changes by the names of fields."""

    class Outcome(models.TextChoices):
        DONE = "done", "已办理"
        REFUSED = "refused", "被拒绝"

    at = models.DateTimeField("时间", db_index=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    on_behalf_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="机关")
    stream_kind = models.CharField("类别", max_length=40)
    stream_id = models.CharField("编号", max_length=80)
    act = models.CharField("行为", max_length=60)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    event = models.OneToOneField(Event, models.PROTECT, null=True, related_name="audit_row", verbose_name="事件")
    request_id = models.CharField("请求编号", max_length=36, blank=True)
    changes = models.JSONField("变更", default=dict)
    why = models.CharField("拒绝原因", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        indexes = (models.Index(fields=["stream_kind", "stream_id", "at"], name="audit_rows_of_a_thing"),)

    def __str__(self) -> str:
        who = self.event.who if self.event else self.actor or CONSOLE
        return f"{self.at:%Y-%m-%d %H:%M} {who} {self.act} {self.stream_kind} {self.stream_id}"


class Look(models.Model):
    """Someone saw personal data of a thing. Written through audit.looks alone."""

    at = models.DateTimeField("时间", db_index=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="查看人")
    on_behalf_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="代谁查看")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="机关")
    stream_kind = models.CharField("类别", max_length=40)
    stream_id = models.CharField("编号", max_length=80)
    what = models.CharField("查看内容", max_length=200)
    why = models.CharField("用途", max_length=200)
    request_id = models.CharField("请求编号", max_length=36, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查看记录"
        indexes = (models.Index(fields=["stream_kind", "stream_id", "at"], name="looks_at_a_thing"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user} {self.what}"


class SideEffect(models.Model):
    """Something to do after an event (a letter, an index): the key names event and effect.

    next_try_at: of one that leaves the machine, until when it is claimed, or when it is tried again.
    """

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    task_id = models.CharField(max_length=36, blank=True)
    why = models.CharField("没有办成的原因", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "后续事务"
        indexes = (models.Index(fields=["created_at"], condition=models.Q(done_at=None), name="side_effects_to_do"),)

    def __str__(self) -> str:
        return self.key
