"""Which files a backup takes, and what it says of those that it cannot take."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from gongkai.web.operations import places
from gongkai.web.operations.manifest import Elsewhere

_ON_DISK = "django.core.files.storage.FileSystemStorage"


@pytest.fixture(autouse=True)
def some_storages(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.STORAGES = {
        "default": {"BACKEND": _ON_DISK, "OPTIONS": {"location": tmp_path / "files"}},
        "files": {"BACKEND": _ON_DISK, "OPTIONS": {"location": tmp_path / "files" / "kept"}},
        "large": {"BACKEND": _ON_DISK, "OPTIONS": {"location": tmp_path / "large"}},
        "bucket": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": _ON_DISK, "OPTIONS": {"location": tmp_path / "static"}},
    }
    return tmp_path


def test_every_directory_is_taken_once_and_static_files_never(some_storages: Path) -> None:
    for alias in ("default", "files", "large", "staticfiles"):
        storages[alias].save(f"{alias}.txt", ContentFile(b"x"))
    found = {name for place in places.on_disk() for name, _ in place.files()}
    assert found == {"files/default/default.txt", "files/default/kept/files.txt", "files/large/large.txt"}


def test_a_link_out_of_a_directory_is_not_followed(some_storages: Path) -> None:
    (some_storages / "large").mkdir()
    (some_storages / "large" / "link").symlink_to("/etc/passwd")
    assert [name for place in places.on_disk() for name, _ in place.files()] == []


def test_what_lies_outside_of_this_machine_is_named_with_its_digest() -> None:
    storages["bucket"].save("2025/答复.pdf", ContentFile(b"%PDF"))
    storages["bucket"].save("top.txt", ContentFile(b"top"))
    digest = hashlib.sha256(b"%PDF").hexdigest()
    assert Elsewhere("bucket", "2025/答复.pdf", 4, digest) in list(places.elsewhere())
    assert {one.name for one in places.elsewhere()} == {"2025/答复.pdf", "top.txt"}


def test_keys_are_taken_from_where_they_lie(some_storages: Path) -> None:
    (some_storages / "secret_key").write_text("a")
    (some_storages / "keys").mkdir()
    (some_storages / "keys" / "applicants").write_text("b")
    assert [name for name, _ in places.keys_of_site()] == ["keys/secret_key", "keys/keys/applicants"]
