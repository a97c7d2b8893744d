"""Where the files of the site lie: every storage of it, but what can be made anew (static files)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

from gongkai.web.operations.manifest import Elsewhere

_MADE_ANEW = frozenset({"staticfiles"})
KEYS = ("secret_key", "data_keys", "keys")
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """A storage that is a directory of this machine."""

    alias: str
    directory: Path

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file, by its name in an archive."""
        yield from _below(self.directory, f"files/{self.alias}")


def on_disk() -> tuple[Place, ...]:
    """The storages that are directories, each directory once: one that lies in another belongs to that."""
    found = {alias: Path(storage.location).resolve() for alias, storage in _storages() if _is_directory(storage)}
    places: list[Place] = []
    for alias, directory in sorted(found.items(), key=lambda one: (len(one[1].parts), one[0])):
        if not any(directory.is_relative_to(place.directory) for place in places):
            places.append(Place(alias, directory))
    return tuple(places)


def elsewhere() -> Iterator[Elsewhere]:
    """What lies in storages outside of this machine: their own versions are their backup; here stand the digests."""
    for alias, storage in _storages():
        if not _is_directory(storage):
            for name in _names(storage, ""):
                yield _digest(alias, storage, name)


def keys_of_site() -> Iterator[tuple[str, Path]]:
    """The keys of this installation: without them what is sealed in the database stays sealed."""
    for name in KEYS:
        path = Path(settings.HOME) / name
        if path.is_file():
            yield f"keys/{name}", path
        else:
            yield from _below(path, f"keys/{name}")


def _storages() -> Iterator[tuple[str, Storage]]:
    for alias in settings.STORAGES:
        if alias not in _MADE_ANEW:
            yield alias, storages[alias]


def _is_directory(storage: Storage) -> bool:
    return isinstance(storage, FileSystemStorage)


def _below(directory: Path, under: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(directory.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{under}/{path.relative_to(directory).as_posix()}", path


def _names(storage: Storage, folder: str) -> Iterator[str]:
    folders, files = storage.listdir(folder)
    yield from (f"{folder}{name}" for name in sorted(files) if name)
    for name in sorted(folders):
        yield from _names(storage, f"{folder}{name}/")


def _digest(alias: str, storage: Storage, name: str) -> Elsewhere:
    digest, size = hashlib.sha256(), 0
    with storage.open(name) as file:
        for chunk in file.chunks(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Elsewhere(alias, name, size, digest.hexdigest())
