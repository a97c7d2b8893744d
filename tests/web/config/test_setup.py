from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from gongkai.web.config import setup

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@pytest.mark.django_db(transaction=True)
def test_it_lays_out_compressed_and_named_static_files_and_can_be_repeated(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=STORAGES, HOME=tmp_path):
        setup.prepare()
        first = sorted(path.name for path in tmp_path.rglob("*"))
        setup.prepare()
    assert sorted(path.name for path in tmp_path.rglob("*")) == first
    assert [name for name in first if name.startswith("gongkai.") and name.endswith(".css.gz")]
    assert "staticfiles.json" in first


@pytest.mark.django_db
def test_it_finds_no_change_of_a_model_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert not setup._pending_migrations()


@pytest.mark.django_db
def test_it_writes_ahead_and_waits_on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("another database")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20000,)
