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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import yaml

_SATURDAY = 5
_REACH = timedelta(days=15)


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
    data = yaml.load(text, yaml.CSafeLoader)
    if not isinstance(data, dict) or set(data) != {"title", "number", "issued", "holidays"}:
        raise NoticeError(f"{year} 年放假通知应当恰有 title、number、issued、holidays 四项。")
    breaks = tuple(_break(year, name, entry) for name, entry in data["holidays"].items())
    notice = Notice(year, data["title"], data["number"], data["issued"], breaks)
    _check(notice)
    return notice


def _break(year: int, name: str, entry: Mapping[str, Any]) -> Break:
    if not {"first", "last"} <= set(entry) <= {"first", "last", "makeup"}:
        raise NoticeError(f"{year} 年放假通知的“{name}”应当写成 {{first: 日期, last: 日期, makeup: [日期…]}}。")
    days = [entry["first"], entry["last"], *entry.get("makeup", [])]
    if not all(isinstance(day, date) for day in days):
        raise NoticeError(f"{year} 年放假通知的“{name}”中有不是日期的内容：{days}。")
    return Break(name, entry["first"], entry["last"], tuple(entry.get("makeup", [])))


def _check(notice: Notice) -> None:
    off = [day for one in notice.breaks for day in one.days_off()]
    makeup = [day for one in notice.breaks for day in one.makeup]
    for one in notice.breaks:
        if one.last < one.first:
            raise NoticeError(f"{notice.year} 年放假通知的“{one.name}”止于 {one.last}，早于开始的 {one.first}。")
    for day in off + makeup:
        if (off + makeup).count(day) > 1:
            raise NoticeError(f"{notice.year} 年放假通知中 {day} 出现了不止一次。")
        if not date(notice.year, 1, 1) - _REACH <= day <= date(notice.year, 12, 31):
            raise NoticeError(f"{notice.year} 年放假通知中的 {day} 不在该年。")
    for day in makeup:
        if day.weekday() < _SATURDAY:
            raise NoticeError(f"{notice.year} 年放假通知把 {day} 列为调休上班，但这一天本来就是工作日。")
