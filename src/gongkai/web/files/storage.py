"""The disk as a place for files: a name holds the whole content or is not there, also after a power cut."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

UNFINISHED = ".part"
"""What the name of a file ends with that is still being written."""


class DiskStorage(FileSystemStorage):
    """Written under another name, brought to the disk, then renamed. Readable by the program's own user alone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700, **options})

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        self._make_folder(path.parent)
        with _written(path) as file:
            for chunk in content.chunks():
                file.write(chunk)
        return name

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """What is in a folder; nothing, before the first file came."""
        return super().listdir(path) if Path(self.path(path)).exists() else ([], [])

    def _make_folder(self, folder: Path) -> None:
        for missing in [one for one in (folder, *folder.parents) if not one.exists()][::-1]:
            missing.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def _written(path: Path) -> Iterator[Any]:
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}{UNFINISHED}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except BaseException:  # whatever ended it, Ctrl-C too: the half is taken away, and the end goes on its way
        draft.unlink(missing_ok=True)
        raise
    _to_disk(path.parent)


def _to_disk(folder: Path) -> None:
    """The new name itself, which stands in the folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every name in it, folder by folder."""
    folders, names = storage.listdir(folder)
    for name in sorted(names):
        yield f"{folder}/{name}" if folder else name
    for inner in sorted(folders):
        yield from names_in(storage, f"{folder}/{inner}" if folder else inner)
