"""Taking a file in. Two steps, so that no lock is held while bytes are written:

    accepted = receive(upload, personal=True)                  checked, scanned, written; belongs to nothing yet
    with together():                                           the transaction of the act it belongs to
        file = attach(accepted, to=thing, organ=organ, purpose="证明材料", by=user)
        perform(act=…, data={"file": str(file.key), "sha256": file.sha256})

What is received and never attached (a form given up, a crash in between) is swept away after two days (sweeping).
"""

import errno
import logging
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any, cast

from django.core import signing
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import connection, models

from gongkai.web.accounts.models import User
from gongkai.web.audit.kinds import kind_of
from gongkai.web.files.accepted import FileType
from gongkai.web.files.checks.inspect import inspect
from gongkai.web.files.digests import Digests
from gongkai.web.files.errors import CannotStore, FileRefused
from gongkai.web.files.models import StoredFile, place_of
from gongkai.web.files.names import clean_name, ending_of
from gongkai.web.files.scanning import scan
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import now
from gongkai.web.vault.streams import seal_stream

log = logging.getLogger("gongkai.files")
KEPT_SECONDS = 24 * 3600
"""How long a form may bring back what it sent before. Shorter than what the sweep leaves alone."""
_CHUNK = 64 * 1024
_SALT = "gongkai.files.accepted"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that is written and belongs to nothing yet."""

    key: uuid.UUID
    name: str
    type: str
    size: int
    sha256: str
    sm3: str
    is_sealed: bool
    scan: str
    engine: str

    def token(self, owner: str) -> str:
        """For a hidden field: a form that has to be sent again need not send the file again. Good for its owner."""
        return signing.dumps({**asdict(self), "key": self.key.hex}, salt=f"{_SALT}:{owner}", compress=True)

    @classmethod
    def from_token(cls, token: str, owner: str) -> "Accepted | None":
        """What the token stands for; None where it is another's, too old, or its file is in use or gone."""
        try:
            words = signing.loads(token, salt=f"{_SALT}:{owner}", max_age=KEPT_SECONDS)
        except signing.BadSignature:
            return None
        found = cls(**{**words, "key": uuid.UUID(words["key"])})
        is_taken = StoredFile.objects.filter(pk=found.key).exists()
        return None if is_taken or not storage().exists(place_of(found.key)) else found


def storage() -> Storage:
    """Where contents are: settings.STORAGES["files"]."""
    return storages["files"]


def context_of(key: uuid.UUID) -> str:
    """What a sealed content is bound to."""
    return f"files.storedfile.content.{key.hex}"


def receive(upload: File, *, personal: bool, types: tuple[FileType, ...] = ()) -> Accepted:
    """Check, scan and write a file. One that holds personal data is sealed on its way.

    Raises FileRefused, and CannotStore where the storage does not take it; then nothing of it is kept.
    """
    name = clean_name(upload.name or "")
    try:
        _refuse_half_sent(upload)
        found = inspect(cast("IO[bytes]", upload), name, size=upload.size, types=types)
        scanned = scan(cast("IO[bytes]", upload))
        if not ending_of(name):
            name = f"{name}.{found.endings[0]}"
        key, digests = uuid.uuid4(), Digests()
        chunks = digests.passing(_chunks(upload))
        write(place_of(key), seal_stream(chunks, context_of(key)) if personal else chunks)
    except FileRefused as error:
        log.info("a file was refused: %s", error.rule)
        raise error.named(name) from error
    return Accepted(
        key, name, found.name, digests.size, digests.sha256, digests.sm3, personal, scanned.outcome, scanned.engine
    )


def take_own(upload: File, *, name: str, type: str, personal: bool) -> Accepted:  # noqa: A002  (the row's own word)
    """Write a file that the program itself made of what was checked on its way in: it is not looked into again.

    Raises CannotStore.
    """
    key, digests = uuid.uuid4(), Digests()
    chunks = digests.passing(_chunks(upload))
    write(place_of(key), seal_stream(chunks, context_of(key)) if personal else chunks)
    scanned = StoredFile.Scan.NOT_SCANNED
    return Accepted(key, name, type, digests.size, digests.sha256, digests.sm3, personal, scanned, "")


def attach(
    accepted: Accepted, *, to: models.Model, organ: Organ, purpose: str, by: User | None, personal: bool | None = None
) -> StoredFile:
    """The row of a received file, in the transaction of the act that it belongs to.

    Raises RuntimeError outside of a transaction: a row without its act would be a file of nothing.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("attach a file inside the transaction of its act (audit.acting.together).")
    kind = kind_of(type(to))
    return StoredFile.objects.create(
        **asdict(accepted),
        organ=organ,
        stream_kind=kind.name,
        stream_id=kind.stream_id(to),
        purpose=purpose,
        holds_personal_data=accepted.is_sealed if personal is None else personal,
        added_by=by,
        added_at=now(),
    )


def _refuse_half_sent(upload: File) -> None:
    trouble = getattr(upload, "trouble", None)
    if trouble is not None:
        raise _cannot_store(trouble) from trouble


def _chunks(upload: File) -> Iterator[bytes]:
    upload.seek(0)
    while chunk := upload.read(_CHUNK):
        yield chunk


def write(place: str, chunks: Iterable[bytes]) -> None:
    """Put a content there. Raises CannotStore."""
    try:
        written = storage().save(place, Passing(chunks, place))
    except FileRefused:
        raise
    except Exception as error:  # a disk, a network, a library of S3: storages share no class of errors
        raise _cannot_store(error) from error
    if written != place:
        storage().delete(written)
        raise RuntimeError(f"the storage wrote {written} instead of {place}")


def _cannot_store(error: Exception) -> CannotStore:
    log.error("a file could not be stored: %s", error)
    if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}:
        why = "本站存放文件的空间已满，文件没有保存"
    else:
        why = "本站存放文件的地方暂时不能写，文件没有保存"
    return CannotStore("storage", why, "您填写的其他内容不受影响，请过一会儿再试；一直如此时，请告诉本站的管理单位")


class Passing(File):
    """Pieces that come one after another, as a file for a storage that reads and for one that asks for pieces."""

    def __init__(self, chunks: Iterable[bytes], name: str) -> None:
        super().__init__(None, name)
        self._left, self._kept = iter(chunks), bytearray()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self._left

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._kept) < size:
            piece = next(self._left, None)
            if piece is None:
                break
            self._kept += piece
        end = len(self._kept) if size < 0 else size
        given = bytes(self._kept[:end])
        del self._kept[:end]
        return given

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def seek(self, *_: Any) -> int:
        """S3 libraries ask to begin at the beginning; there this stream is anyway."""
        return 0

    def tell(self) -> int:
        return 0

    def close(self) -> None:
        """Nothing is held open."""

    @property
    def closed(self) -> bool:
        return False
