"""Making an installation ready to serve: its tables and its static files. Safe to repeat and to run twice at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor

_LOCK_NUMBER = 711_2019  # any number, as long as every process of this program asks for the same one


def prepare() -> None:
    """Bring the tables up to date and lay out the static files. The second process to come waits for the first."""
    with _alone_on_this_machine(), _alone_on_this_database():
        if _pending_migrations():
            call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


def _pending_migrations() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


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
