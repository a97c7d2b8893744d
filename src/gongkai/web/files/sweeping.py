"""What lies in the storage and belongs to nothing: forms given up, crashes between two steps, erased files. And the
proof that everything that is owned is there, byte for byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from gongkai.web.audit.kinds import batched
from gongkai.web.files.digests import Digests
from gongkai.web.files.errors import ContentMissing
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile, key_in
from gongkai.web.files.receiving import storage
from gongkai.web.files.storage import names_in
from gongkai.web.vault import CannotUnseal

LEFT_ALONE = timedelta(days=2)
"""So old is what the sweep takes: what is younger may be the file of a form that is being filled in."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A stored file that is not what its row says."""

    key: str
    what: str

    def __str__(self) -> str:
        return f"文件 {self.key}：{self.what}"


def sweep(*, now: datetime | None = None, rehearse: bool = False) -> Iterator[str]:
    """The names of what belongs to nothing, each deleted as it is named; with `rehearse` none is."""
    before = (now or timezone.now()) - LEFT_ALONE
    for name, owner in owners_of(list(names_in(storage()))):
        if owner is not None or storage().get_modified_time(name) > before:
            continue
        if not rehearse:
            storage().delete(name)
        yield name


def owners_of(names: Iterable[str]) -> Iterator[tuple[str, StoredFile | None]]:
    """Each name of the storage with the file that it holds the content of now."""
    for some in batched(names):
        rows = StoredFile.objects.filter(pk__in=filter(None, map(key_in, some)), purged_at=None).defer("name")
        owned = {file.place: file for file in rows}
        yield from ((name, owned.get(name)) for name in some)


def verify() -> Iterator[Fault]:
    """Every file whose content is missing, or not what was taken in; by key, so that two runs agree."""
    for file in StoredFile.objects.filter(purged_at=None).defer("name").order_by("pk").iterator(chunk_size=500):
        fault = _fault(file)
        if fault:
            yield Fault(str(file.key), fault)


def fault_of(digests: Digests, file: StoredFile) -> str:
    """How a content that passed differs from its row; empty where it does not."""
    if digests.size != file.size:
        return f"大小是 {digests.size:,} 字节，登记的是 {file.size:,} 字节。请从备份恢复。"
    if (digests.sha256, digests.sm3) != (file.sha256, file.sm3):
        return "内容与登记的摘要不符：它被换过或者损坏了。请从备份恢复。"
    return ""


def _fault(file: StoredFile) -> str:
    digests = Digests()
    try:
        with content_of(file) as content:
            for _ in digests.passing(content):
                pass
    except ContentMissing:
        return "内容不在存放的地方。请从备份恢复。"
    except CannotUnseal as error:
        return str(error)
    return fault_of(digests, file)
