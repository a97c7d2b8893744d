from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from gongkai.web.audit import readonly
from gongkai.web.config import setup
from gongkai.web.operations import schema

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
    assert not schema.pending()


@pytest.mark.django_db
def test_it_writes_ahead_and_waits_on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("another database")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20000,)


@pytest.mark.django_db
@pytest.mark.parametrize(("is_new", "why"), [(True, None), (False, "正在升级")])
def test_it_is_read_only_while_it_upgrades_a_site_that_is_in_use(
    is_new: bool, why: str | None, tmp_path: Path, settings, monkeypatch
) -> None:
    settings.HOME, seen = tmp_path, []
    monkeypatch.setattr(setup, "call_command", lambda *_, **__: seen.append(readonly.state()))
    monkeypatch.setattr(schema, "applied", lambda: frozenset() if is_new else frozenset({("organs", "0001_start")}))
    setup._migrate()
    assert [state and state.why for state in seen] == [why]
    assert readonly.state() is None
