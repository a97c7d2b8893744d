"""The board: what is open, by how near its due day is. Read in one question, however much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongkai.regulation.errors import NotAnnounced
from gongkai.regulation.workdays import national_calendar
from gongkai.web.accounts.models import User
from gongkai.web.applications.queries import visible
from gongkai.web.ui.marks import Mark, Tone, left_mark

READ = 1000
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Card:
    """One case on the board."""

    key: str
    number: str
    summary: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Lane:
    """Cases that are alike in how soon something is to be done. query: the list that holds them all."""

    name: str
    title: str
    tone: Tone
    query: str
    cards: tuple[Card, ...]
    count: int
    empty: str

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cards)


_LANES = (
    ("late", "已经逾期", Tone.RED, "?time=late", "没有逾期的申请。"),
    ("today", "今天到期", Tone.RED, "?time=today", "今天没有到期的申请。"),
    ("week", "本周到期", Tone.AMBER, "?time=week", "本周没有别的到期。"),
    ("later", "以后到期", Tone.GREEN, "?time=later", "没有更晚到期的申请。"),
    ("waiting", "等申请人、第三方、其他机关", Tone.PLAIN, "?time=waiting", "没有在等候的申请。"),
)
_READ_OF_EACH = ("key", "number", "summary", "state", "due_on", "waiting_until", "next_on", "lapses_from")
"""Plain values: a thousand rows as objects of the model would cost more than finding them."""
WAITING = ("unconfirmed", "awaiting_correction", "awaiting_payment", "consulting", "awaiting_reasons")


def board(user: User, on: date) -> dict[str, Any]:
    """The lanes, and whether there is more than was read."""
    rows = list(
        visible(user).filter(is_open=True, replied_on=None)
        .order_by("due_on", "pk")
        .values_list(*_READ_OF_EACH, named=True)[: READ + 1]
    )  # fmt: skip
    laid: Mapping[str, list[Any]] = {name: [] for name, *_ in _LANES}
    for row in rows[:READ]:
        laid[_lane_of(row, on)].append(row)
    return {"lanes": [_lane(lane, laid[lane[0]], on) for lane in _LANES], "is_cut": len(rows) > READ}


def _lane_of(row: Any, on: date) -> str:
    if row.due_on is None or (row.state in WAITING and row.waiting_until and row.waiting_until >= on):
        return "waiting"
    if row.due_on < on:
        return "late"
    if row.due_on == on:
        return "today"
    return "week" if row.due_on <= on + timedelta(6 - on.weekday()) else "later"


def _lane(lane: tuple[str, str, Tone, str, str], rows: Sequence[Any], on: date) -> Lane:
    name, title, tone, query, empty = lane
    cards = tuple(Card(str(row.key), row.number or "未编号", row.summary, _mark(row, name, on)) for row in rows[:SHOWN])
    return Lane(name, title, tone, query, cards, len(rows), empty)


def _mark(row: Any, lane: str, on: date) -> Mark:
    if lane == "waiting":
        if row.state == "unconfirmed" and row.next_on:
            return Mark(f"应在 {row.next_on} 前确认", Tone.RED if row.next_on < on else Tone.AMBER)
        if row.lapses_from and row.lapses_from <= on:
            return Mark("可以认定放弃", Tone.AMBER)
        until = row.waiting_until or row.next_on
        return Mark(f"等候至 {until}" if until else "等候中")
    return workdays_mark(row.due_on, on) if row.due_on else Mark("")


def workdays_mark(due: date, on: date) -> Mark:
    """How many working days are left by the national calendar, in words with a tone."""
    try:
        left = national_calendar().count(on, due)
    except NotAnnounced:
        return Mark(due.isoformat())
    return left_mark(due, on, left, "个工作日")
