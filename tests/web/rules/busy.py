"""Threads of one process that take numbers as fast as they can, and tell each once its act is done.

python -m tests.web.rules.busy setup | take
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402

from gongkai.regulation.organs import Kind, Level  # noqa: E402
from gongkai.web.config.setup import prepare  # noqa: E402
from gongkai.web.organs.actions import register  # noqa: E402
from gongkai.web.organs.models import Organ  # noqa: E402
from gongkai.web.rules.numbering import Series, next_number  # noqa: E402

DAY, THREADS, NUMBERS = date(2026, 3, 2), 8, 96


class GivenUp(Exception):
    """An act that fails after its number was taken."""


def setup() -> None:
    prepare()
    for code in ("a", "b"):
        register(code=code, name=f"{code}局", level=Level.COUNTY, kind=Kind.DEPARTMENT)


def take() -> None:
    organs = [Organ.objects.get(code=code) for code in ("a", "b")]
    with ThreadPoolExecutor(THREADS) as threads:
        for number in threads.map(lambda turn: _one(organs[turn % 2], fails=turn % 12 > 9), range(NUMBERS)):
            if number:
                print(number)


def _one(organ: Organ, *, fails: bool) -> str:
    try:
        with transaction.atomic():
            number = next_number(organ, Series.APPLICATION, on=DAY)
            if fails:
                raise GivenUp
            return number
    except GivenUp:
        return ""
    finally:
        connection.close()


if __name__ == "__main__":
    globals()[sys.argv[1]]()
