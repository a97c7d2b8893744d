"""Notices: in the office always, by e-mail as each person wishes, at once or once a day.

A subject names the site and a number, never a person, a case or its matter (PIP 6: no more than is needed): mail passes
through servers that are not ours. A notice is mailed once or, where the machine dies between two lines, not at all; it
stands in the office in any case.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.office.models import Notice, NoticeChoice, Telling


def tell(users: Iterable[User], *, key: str, title: str, url: str, why: str = "") -> None:
    """Let these people know. Told again under the same key, nobody hears it twice."""
    now = timezone.now()
    rows = [Notice(user=user, key=key, title=title, why=why, url=url, at=now) for user in users if user.is_active]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def unread(user: User) -> int:
    """How many he has not opened, counted up to a hundred."""
    return Notice.objects.filter(user=user, read_at=None)[:100].count()


def newest(user: User) -> QuerySet[Notice]:
    """His notices, newest first."""
    return Notice.objects.filter(user=user).order_by("-at", "-pk")


def mark_read(user: User) -> None:
    """All that he has."""
    Notice.objects.filter(user=user, read_at=None).update(read_at=timezone.now())


def telling_of(user: User) -> Telling:
    """His wish."""
    choice = NoticeChoice.objects.filter(user=user).first()
    return Telling(choice.telling) if choice else Telling.DIGEST


def choose(user: User, telling: Telling) -> None:
    """Keep his wish. What came before is not sent afterwards."""
    NoticeChoice.objects.update_or_create(user=user, defaults={"telling": telling})
    if telling is Telling.NEVER:
        Notice.objects.filter(user=user, mailed_at=None).update(mailed_at=timezone.now())


_DIGEST = Q(user__notice_choice=None) | Q(user__notice_choice__telling=Telling.DIGEST)
_WISHES = {Telling.AT_ONCE: Q(user__notice_choice__telling=Telling.AT_ONCE), Telling.DIGEST: _DIGEST}


def send(telling: Telling) -> tuple[int, int]:
    """Mail what is not mailed yet to whoever wishes it so: letters sent, letters that the mail server did not take."""
    waiting = Notice.objects.filter(_WISHES[telling], mailed_at=None, read_at=None, user__is_active=True)
    rows = waiting.exclude(user__email="").select_related("user").order_by("user_id", "at", "pk")
    results = [_mail(user, list(group)) for user, group in groupby(rows, key=lambda notice: notice.user)]
    return results.count(True), results.count(False)


def _mail(user: User, notices: Sequence[Notice]) -> bool:
    """One letter. Claimed before it is sent, so that two senders at once do not both send it."""
    waiting = Notice.objects.filter(pk__in=[notice.pk for notice in notices], mailed_at=None)
    if waiting.update(mailed_at=timezone.now()) != len(notices):
        return True  # another sender has them
    subject = f"{settings.SITE_NAME}：您有 {len(notices)} 项新的待办提醒"
    body = render_to_string("office/notices.txt", {"user": user, "notices": notices, "site": settings.SITE_ADDRESS})
    try:
        send_mail(subject, body, None, [user.email])
    except (SMTPException, OSError):
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=None)
        return False
    return True
