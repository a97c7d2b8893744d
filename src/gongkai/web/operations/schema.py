"""Which migrations the program knows, and which of them the database has."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

Name = tuple[str, str]


def pending() -> tuple[Name, ...]:
    """What the program has and the database not yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple((migration.app_label, migration.name) for migration, _ in plan)


def applied() -> frozenset[Name]:
    """What the database has."""
    return frozenset(MigrationExecutor(connection).loader.applied_migrations)


def known() -> frozenset[Name]:
    """What the program has; asks no database."""
    return frozenset(MigrationLoader(None).graph.nodes)
