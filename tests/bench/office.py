"""How fast a list of a million rows is, over the whole of a request, on SQLite."""

import os
from collections.abc import Iterator
from importlib import import_module

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from tests.bench.measure import Measured, measure

_ROWS, _ORGANS = 1_000_000, 3_000
_INSERT = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
INSERT INTO casework_case (number, title, organ_id, state, due_on, pages)
SELECT printf('2025-%%07d', n), printf('第%%07d件', n * 7919 %% 1000003), (SELECT min(id) FROM organs_organ) + n %% %s,
       CASE n %% 5 WHEN 0 THEN 'open' ELSE 'closed' END,
       CASE n %% 11 WHEN 0 THEN NULL ELSE date('2024-01-01', (n * 31 %% 700) || ' days') END, n %% 90
FROM numbers
"""


def rows() -> Iterator[Measured]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    made = import_module("tests.bench.office_rows")  # models are there only after the set-up
    with made.cases_known(), override_settings(MFA_REQUIRED=False, ROOT_URLCONF="tests.web.office.urls"):
        handler, operator = made.people(_ORGANS)
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [_ROWS, _ORGANS])
            cursor.execute("ANALYZE")
        for who, user in (("one organ's", handler), ("the whole site's", operator)):
            client = Client(SERVER_NAME="localhost")
            client.force_login(user)
            for what, query in _PAGES.items():
                get = lambda client=client, query=query: client.get(f"/office/cases/?{query}")  # noqa: E731
                yield measure(f"list of {_ROWS:,} rows, {who} people: {what}", get, runs=10, unit="页")


_PAGES = {
    "first page": "",
    "late ones": "time=late",
    "by title downwards": "sort=-title",
    "a number's beginning": "q=2025-0500",
    "from the middle": "after=WyIyMDI1LTAyLTE3IiwgNTAwMDAwXQ",
}
