"""The list of consultations that came in, and what of them waits on the desk."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from gongkai.web.accounts import access
from gongkai.web.accounts.acts import table_of
from gongkai.web.accounts.models import User
from gongkai.web.consultations.models import Consultation
from gongkai.web.office import desk, worklist
from gongkai.web.office.desk import DeskItem, Provider
from gongkai.web.office.filters import Choice
from gongkai.web.office.worklist import Column, Shape, Worklist
from gongkai.web.ui.marks import Mark, Tone


def register() -> None:
    """Once, at the start, after the kind."""
    worklist.register(_consultations())
    desk.register(Provider("consultations", "征求意见", _waiting, _due_days, "/office/consultations/?state=asked"))


def _consultations() -> Worklist:
    table = table_of(Consultation)
    return Worklist(
        name="consultations",
        title="收到的征求意见",
        icon="inbox",
        model=Consultation,
        rows=lambda user: access.visible_to(user, Consultation.objects.all()),
        columns=(
            Column("asker", "征求意见的机关", lambda row: str(row.application.organ)),
            Column("number", "对方编号", lambda row: row.application.number),
            Column("asks", "征求什么", lambda row: row.get_asks_display()),
            Column("state", "状态", lambda row: _mark(row, table.state_label(row.state)), Shape.MARK),
            Column("asked_on", "发来日期", shape=Shape.DAY),
            Column("limit", "答复期限", shape=Shape.DAY, sorts=True),
            Column("opinion", "意见", lambda row: row.get_opinion_display() or row.closed_why),
        ),
        filters=(Choice("state", "状态", tuple(table.states.items())),),
        views={"待答复": "state=asked"},
        order="limit",
        empty="其他机关在本站征求本机关意见的，会按答复期限列在这里，在这里答复。",
        link=lambda row: reverse("consultations:consultation", args=[row.key]),
        is_seldom=True,
    )


def _mark(row: Consultation, label: str) -> Mark:
    return Mark(label, Tone.AMBER if row.state == "asked" else Tone.PLAIN)


def _open_to(user: User) -> QuerySet[Consultation]:
    return access.open_to(user, "answer_consultation", Consultation.objects.all())


def _waiting(user: User, on: date, limit: int) -> Sequence[DeskItem]:
    return [_item(row) for row in _open_to(user).order_by("limit", "pk")[:limit]]


def _item(row: Consultation) -> DeskItem:
    address = reverse("consultations:consultation", args=[row.key])
    return DeskItem(str(row), row.limit, address, str(row.organ), row.get_asks_display(), "答复征求意见")


def _due_days(user: User, first: date, last: date) -> Mapping[date, int]:
    days = _open_to(user).filter(limit__gte=first, limit__lte=last).order_by().values_list("limit", flat=True)
    return Counter(days)
