"""Sealed files brought under the first key: each is written anew under another name, proven on its way, and only then
the row says so. A kill leaves a content that belongs to nothing, which the next run or the sweep takes away.
"""

from collections import Counter
from collections.abc import Iterator

from gongkai.web.files.digests import Digests
from gongkai.web.files.errors import CannotStore, ContentMissing
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile, place_of
from gongkai.web.files.receiving import context_of, storage, write
from gongkai.web.files.storage import names_in
from gongkai.web.files.sweeping import Fault, fault_of, owners_of
from gongkai.web.vault import CannotUnseal
from gongkai.web.vault.ring import ID_LENGTH, ring
from gongkai.web.vault.sealed import key_id_of
from gongkai.web.vault.streams import VERSION, seal_stream

_HEAD = len(VERSION) + ID_LENGTH


def keys_of_files() -> Counter[bytes]:
    """How many contents each key sealed: of files, and of forms that are being filled in."""
    found = Counter[bytes]()
    for name, owner in owners_of(names_in(storage())):
        head = _head(name)
        if owner.is_sealed if owner is not None else head.startswith(VERSION):
            found[key_id_of(head)] += 1
    return found


def reseal_files() -> Iterator[int | Fault]:
    """1 for each file that was sealed anew, and 0 for one that needed not; between them those that cannot be opened."""
    rows = StoredFile.objects.filter(is_sealed=True, purged_at=None).defer("name").order_by("pk")
    for file in rows.iterator(chunk_size=500):
        try:
            yield _resealed(file)
        except (ContentMissing, CannotUnseal, CannotStore) as error:
            yield Fault(str(file.key), str(error))


def _resealed(file: StoredFile) -> int | Fault:
    with content_of(file) as content:
        if key_id_of(_head(file.place)) == ring().first.id:
            return 0
        new, digests = place_of(file.key, (file.resealed or 0) + 1), Digests()
        storage().delete(new)  # of a run that was killed
        write(new, seal_stream(digests.passing(content), context_of(file.key)))
    fault = fault_of(digests, file)
    row = StoredFile.objects.filter(pk=file.pk, resealed=file.resealed, purged_at=None)
    is_moved = not fault and row.update(resealed=(file.resealed or 0) + 1) == 1
    storage().delete(file.place if is_moved else new)
    return Fault(str(file.key), fault) if fault else int(is_moved)


def _head(name: str) -> bytes:
    with storage().open(name) as file:
        return bytes(file.read(_HEAD))
