"""How long a holiday notice takes over a hundred thousand open cases, and a register of ten thousand to be entered."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from time import perf_counter
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

from tests.bench.measure import Measured

_OPEN, _LINES = 100_000, 10_000
_NOW = date(2026, 11, 10)
_HEADS = ("登记编号", "收到日期", "申请人类型", "收到方式", "申请人", "申请内容", "内容摘要", "延期告知日期",
          "办理结果", "答复日期", "送达日期", "归档日期")  # fmt: skip


def _register(rows: Any) -> Any:
    reading = import_module("gongkai.web.applications.registers.reading")
    made = tuple(reading.Row(number, row) for number, row in enumerate(rows, start=2))
    columns = import_module("gongkai.web.applications.registers.columns")
    return reading.Register(_HEADS, columns.recognised(_HEADS), made)


def _closed(number: int) -> list[Any]:
    day = date(2025, 1, 2) + timedelta(number % 300)
    return [f"旧〔2025〕{number}号", day, "公民", "当面", f"某人{number}", f"第{number}号报告", "报告", None,
            "予以公开", day + timedelta(5), day + timedelta(8), day + timedelta(20)]  # fmt: skip


def _still_open(number: int) -> list[Any]:
    day = _NOW - timedelta(number % 20)
    extended = day + timedelta(1) if number % 4 == 0 and day < _NOW else None
    return [f"新〔2026〕{number}号", day, "公民", "当面", f"某人{number}", f"第{number}号报告", "报告", extended,
            None, None, None, None]  # fmt: skip


def rows() -> Iterator[Measured]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    entering = import_module("gongkai.web.applications.registers.entering")
    acting = import_module("gongkai.web.audit.acting")
    clock = import_module("gongkai.web.ui.clock")
    organ = import_module("tests.web.factories").an_organ()
    with clock.fixed(_NOW):
        register = _register(_closed(number) for number in range(_LINES))
        yield _once(f"register of {_LINES:,} cases, each judged by the rules and entered", "件", _LINES, lambda: (
            entering.enter(register, organ, by=acting.CONSOLE, way=entering.Way.THE_GOOD)
        ))  # fmt: skip
        still = _register(_still_open(number) for number in range(_OPEN))
        entered = entering.enter(still, organ, by=acting.CONSOLE, way=entering.Way.THE_GOOD).entered
        assert entered == _OPEN, entered
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # a server does so by itself soon after so many rows
        yield _once(f"a notice over {_OPEN:,} open cases: what would move", "件", _OPEN, lambda: _reckon("rehearsal"))
        yield _once(f"a notice over {_OPEN:,} open cases: moved", "件", _OPEN, lambda: _reckon("application"))


def _reckon(purpose: str) -> None:
    reckoning = import_module("gongkai.web.calendar.reckoning")
    begun = reckoning.begin(_notice(purpose), import_module("gongkai.web.calendar.models").Purpose(purpose))
    while not reckoning.advance(begun).is_last:
        pass
    begun.refresh_from_db()
    assert begun.done == _OPEN, begun.done
    assert begun.moved > 0


def _notice(purpose: str) -> Any:
    """The notice as proposed; for moving it, as confirmed."""
    models = import_module("gongkai.web.calendar.models")
    workdays = import_module("gongkai.regulation.workdays")
    paper = import_module("tests.regulation.holiday_papers").OF_2027
    row, _ = models.HolidayNotice.objects.get_or_create(
        key="2027-1",
        defaults={
            "year": 2027, "revision": 1, "number": "国办发明电〔2026〕9号", "issued": "2026-11-04", "source": paper,
            "holidays": workdays.plain(workdays.read_announcement(paper).notice), "state": "proposed",
        },
    )  # fmt: skip
    if purpose == "application":
        row.state = "confirmed"
        row.save()
    return row


def _once(what: str, unit: str, count: int, do: Any) -> Measured:
    started = perf_counter()
    do()
    seconds = perf_counter() - started
    return Measured(what, seconds * 1000, count, unit)
