"""What a person keeps in the office (lists as he likes them, notices, how he wishes to be told), and what was done on a
day for the whole site."""

from django.db import models

from gongkai.web.accounts.models import User


class SavedView(models.Model):
    """A worklist with filters and order as someone wishes to find it again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    worklist = models.CharField("清单", max_length=60)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=1000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "保存的视图"
        constraints = (models.UniqueConstraint(fields=["user", "worklist", "name"], name="one_view_of_a_name"),)

    def __str__(self) -> str:
        return self.name


class Telling(models.TextChoices):
    """How someone is told by e-mail. The office shows every notice in any case."""

    AT_ONCE = "at_once", "随时发送"
    DIGEST = "digest", "每天汇总一封"
    NEVER = "never", "不发送邮件"


class NoticeChoice(models.Model):
    """Someone's wish; without a row it is the digest."""

    user = models.OneToOneField(User, models.CASCADE, related_name="notice_choice")
    telling = models.CharField("邮件通知", max_length=10, choices=Telling.choices, default=Telling.DIGEST)

    class Meta:
        verbose_name = verbose_name_plural = "通知方式"

    def __str__(self) -> str:
        return self.get_telling_display()


class Notice(models.Model):
    """Something that someone should know. `key` names what it is about: the same thing is told once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    title = models.CharField("事项", max_length=200)
    why = models.CharField("原因", max_length=400, blank=True)
    url = models.CharField(max_length=400)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读", null=True)
    mailed_at = models.DateTimeField("已发邮件", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="told_once"),)
        indexes = (
            models.Index(fields=["user", "-at"], name="notices_of_a_person"),
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="unread_notices"),
            models.Index(fields=["at"], condition=models.Q(mailed_at=None), name="notices_to_mail"),
        )

    def __str__(self) -> str:
        return self.title


class Round(models.Model):
    """Something that is done once a day for the whole site. Whoever makes its row does it; nobody makes it twice."""

    name = models.CharField(max_length=40)
    day = models.DateField()
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "每日事务"
        constraints = (models.UniqueConstraint(fields=["name", "day"], name="one_round_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.name} {self.day}"


class Note(models.Model):
    """A remark of colleagues on a thing. It is no part of the file: what belongs there is an event."""

    kind = models.CharField("类别", max_length=40)
    thing = models.CharField("编号", max_length=80)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="作者")
    at = models.DateTimeField("时间")
    text = models.TextField("内容", max_length=2000)

    class Meta:
        verbose_name = verbose_name_plural = "备注"
        indexes = (models.Index(fields=["kind", "thing", "at"], name="notes_of_a_thing"),)

    def __str__(self) -> str:
        return self.text[:40]
