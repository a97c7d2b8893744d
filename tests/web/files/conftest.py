"""A storage of its own for every test, and files in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach, receive
from gongkai.web.organs.models import Organ
from tests.web.factories import an_organ
from tests.web.files import samples as made


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    """Where contents lie."""
    folder = tmp_path / "stored"
    backend = {"BACKEND": "gongkai.web.files.storage.DiskStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "files": backend}
    settings.FILES_INCOMING = tmp_path / "incoming"
    settings.MFA_REQUIRED = False
    storages._storages.clear()
    storages.__dict__.pop("backends", None)
    return folder


@pytest.fixture
def organ(db) -> Organ:
    return an_organ("青石县水利局")


@pytest.fixture
def a_file(organ: Organ) -> Callable[..., StoredFile]:
    def make(data: bytes = b"", name: str = "申请书.pdf", *, personal: bool = True, **words: Any) -> StoredFile:
        accepted = receive(ContentFile(data or made.pdf(), name), personal=personal)
        with transaction.atomic():
            return attach(accepted, **{"to": organ, "organ": organ, "purpose": "证明材料", "by": None, **words})

    return make
