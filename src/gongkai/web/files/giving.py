"""Giving a file out: to whom, its bytes as they were taken in, and its end."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any, Self, cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils import timezone

from gongkai.web.accounts import access
from gongkai.web.accounts.models import User
from gongkai.web.audit.kinds import kinds
from gongkai.web.files.errors import ContentMissing
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import context_of, storage
from gongkai.web.vault.streams import unseal_stream

Opener = Callable[[User | AnonymousUser, StoredFile, models.Model], bool]
_openers: dict[str, Opener] = {}
_CHUNK = 64 * 1024


def register_opener(kind: str, opener: Opener) -> None:
    """Say at the start who may open the files of a kind of thing, beyond that he may see the thing at all."""
    _openers[kind] = opener


def openable(user: User | AnonymousUser, words: dict[str, Any]) -> StoredFile | None:
    """The file of an address if he may see the thing that it belongs to; else None, as if there were none."""
    file = StoredFile.objects.select_related("organ").filter(**words).first()
    return file if file is not None and may_open(user, file) else None


def may_open(user: User | AnonymousUser, file: StoredFile) -> bool:
    """He may see its thing, and the kind's own rule, where it has one, allows it."""
    thing = _thing(user, file)
    opener = _openers.get(file.stream_kind)
    return thing is not None and (opener is None or opener(user, file, thing))


def _thing(user: User | AnonymousUser, file: StoredFile) -> models.Model | None:
    kind = next((one for one in kinds() if one.name == file.stream_kind), None)
    if kind is None:
        return None
    return access.visible_to(user, kind.model.objects.filter(**{kind.key: file.stream_id})).first()


def files_of(user: User | AnonymousUser, thing: models.Model, *, kind: str, stream_id: str) -> list[StoredFile]:
    """The files of a thing that he sees, oldest first: those that he may open, also where the content was erased."""
    found = StoredFile.objects.filter(stream_kind=kind, stream_id=stream_id).select_related("added_by")
    opener = _openers.get(kind)
    return [file for file in found.order_by("added_at", "key") if opener is None or opener(user, file, thing)]


class Content:
    """The bytes of a file as they were taken in, piece by piece. Whoever has it closes it, read or not."""

    def __init__(self, file: StoredFile, opened: IO[bytes]) -> None:
        self._file, self._opened = file, opened

    def __iter__(self) -> Iterator[bytes]:
        """Raises CannotUnseal where sealed bytes are not whole."""
        if self._file.is_sealed:
            yield from unseal_stream(self._opened, context_of(self._file.key))
        else:
            yield from iter(lambda: self._opened.read(_CHUNK), b"")

    def close(self) -> None:
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def content_of(file: StoredFile) -> Content:
    """Its content, opened. Raises ContentMissing."""
    if file.purged_at is not None:
        raise ContentMissing(f"这个文件的内容已于 {timezone.localdate(file.purged_at)} 按规定清除，只留有摘要。")
    place = file.place
    try:
        opened = cast("IO[bytes]", storage().open(place))
        opened.read(0)  # some storages ask only now
    except Exception as error:  # a missing name is another error with every storage; which, is kept as its cause
        raise ContentMissing(
            "这个文件的内容现在取不到，已记入日志。请过一会儿再试，或者告诉本站的管理单位。"
        ) from error
    return Content(file, opened)


def purge(file: StoredFile) -> None:
    """Erase the content and the name; digests and the rest of the row stay. Inside the transaction of its act.

    The content goes when the transaction is through; a crash right then leaves it to the sweep.
    """
    file.name, file.purged_at = "", timezone.now()
    file.save(update_fields=["name", "purged_at"])
    transaction.on_commit(partial(_delete_content, file.key), robust=True)


def _delete_content(key: UUID) -> None:
    """Wherever it lies by now: its key may have been changed meanwhile."""
    storage().delete(StoredFile.objects.get(pk=key).place)
