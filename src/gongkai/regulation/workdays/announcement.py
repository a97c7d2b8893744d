"""The State Council's holiday notice as it is printed, read into a Notice.

    二、春节：1月28日（农历除夕，周二）至2月4日（农历正月初七，周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。

Every word of the paper that can be checked is: the day of the week beside a date, and the number of days off. What the
paper merely recommends (鼓励…) is no day off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from gongkai.regulation.workdays.notices import Break, Notice, NoticeError, checked

_TITLE = re.compile(r"(?:国务院办公厅)?关于\s*(\d{4})\s*年\s*部分节假日安排的通知")
_NUMBER = re.compile(r"国办发(?:明电|电)?\s*[〔\[（【(]\s*(\d{4})\s*[〕\]）】)]\s*(\d+)\s*号")
_ITEM = re.compile(
    r"(?:^|\n)\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?)\s*([^：:\n。]{2,20})[：:]", re.MULTILINE
)
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*年\s*)?(?:(?P<month>\d{1,2})\s*月\s*)?(?P<day>\d{1,2})\s*日(?:\s*[（(](?P<note>[^）)]*)[）)])?"
)
_ALONE = re.compile(r"^\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*$", re.MULTILINE)
_COUNT = re.compile(r"(?:共|放假)\s*(\d{1,2})\s*天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEK = "一二三四五六日"
_LATE = 10
"""A New Year's holiday that begins in a month this late begins in the year before."""


@dataclass(frozen=True, slots=True)
class Item:
    """One holiday of the paper: its sentence, and what was read out of it."""

    text: str
    read: Break


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice, and beside each of its holidays the sentence in which it stands."""

    notice: Notice
    items: tuple[Item, ...]


def read_announcement(text: str) -> Announcement:
    """Read the printed text. Raises NoticeError, whose message names the holiday and what of it cannot be."""
    text = text.replace("\r\n", "\n").replace("\u3000", " ").replace("\xa0", " ")
    title = _TITLE.search(text)
    if title is None:
        raise NoticeError("没有找到“关于某年部分节假日安排的通知”这样的标题：这不像放假通知，请粘贴通知全文。")
    year = int(title[1])
    items = tuple(_items(year, text[title.end() :]))
    if not items:
        raise NoticeError(f"{year} 年放假通知里没有找到“一、元旦：…”这样的条目，请粘贴通知全文。")
    breaks = tuple(item.read for item in items)
    notice = Notice(
        year, f"国务院办公厅关于{year}年部分节假日安排的通知", _number(year, text), _issued(year, text), breaks
    )
    return Announcement(checked(notice), items)


def _number(year: int, text: str) -> str:
    found = _NUMBER.search(text)
    if found is None:
        raise NoticeError(f"{year} 年放假通知里没有找到文号（国办发明电〔…〕…号），请连同文号一起粘贴。")
    return re.sub(r"\s", "", found[0]).translate(str.maketrans("[]（）【】()", "〔〕〔〕〔〕〔〕"))


def _issued(year: int, text: str) -> date:
    found = _ALONE.findall(text)
    if not found:
        raise NoticeError(f"{year} 年放假通知里没有找到单独成行的成文日期（例如 {year - 1}年11月4日）。")
    return _date(f"{year} 年放假通知的成文日期", *(int(part) for part in found[-1]))


def _items(year: int, text: str) -> Iterator[Item]:
    heads = list(_ITEM.finditer(text))
    for head, after in zip_longest(heads, heads[1:]):
        body = text[head.end() : after.start() if after else len(text)].split("\n")
        sentence = "".join(_of_the_item(body))
        if "放假" in sentence or "连休" in sentence:
            name = head[1].strip()
            yield Item(f"{name}：{sentence}", _break(year, name, sentence))


def _of_the_item(lines: list[str]) -> Iterator[str]:
    """The paragraph of the item: the paper goes on with general words and its date after the last one."""
    for number, line in enumerate(lines):
        if number and (not line.strip() or not re.match(r"\s*\d{1,2}月", line)):
            return
        yield line.strip()


def _break(year: int, name: str, sentence: str) -> Break:
    off: list[date] = []
    makeup: list[date] = []
    count: int | None = None
    for clause in filter(None, re.split(r"[。；;]", sentence)):
        if "鼓励" in clause or "提倡" in clause:
            continue
        if "上班" in clause and "放假" not in clause:
            makeup += _days(year, name, clause)
        elif "放假" in clause or "连休" in clause:
            off += _span(year, name, clause)
        if found := _COUNT.search(clause):
            count = int(found[1])
    if not off:
        raise NoticeError(f"“{name}”里没有读到放假的日期：“{sentence}”。")
    said = Break(name, min(off), max(off), tuple(makeup))
    length = (said.last - said.first).days + 1
    if count is not None and count != length:
        raise NoticeError(f"“{name}”写明共 {count} 天，而 {said.first} 至 {said.last} 是 {length} 天。请与原文核对。")
    return said


def _span(year: int, name: str, clause: str) -> list[date]:
    days = _days(year, name, clause)
    if len(days) > 1 and "至" not in clause:
        raise NoticeError(f"“{name}”列出了几个放假日期，却没有写“至”：“{clause}”。请与原文核对。")
    return days


def _days(year: int, name: str, clause: str) -> list[date]:
    found: list[date] = []
    for match in _DAY.finditer(clause):
        month = int(match["month"]) if match["month"] else (found[-1].month if found else 0)
        if not month:
            raise NoticeError(f"“{name}”的“{match[0]}”没有写月份。")
        its_year = int(match["year"]) if match["year"] else _year_of(year, name, month)
        day = _date(f"“{name}”", its_year, month, int(match["day"]))
        _check_weekday(name, day, match["note"] or "")
        found.append(day)
    return found


def _year_of(year: int, name: str, month: int) -> int:
    return year - 1 if "元旦" in name and month >= _LATE else year


def _date(where: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoticeError(f"{where}里的 {year}年{month}月{day}日 不存在，请与原文核对。") from None


def _check_weekday(name: str, day: date, note: str) -> None:
    said = _WEEKDAY.search(note)
    if said and _WEEK.index(said[1].replace("天", "日")) != day.weekday():
        truth = _WEEK[day.weekday()]
        raise NoticeError(f"“{name}”写 {day} 是周{said[1]}，其实是周{truth}。请核对年份和日期。")
