"""The picture of a month's due days: a leaf of the calendar, drawn by the server as SVG, and the same as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.regulation.errors import NotAnnounced
from gongkai.web.calendar.queries import national
from gongkai.web.office.desk import month_of

SIDE, GAP, HEAD = 44, 4, 24
WEEK = ("一", "二", "三", "四", "五", "六", "日")


@dataclass(frozen=True, slots=True)
class Day:
    """One square: where it stands, how much falls due, and what kind of day it is."""

    on: date
    count: int
    x: int
    y: int
    is_past: bool
    is_today: bool
    rests: bool

    @property
    def kind(self) -> str:
        """The classes that the style sheet knows."""
        words = {
            "rest": self.rests,
            "today": self.is_today,
            "late": self.is_past and self.count > 0,
            "due": not self.is_past and self.count > 0,
        }
        return " ".join(("day", *(word for word, holds in words.items() if holds)))

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + SIDE // 2


@dataclass(frozen=True, slots=True)
class Month:
    """A picture of one month."""

    title: str
    days: tuple[Day, ...]
    weeks: int

    @property
    def width(self) -> int:
        return 7 * (SIDE + GAP) - GAP

    @property
    def height(self) -> int:
        return HEAD + self.weeks * (SIDE + GAP) - GAP

    @property
    def heads(self) -> Iterator[tuple[int, str]]:
        """Where the names of the days of the week stand."""
        return ((number * (SIDE + GAP) + SIDE // 2, word) for number, word in enumerate(WEEK))

    @property
    def filled(self) -> Sequence[Day]:
        """The days on which something falls due."""
        return [day for day in self.days if day.count]

    @property
    def sentence(self) -> str:
        """What the picture says, for whoever does not see it."""
        if not self.filled:
            return f"{self.title}没有到期的事项。"
        return f"{self.title}共有 {sum(day.count for day in self.filled)} 件到期，分布在 {len(self.filled)} 天。"


def month(counts: Mapping[date, int], today: date) -> Month:
    """The month that today lies in."""
    first, last = month_of(today)
    offset = first.weekday()
    days = tuple(_day(first + timedelta(number), number + offset, counts, today) for number in range(last.day))
    return Month(f"{today.year}年{today.month}月", days, (offset + last.day + 6) // 7)


def _day(on: date, place: int, counts: Mapping[date, int], today: date) -> Day:
    row, column = divmod(place, 7)
    return Day(
        on=on,
        count=counts.get(on, 0),
        x=column * (SIDE + GAP),
        y=HEAD + row * (SIDE + GAP),
        is_past=on < today,
        is_today=on == today,
        rests=rests(on),
    )


def rests(on: date) -> bool:
    """As announced; a year that no calendar knows is drawn with its weekends."""
    try:
        return not national().is_workday(on)
    except NotAnnounced:
        return on.weekday() >= WEEK.index("六")
