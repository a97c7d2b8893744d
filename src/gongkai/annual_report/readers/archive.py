"""A ZIP of papers: each member a paper of its own, by the name its maker gave it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZipFile, ZipInfo

from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.readers.kinds import Kind, kind_of
from gongkai.annual_report.readers.package import open_package, part, refuse_bomb

MEMBER_LIMIT = 64 * 2**20
"""The largest member that is unpacked, in bytes."""
DEPTH = 3
"""How deep archives may lie in one another."""
TOTAL_LIMIT = 2**30
"""How much is unpacked of one archive and all archives inside it, in bytes."""

_LEFT_OUT = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A paper in an archive: its place (inner.zip!name), and its bytes or why they cannot be had."""

    place: str
    content: bytes | ReportError


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked."""

    left: int = TOTAL_LIMIT

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise UnreadableSource(
                f"压缩包解开后超过 {TOTAL_LIMIT // 2**20} MB，没有继续解压。请分成几个压缩包后再试。"
            )


def members(source: bytes | IO[bytes]) -> Iterator[Member]:
    """All papers of an archive and of the archives in it, one at a time, in their order.

    Raises UnreadableSource where the archive itself is damaged or too large; a member that is, is a Member.
    """
    return _members(source, "", 1, _Budget())


def _members(source: bytes | IO[bytes], before: str, depth: int, budget: _Budget) -> Iterator[Member]:
    package = open_package(source)
    for info in package.filelist:
        place = before + name_of(info)
        if info.is_dir() or any(part in place for part in _LEFT_OUT):
            continue
        try:
            content = _content(package, info)
            is_archive = kind_of(content) is Kind.ARCHIVE
        except ReportError as error:
            yield Member(place, error)
            continue
        budget.spend(len(content))
        if not is_archive:
            yield Member(place, content)
        elif depth < DEPTH:
            yield from _inner(content, place, depth, budget)
        else:
            yield Member(place, UnreadableSource(f"压缩包套了超过 {DEPTH} 层，没有继续解开。请先解压后再试。"))


def _inner(content: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Member]:
    try:
        yield from _members(content, f"{place}!", depth + 1, budget)
    except ReportError as error:
        yield Member(place, error)


def _content(package: ZipFile, info: ZipInfo) -> bytes:
    refuse_bomb(info)
    return part(package, info.filename, limit=MEMBER_LIMIT)


def name_of(info: ZipInfo) -> str:
    """The member's name: where it is not marked as UTF-8, Chinese programs wrote GB18030."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
