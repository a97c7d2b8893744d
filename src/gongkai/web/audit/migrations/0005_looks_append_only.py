"""Who saw personal data stays written: the database itself refuses to change or delete a look (as 0002 for events)."""

from django.db import migrations

TABLE = "audit_look"
SENTENCE = "查看记录只能增加，不能修改或者删除。"


def _statements(vendor: str) -> tuple[list[str], list[str]]:
    """What sets the triggers up, and what takes them away. The functions for PostgreSQL are those of 0002."""
    if vendor == "postgresql":
        up = [
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION gongkai_append_only()",
            f"CREATE TRIGGER {TABLE}_keep_all BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION gongkai_keep_all()",
        ]
        return up, [f"DROP TRIGGER {TABLE}_append_only ON {TABLE}", f"DROP TRIGGER {TABLE}_keep_all ON {TABLE}"]
    up, down = [], []
    for event in ("UPDATE", "DELETE"):
        name = f"{TABLE}_no_{event.lower()}"
        up.append(f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END")
        down.append(f"DROP TRIGGER {name}")
    return up, down


def protect(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor)[0]:
        schema_editor.execute(statement, params=None)


def release(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor)[1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_looks")]
    operations = [migrations.RunPython(protect, release)]
