"""One archive: a compressed tar whose last member is the manifest, sealed with a passphrase where one is given.

It is written under another name and takes its own only when it is whole and has been read again. It is read without
trust: names, kinds, sizes and digests are all checked while members land in a directory of their own.
"""

import gzip
import hashlib
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO

from gongkai.web.operations import manifest
from gongkai.web.operations.encryption import MAGIC, Opened, Sealing
from gongkai.web.operations.errors import BadArchive, CannotOperate
from gongkai.web.operations.manifest import Manifest, Member

_CHUNK = 1024 * 1024
_LARGEST_MANIFEST = 256 * 1024 * 1024
_NAMES = re.compile(r"(database/gongkai\.(sqlite3|pgdump)|files/[a-z_]+/.+|keys/.+|manifest\.json)", re.DOTALL)
_NOT_WHOLE = "这份备份不完整或者已经损坏（{}）。没有改动任何内容，请换一份备份。"


class Packing:
    """An archive that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, Member] = {}

    def add(self, name: str, path: Path) -> None:
        """A file of this machine. Raises CannotOperate where it changes under our hands."""
        with path.open("rb") as file:
            self._put(name, file, os.fstat(file.fileno()).st_size)

    def close(self, last: Manifest) -> None:
        """Nothing comes after the manifest."""
        data = last.to_bytes()
        self._put(manifest.NAME, BytesIO(data), len(data))

    def _put(self, name: str, file: BinaryIO, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        counted = _Digest(file)
        try:
            self._tar.addfile(info, counted)
        except OSError as error:
            if error.errno is not None:
                raise
            raise CannotOperate(f"备份 {name} 的时候它变短了。请确认没有别的程序在改数据目录，再备份一次。") from error
        self.members[name] = Member(size, counted.sha256)


class _Digest:
    """A file whose digest is known when it has been read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._digest.update(data)
        return data

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def packing(path: Path, secret: bytes | None) -> Iterator[Packing]:
    """Write an archive; it is on the disk, whole, when the block ends, and not there at all where the block fails."""
    with open(path, "xb", opener=_for_its_owner) as file:
        target = Sealing(file, secret) if secret else file
        with gzip.GzipFile("", "wb", 6, target) as squeezed, tarfile.open(fileobj=squeezed, mode="w|") as tar:
            yield Packing(tar)
        if isinstance(target, Sealing):
            target.finish()
        file.flush()
        os.fsync(file.fileno())


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unpack(path: Path, secret: bytes | None, *, into: Path | None) -> Manifest:
    """Read all of an archive, and lay its members out in a directory, or nowhere. Raises BadArchive, CannotOperate."""
    try:
        with path.open("rb") as file, gzip.GzipFile(fileobj=_plain(file, secret, path)) as loose:
            return _unpacked(loose, into)
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BadArchive(_NOT_WHOLE.format("压缩内容中断")) from error
    except FileNotFoundError as error:
        raise CannotOperate(f"没有文件 {path}。请检查路径。") from error
    except PermissionError as error:
        raise CannotOperate(f"没有权限读 {path} 或者写 {into}。请换有权限的用户运行。") from error


def _plain(file: BinaryIO, secret: bytes | None, path: Path) -> BinaryIO:
    is_sealed = file.read(len(MAGIC)) == MAGIC
    if not is_sealed:
        file.seek(0)
        return file
    if secret is None:
        raise CannotOperate(f"{path} 是加密的备份，要用 --key-file 给出口令文件。")
    return BufferedReader(Opened(file, secret), _CHUNK)


def _unpacked(loose: gzip.GzipFile, into: Path | None) -> Manifest:
    found: dict[str, Member] = {}
    last: Manifest | None = None
    with tarfile.open(fileobj=loose, mode="r|") as tar:
        for info in tar:
            if last is not None:
                raise BadArchive(_NOT_WHOLE.format("清单之后还有内容"))
            _refuse_strange(info, found)
            if info.name == manifest.NAME:
                last = manifest.read(_content(tar, info).read(_LARGEST_MANIFEST))
            else:
                found[info.name] = _landed(_content(tar, info), None if into is None else into / info.name)
    while loose.read(_CHUNK):
        pass  # to its end: the checksum of the compressed stream stands there
    if last is None:
        raise BadArchive(_NOT_WHOLE.format("没有清单"))
    _refuse_differences(found, last)
    return last


def _refuse_strange(info: tarfile.TarInfo, found: dict[str, Member]) -> None:
    """A plain file with a plain name inside one of our folders, once."""
    parts = info.name.split("/")
    is_plain = info.isreg() and _NAMES.fullmatch(info.name) and not {"", ".", ".."} & set(parts)
    if not is_plain or "\\" in info.name or "\0" in info.name or info.name in found:
        raise BadArchive(f"这份备份里有不该有的内容（{info.name[:80]!r}），不是本程序制作的。没有改动任何内容。")


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    content = tar.extractfile(info)
    if content is None:
        raise BadArchive(_NOT_WHOLE.format(info.name))
    return content  # type: ignore[return-value]


def _landed(content: BinaryIO, path: Path | None) -> Member:
    digest, size = hashlib.sha256(), 0
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    with open(path or os.devnull, "wb", opener=_for_its_owner) as file:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return Member(size, digest.hexdigest())


def _refuse_differences(found: dict[str, Member], last: Manifest) -> None:
    for name in sorted(set(found) | set(last.members)):
        if found.get(name) != last.members.get(name):
            raise BadArchive(
                f"这份备份里的 {name} 与清单不符：它被改动过，或者已经损坏。没有改动任何内容，请换一份备份。"
            )
