"""What a file was when it was taken in stays so: the database refuses to change it, and to delete the row.

Only its name and the day of its erasure may be written later.
"""

from django.db import migrations

TABLE = "files_storedfile"
SENTENCE = "收下的文件不能改动登记内容，也不能删除登记。"
FIXED = (
    "key", "organ_id", "stream_kind", "stream_id", "purpose", "type", "size", "sha256", "sm3", "is_sealed",
    "holds_personal_data", "scan", "engine", "added_by_id", "added_at",
)
COLUMNS = ", ".join(f'"{name}"' for name in FIXED)


def _statements(vendor: str) -> tuple[list[str], list[str]]:
    """What sets the triggers up, and what takes them away."""
    if vendor == "postgresql":
        up = [
            f"CREATE TRIGGER {TABLE}_fixed BEFORE UPDATE OF {COLUMNS} ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION gongkai_files_fixed()",
            f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION gongkai_files_fixed()",
        ]
        function = (
            "CREATE FUNCTION gongkai_files_fixed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END$$"
        )
        down = [f"DROP TRIGGER {TABLE}_fixed ON {TABLE}", f"DROP TRIGGER {TABLE}_kept ON {TABLE}"]
        return [function, *up], [*down, "DROP FUNCTION gongkai_files_fixed()"]
    raised = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    up = [
        f'CREATE TRIGGER {TABLE}_fixed BEFORE UPDATE OF {COLUMNS} ON {TABLE} {raised}',
        f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} {raised}",
    ]
    return up, [f"DROP TRIGGER {TABLE}_fixed", f"DROP TRIGGER {TABLE}_kept"]


def protect(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor)[0]:
        schema_editor.execute(statement, params=None)


def release(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor)[1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_start"), ("audit", "0005_looks_append_only")]
    operations = [migrations.RunPython(protect, release)]
