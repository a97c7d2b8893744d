"""How long a province's organs and people take to come in from two tables, on SQLite, with every line checked."""

import csv
import io
import os
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from time import perf_counter

import django
from django.core.management import call_command

from tests.bench.measure import Measured

_CITIES, _BUREAUS, _PEOPLE = 3, 1000, 20_000


def rows() -> Iterator[Measured]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    console = import_module("gongkai.web.audit.acting").CONSOLE  # models are there only after the set-up
    for what, table in (("organs", _organs()), ("people", _people())):
        intake = import_module(f"gongkai.web.directory.intake.{what}")
        start = perf_counter()
        result = intake.enter(_file(table), by=console, on=date(2025, 2, 17), is_rehearsal=False)
        assert not result.faults, result.faults[:3]
        count = next(iter(result.counts.values()))
        yield Measured(f"{count:,} {what} from a table, once", (perf_counter() - start) * 1000, count, "行")


def _file(table: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


def _organs() -> list[list[str]]:
    table = [["机关代码", "名称", "层级", "类别", "上级代码"], ["bench-sheng", "某省人民政府", "省级", "人民政府", ""]]
    for city in range(_CITIES):
        table.append([f"bench-{city}", f"第{city}市人民政府", "设区的市级", "人民政府", "bench-sheng"])
        table += [
            [f"bench-{city}-{number}", f"第{city}市第{number}局", "县级", "工作部门", f"bench-{city}"]
            for number in range(_BUREAUS)
        ]
    return table


def _people() -> list[list[str]]:
    return [
        ["账号", "姓名", "单位代码", "岗位", "自"],
        *(
            [f"bench-{n}", f"职员{n}", f"bench-{n % _CITIES}-{n // _CITIES % _BUREAUS}", "承办人员", "2024-01-01"]
            for n in range(_PEOPLE)
        ),
    ]
