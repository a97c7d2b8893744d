"""Notices: in the office always, by e-mail as each person wishes, at once or once a day.

A subject names the site and a number, never a person, a case or its matter (PIP 6: no more than is needed): mail passes
through servers that are not ours. A letter is ordered once, and sent by the worker like everything that leaves the
machine (audit.effects): where a kill meets the moment after sending, the same letter goes out a second time.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from gongkai.web.accounts.letters import send_letter
from gongkai.web.accounts.models import User
from gongkai.web.audit import effects
from gongkai.web.audit.kinds import Effect
from gongkai.web.office.models import Notice, NoticeChoice, Telling

_LETTER = "office.letter"
_TITLE, _WHY = 200, 400


def register() -> None:
    """Once, at the start."""
    effects.register_outward(_LETTER, _send)


def tell(users: Iterable[User], *, key: str, title: str, url: str, why: str = "") -> None:
    """Let these people know. Told again under the same key, nobody hears it twice. What is too long for a line is cut:
    the thing itself stands behind the address."""
    now, title, why = timezone.now(), _cut(title, _TITLE), _cut(why, _WHY)
    rows = [Notice(user=user, key=key, title=title, why=why, url=url, at=now) for user in users if user.is_active]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def unread(user: User) -> int:
    """How many he has not opened, counted up to a hundred."""
    return Notice.objects.filter(user=user, read_at=None)[:100].count()


def newest(user: User) -> QuerySet[Notice]:
    """His notices, newest first."""
    return Notice.objects.filter(user=user).order_by("-at", "-pk")


def mark_read(user: User, keys: Iterable[int] | None = None) -> None:
    """Those of his, or all that he has."""
    rows = Notice.objects.filter(user=user, read_at=None)
    (rows if keys is None else rows.filter(pk__in=keys)).update(read_at=timezone.now())


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


def order_letters(telling: Telling) -> int:
    """One letter for whoever wishes it so and has notices that no letter told of yet: how many."""
    waiting = Notice.objects.filter(_WISHES[telling], mailed_at=None, read_at=None, user__is_active=True)
    people = waiting.exclude(user__email="").order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(_order_letter(user_id) for user_id in list(people))


@transaction.atomic
def _order_letter(user_id: int) -> bool:
    """Claimed and ordered in one, so that of two workers at once only one orders each notice's letter."""
    rows = Notice.objects.select_for_update().filter(user=user_id, mailed_at=None, read_at=None)
    found = list(rows.order_by("at", "pk").values_list("pk", flat=True))
    if not found:
        return False
    Notice.objects.filter(pk__in=found).update(mailed_at=timezone.now())
    effects.order(f"{_LETTER}/{user_id}/{found[-1]}", Effect(_LETTER, {"user": user_id, "notices": found}))
    return True


def _send(key: str, payload: Mapping[str, Any]) -> None:
    """What of it is still unread, to whom it still concerns. Raises what the network raises: then it is tried again."""
    user = User.objects.filter(pk=payload["user"], is_active=True).exclude(email="").first()
    notices = list(Notice.objects.filter(pk__in=payload["notices"], read_at=None).order_by("at", "pk"))
    if user is None or not notices:
        return
    subject = f"{settings.SITE_NAME}：您有 {len(notices)} 项新的待办提醒"
    body = render_to_string("office/notices.txt", {"user": user, "notices": notices, "site": settings.SITE_ADDRESS})
    send_letter(key, to=user.email, subject=subject, body=body)
