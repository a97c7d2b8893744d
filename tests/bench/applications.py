"""How fast the list of applications with its board is over a million of them, and the page of a case whose history is
short, long, and very long. Over the whole of a request, on the database that DATABASE_URL names."""

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from tests.bench.measure import Measured, measure

_ROWS, _ORGANS = 1_000_000, 3_000
_ENTRIES, _SHORT = (4, 60, 600), 4
_DAYS = {"sqlite": "date('now', ({}) || ' days')", "postgresql": "(current_date + ({})::int)"}
_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {rows}) ",
    "postgresql": "WITH n(n) AS (SELECT generate_series(1, {rows})) ",
}
_KEYS = {"sqlite": "printf('%032x', n)", "postgresql": "md5(n::text)::uuid"}
_TRUE = {"sqlite": ("1", "0"), "postgresql": ("true", "false")}


def _insert() -> tuple[str, str]:
    vendor = connection.vendor
    true, false = _TRUE[vendor]
    due = _DAYS[vendor].format("CASE n % 6 WHEN 0 THEN (n * 31) % 40 - 5 ELSE -30 - (n * 31) % 700 END")
    columns = (
        "key, organ_id, number, year, channel, applicant_kind, applicant_digest, content_digest, code_digest, items, "
        "summary, assisted, state, is_open, waits_for, due_on, due_is_provisional, outcome, proposal, version"
    )
    values = (
        f"{_KEYS[vendor]}, (SELECT min(id) FROM organs_organ) + n % {_ORGANS}, '2025-' || n, 2025, 'in_person', "
        f"'natural_person', 'a' || n, 'c' || n, 'k' || n, 1, '第' || n || '件', '', "
        f"CASE n % 6 WHEN 0 THEN 'handling' ELSE 'archived' END, CASE n % 6 WHEN 0 THEN {true} ELSE {false} END, "
        f"CASE n % 6 WHEN 0 THEN 'handler' ELSE '' END, {due}, {false}, '', '', 2"
    )
    return _NUMBERS[vendor].format(rows=_ROWS) + f"SELECT {values} FROM n", columns


def rows() -> Iterator[Measured]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    made = import_module("tests.bench.office_rows")  # models are there only after the set-up
    handler, _ = made.people(_ORGANS)
    select, columns = _insert()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO applications_application ({columns}) {select}")
        cursor.execute("ANALYZE")
    with override_settings(MFA_REQUIRED=False):
        client = Client(SERVER_NAME="localhost")
        client.force_login(handler)
        case = _Case(handler.memberships.first().organ)
        for entries in _ENTRIES:
            case.grow(entries)
            get = lambda: _get(client, case.address)  # noqa: E731
            yield measure(f"the page of a case, {entries} entries of history, {_ROWS:,} cases", get, runs=30, unit="页")
        for what, query in _PAGES.items():
            get = lambda query=query: _get(client, f"/office/applications/?{query}")  # noqa: E731
            yield measure(f"applications, {_ROWS:,} rows, one organ's people: {what}", get, runs=10, unit="页")


class _Case:
    """One case of the organ that lives by events like any other, noted upon."""

    def __init__(self, organ: Any) -> None:
        self._do = import_module("gongkai.web.applications.acts.doing").do
        self._by = import_module("gongkai.web.audit.acting").CONSOLE
        self._on = import_module("gongkai.web.ui.clock").today()
        intake = import_module("gongkai.web.applications.acts.intake")
        cases = import_module("tests.web.applications.cases")
        channel = import_module("gongkai.regulation.receipt").Channel.IN_PERSON
        entered = intake.arrive(organ, cases.a_submission(), by=self._by, on=self._on, channel=channel)
        self._thing = entered.application
        party = {"name": "虚构甲公司", "concerns": "报价"}
        import_module("gongkai.web.applications.acts.consulting").consult_third_party(
            self._thing, by=self._by, on=self._on, party=party
        )
        self._pass = cases.passed
        self.address = f"/office/applications/{self._thing.key}/"

    def grow(self, entries: int) -> None:
        """Up to so many entries: of a longer history a proposal that was passed is a part."""
        if not self._thing.proposal and entries > _SHORT:
            self._pass(self._thing, self._on)
        for number in range(self._thing.version, entries):
            self._do(self._thing, "add_note", by=self._by, on=self._on, words={"note": f"第{number}次联系，说明进度。"})


def _get(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


_PAGES = {"board and first page": "", "late ones": "time=late", "waiting for me": "mine=todo", "a number": "q=2025-50"}
