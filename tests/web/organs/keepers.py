"""Processes that share one database: python -m tests.web.organs.keepers setup | read | settings | days | notice

`read` answers every line that it is sent with what it knows: the settings, whether two days are worked.
"""

import os
import sys
from datetime import date

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"
django.setup()

from gongkai.regulation.organs import Kind, Level  # noqa: E402
from gongkai.regulation.workdays import plain, read_announcement  # noqa: E402
from gongkai.web.audit.acting import CONSOLE  # noqa: E402
from gongkai.web.calendar.models import HolidayNotice  # noqa: E402
from gongkai.web.calendar.queries import calendar_of  # noqa: E402
from gongkai.web.config.setup import prepare  # noqa: E402
from gongkai.web.directory import organ_acts  # noqa: E402
from gongkai.web.organs.models import Organ  # noqa: E402
from gongkai.web.rules import actions  # noqa: E402
from gongkai.web.rules.queries import settings_of  # noqa: E402
from gongkai.web.ui import memory  # noqa: E402
from gongkai.web.ui.clock import today  # noqa: E402
from tests.regulation.holiday_papers import OF_2027  # noqa: E402

CODE = "qingshi-shuili"
OWN_DAY, NATIONAL_DAY = date(2025, 3, 4), date(2027, 2, 8)


def setup() -> None:
    prepare()
    words = {"name": "青石县水利局", "level": Level.COUNTY, "kind": Kind.DEPARTMENT}
    organ_acts.register(by=CONSOLE, on=date(2025, 1, 2), code=CODE, **words)


def read() -> None:
    organ = Organ.objects.get(code=CODE)
    for _ in sys.stdin:
        with memory.one_memory():
            calendar = calendar_of(organ)
            works = [calendar.is_workday(day) for day in (OWN_DAY, NATIONAL_DAY)]
            print(settings_of(organ, on=today())["correction_workdays"], *works, flush=True)


def settings() -> None:
    row = actions.open_settings(by=CONSOLE, on=today(), organ=Organ.objects.get(code=CODE))
    values = {"correction_workdays": "10"}
    actions.change("set_policies", row, by=CONSOLE, on=today(), since=today(), values=values)


def days() -> None:
    organ = Organ.objects.get(code=CODE)
    organ_acts.set_day(organ, by=CONSOLE, on=today(), day=OWN_DAY, works=False, reason="停电")


def notice() -> None:
    found = read_announcement(OF_2027).notice
    HolidayNotice.objects.create(
        key="2027-1", year=2027, revision=1, number=found.number, issued=found.issued, state="confirmed",
        holidays=plain(found), source=OF_2027,
    )  # fmt: skip


if __name__ == "__main__":
    globals()[sys.argv[1]]()
