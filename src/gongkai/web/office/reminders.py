"""What someone is told without anybody having acted: a thing that waits for him, a day that comes near, a task that was
not done. Told once a thing, however often it is asked; apps add what only they know."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Exists, OuterRef, QuerySet

from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.audit import effects
from gongkai.web.audit.kinds import kinds
from gongkai.web.audit.models import Event
from gongkai.web.office.desk import DeskItem, Provider, providers
from gongkai.web.office.notices import tell
from gongkai.web.ui.clock import fixed
from gongkai.web.ui.marks import SOON

MOST = 100
"""How many things of one provider someone is told of on one day."""

Reminder = Callable[[date], None]
_reminders: dict[str, Reminder] = {}


def register(name: str, reminder: Reminder) -> None:
    """Say at the start what else is told on a morning. Raises ImproperlyConfigured where the name is taken."""
    if _reminders.get(name, reminder) is not reminder:
        raise ImproperlyConfigured(f"There is a reminder {name} already.")
    _reminders[name] = reminder


def remind(on: date) -> None:
    """All that is told on a morning: what the desk of each person holds, and what apps add."""
    with fixed(on):
        for user in working(on).iterator(chunk_size=500):
            for provider in providers():
                for item in provider.waiting(user, on, MOST):
                    _tell_of(user, provider, item, on)
        for reminder in _reminders.values():
            reminder(on)


def working(on: date) -> QuerySet[User]:
    """Everybody who holds a role on that day, or stands in for someone who does."""
    own = Membership.objects.filter(in_force(on), user=OuterRef("pk"))
    lent = Substitution.objects.filter(in_force(on), substitute=OuterRef("pk"))
    return User.objects.filter(Exists(own) | Exists(lent), is_active=True).order_by("pk")


def _tell_of(user: User, provider: Provider, item: DeskItem, on: date) -> None:
    """Once when it comes, once when its day is near, once when it is past; anew where the day has moved."""
    stage, words = _stage(item.due_on, on)
    about = sha256(f"{item.url} {item.act} {item.title}".encode()).hexdigest()[:32]
    key = f"{stage}:{provider.name}:{about}:{item.due_on if stage != 'new' else ''}"
    tell([user], key=key, title=f"{words}：{item.title}", url=item.url, why=_why(item))


def _stage(due_on: date | None, on: date) -> tuple[str, str]:
    if due_on is None or due_on > on + timedelta(SOON):
        return "new", "新的待办"
    return ("late", "已经逾期") if due_on < on else ("soon", "即将到期")


def _why(item: DeskItem) -> str:
    due = f"到期日 {item.due_on}。" if item.due_on else ""
    return f"{due}{item.act}：{item.why}（{item.organ}）"[:400]


def tell_of_what_was_not_done() -> None:
    """What should have followed an act and did not: told to whoever did the act; where the program is at fault, to the
    operators of the whole site too."""
    for row, event in effects.given_up():
        why = row.why or "程序或者外部的服务器出了故障，系统管理员已经收到通知。"
        people = [event.actor] if event and event.actor else []
        people += [] if row.why else list(_operators())
        title = f"“{_label(event)}”以后的事务没有办成" if event else "一项后台事务没有办成"
        tell(people, key=f"undone:{row.key}"[:200], title=title, url="/office/notices/", why=why)


def _label(event: Event) -> str:
    kind = next(kind for kind in kinds() if kind.name == event.stream_kind)
    return kind.table.act(event.kind).label


def _operators() -> Iterator[User]:
    rows = Membership.objects.filter(organ=None, role=Role.OPERATOR, state="entrusted", user__is_active=True)
    yield from (row.user for row in rows.select_related("user"))
