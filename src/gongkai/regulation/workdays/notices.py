"""The State Council's yearly holiday notices (部分节假日安排的通知), one YAML file a year under notices/:

    title: 国务院办公厅关于2026年部分节假日安排的通知
    number: 国办发明电〔2025〕7号
    issued: 2025-11-04
    holidays:
      元旦: {first: 2026-01-01, last: 2026-01-03, makeup: [2026-01-04]}

first and last bound the days off; makeup lists the weekend days worked instead (调休上班). A notice stands in the place
of whatever the calendar package knows of its year. It may reach some days into the year before (a New Year's holiday
that begins in December), never further.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

import yaml

_SATURDAY = 5
_REACH = timedelta(days=15)
_LONGEST = timedelta(days=30)
_MOST = 20


class NoticeError(ValueError):
    """A holiday notice that cannot be right; the message names the year and the day."""


@dataclass(frozen=True, slots=True)
class Break:
    """One holiday of a notice: its days off, both ends included, and the weekend days worked for it."""

    name: str
    first: date
    last: date
    makeup: tuple[date, ...] = ()

    def days_off(self) -> Iterator[date]:
        """Every day from first to last."""
        return (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """What the State Council announced for one year."""

    year: int
    title: str
    number: str
    issued: date
    breaks: tuple[Break, ...]

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）"


@cache
def notices() -> Mapping[int, Notice]:
    """All notices that come with the program, by year. Raises NoticeError for a file that cannot be right."""
    folder = resources.files("gongkai.regulation.workdays").joinpath("notices")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    read = (read_notice(int(file.name.removesuffix(".yaml")), file.read_text("utf-8")) for file in files)
    return {notice.year: notice for notice in read}


def read_notice(year: int, text: str) -> Notice:
    """One notice out of its YAML text. Raises NoticeError."""
    try:
        data = yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise NoticeError(f"{year} 年放假通知不是能读懂的 YAML：{str(error).splitlines()[0]}。") from error
    return notice_of(year, data)


def notice_of(year: int, data: object) -> Notice:
    """One notice out of its plain data, as the YAML holds it and `plain` gives it. Raises NoticeError."""
    if not isinstance(data, dict) or set(data) != {"title", "number", "issued", "holidays"}:
        raise NoticeError(f"{year} 年放假通知应当恰有 title、number、issued、holidays 四项。")
    holidays, issued = data["holidays"], _day(data["issued"])
    if not isinstance(holidays, dict) or not holidays or issued is None:
        raise NoticeError(f"{year} 年放假通知的 issued 应当是日期，holidays 应当逐项列出假日。")
    breaks = tuple(_break(year, str(name), entry) for name, entry in holidays.items())
    return checked(Notice(year, str(data["title"]), str(data["number"]), issued, breaks))


def plain(notice: Notice) -> dict[str, Any]:
    """The notice as plain data, days as 2025-02-17: what an event holds."""
    holidays = {
        one.name: {
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "makeup": [day.isoformat() for day in one.makeup],
        }
        for one in notice.breaks
    }
    return {"title": notice.title, "number": notice.number, "issued": notice.issued.isoformat(), "holidays": holidays}


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _break(year: int, name: str, entry: object) -> Break:
    if not isinstance(entry, dict) or not {"first", "last"} <= set(entry) <= {"first", "last", "makeup"}:
        raise NoticeError(f"{year} 年放假通知的“{name}”应当写成 {{first: 日期, last: 日期, makeup: [日期…]}}。")
    makeup = entry.get("makeup") or []
    written = [entry["first"], entry["last"], *(makeup if isinstance(makeup, list) else [makeup])]
    days = [day for day in map(_day, written) if day is not None]
    if len(days) != len(written):
        raise NoticeError(f"{year} 年放假通知的“{name}”中有不是日期的内容：{[str(one) for one in written]}。")
    return Break(name, days[0], days[1], tuple(days[2:]))


def checked(notice: Notice) -> Notice:
    """The notice itself, where it can be right. Raises NoticeError for days twice, outside its year, or no weekend."""
    if len(notice.breaks) > _MOST:
        raise NoticeError(f"{notice.year} 年放假通知列出 {len(notice.breaks)} 个假日，多得不像放假通知。")
    for one in notice.breaks:
        _check_span(notice, one)
    makeup = [day for one in notice.breaks for day in one.makeup]
    _check_days(notice, [day for one in notice.breaks for day in one.days_off()] + makeup)
    for day in makeup:
        if day.weekday() < _SATURDAY:
            raise NoticeError(f"{notice.year} 年放假通知把 {day} 列为调休上班，但这一天本来就是工作日。")
    return notice


def _check_span(notice: Notice, one: Break) -> None:
    if one.last < one.first:
        raise NoticeError(f"{notice.year} 年放假通知的“{one.name}”止于 {one.last}，早于开始的 {one.first}。")
    if one.last - one.first > _LONGEST:
        raise NoticeError(f"{notice.year} 年放假通知的“{one.name}”自 {one.first} 至 {one.last}，长得不像一个假期。")


def _check_days(notice: Notice, days: Sequence[date]) -> None:
    for day in days:
        if days.count(day) > 1:
            raise NoticeError(f"{notice.year} 年放假通知中 {day} 出现了不止一次。")
        if not date(notice.year, 1, 1) - _REACH <= day <= date(notice.year, 12, 31):
            raise NoticeError(f"{notice.year} 年放假通知中的 {day} 不在该年。")
