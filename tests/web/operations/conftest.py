"""A disk so small that it is soon full."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django_tasks_db.management.commands import db_worker


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """8 MB, a real file system. Needs the right to mount."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only the administrator may mount a small disk")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture(autouse=True)
def the_tests_own_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker drops connections that an error has marred; here the connection holds the test's transaction."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
