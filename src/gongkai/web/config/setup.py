"""Making an installation ready to serve: its tables and its static files. Safe to repeat and to run twice at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from gongkai.web.audit import readonly
from gongkai.web.operations import schema

_LOCK_NUMBER = 711_2019  # any number, as long as every process of this program asks for the same one


def prepare() -> None:
    """Bring the tables up to date and lay out the static files. The second process to come waits for the first."""
    with _alone_on_this_machine(), _alone_on_this_database():
        if schema.pending():
            _migrate()
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


def _migrate() -> None:
    """Whoever is served by another process meanwhile reads on. A new site has nobody yet."""
    upgrade = readonly.during("正在升级") if schema.applied() else nullcontext()
    with upgrade:
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _alone_on_this_machine() -> Iterator[None]:
    with (settings.HOME / "setup.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_on_this_database() -> Iterator[None]:
    """Several machines on one PostgreSQL: the lock stands in the database itself."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK_NUMBER])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_NUMBER])
