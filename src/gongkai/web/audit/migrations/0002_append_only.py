"""What is written in the ledger stays: the database itself refuses to change or delete an event or an audit row."""

from django.db import migrations

TABLES = ("audit_event", "audit_auditrow")
SENTENCE = "事件和审计记录只能增加，不能修改或者删除。"


def _statements(vendor: str) -> tuple[list[str], list[str]]:
    """What sets the triggers up, and what takes them away."""
    if vendor == "postgresql":
        return _postgresql()
    up, down = [], []
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            up.append(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            )
            down.append(f"DROP TRIGGER {name}")
    return up, down


def _postgresql() -> tuple[list[str], list[str]]:
    up = [
        f"CREATE FUNCTION gongkai_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END$$",
        # TRUNCATE asks no row: it is refused as soon as there is one to lose
        "CREATE FUNCTION gongkai_keep_all() RETURNS trigger LANGUAGE plpgsql AS "
        "$$DECLARE has_rows boolean; BEGIN EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) "
        f"INTO has_rows; IF has_rows THEN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; "
        "END IF; RETURN NULL; END$$",
    ]
    down = []
    for table in TABLES:
        up.append(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gongkai_append_only()"
        )
        up.append(
            f"CREATE TRIGGER {table}_keep_all BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION gongkai_keep_all()"
        )
        down += [f"DROP TRIGGER {table}_append_only ON {table}", f"DROP TRIGGER {table}_keep_all ON {table}"]
    return up, [*down, "DROP FUNCTION gongkai_append_only()", "DROP FUNCTION gongkai_keep_all()"]


def protect(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor)[0]:
        schema_editor.execute(statement, params=None)


def release(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor)[1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_start")]
    operations = [migrations.RunPython(protect, release)]
