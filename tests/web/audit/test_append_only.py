"""The database itself keeps what is written."""

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.web.audit.models import AuditRow, Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Event, AuditRow])
def test_it_refuses_to_change_or_delete_a_row(water, model) -> None:
    row = model.objects.order_by("pk").last()
    table = model._meta.db_table
    for statement in (
        f"UPDATE {table} SET stream_id = 'x' WHERE id = {row.pk}",
        f"DELETE FROM {table} WHERE id = {row.pk}",
    ):
        with pytest.raises(DatabaseError, match="只能增加"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert model.objects.filter(pk=row.pk, stream_id=row.stream_id).exists()


@pytest.mark.parametrize("model", [Event, AuditRow])
def test_it_refuses_to_empty_a_table(water, model) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE: emptying a table deletes its rows")
    with pytest.raises(DatabaseError, match="只能增加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
