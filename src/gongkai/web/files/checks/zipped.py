"""What a ZIP may hold: no bomb, no name that leads out of the folder, no link, no password; each member a file that
would be taken in by itself. The limits are those of the readers of reports (annual_report.readers)."""

import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZipFile, ZipInfo

from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.readers.archive import TOTAL_LIMIT, members, name_of
from gongkai.annual_report.readers.package import open_package, refuse_bomb
from gongkai.web.files.detect import locked
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.names import clean_name

Member = Callable[[IO[bytes], str, int], None]
_REPACK = "请解压后逐个核对，重新压缩再上传"
_ENCRYPTED = 0x1


def opened(file: IO[bytes]) -> ZipFile:
    """A ZIP whose directory is harmless. Raises FileRefused."""
    try:
        package = open_package(file)
        for info in package.filelist:
            _refuse_entry(info)
            refuse_bomb(info)
    except UnreadableSource as error:
        raise _bomb(error) from error
    if sum(info.file_size for info in package.filelist) > TOTAL_LIMIT:
        raise FileRefused("bomb", f"解开后超过 {TOTAL_LIMIT // 2**20} MB", "请分成几个文件再上传")
    names = [info.filename for info in package.filelist]
    if len(set(names)) != len(names):
        raise FileRefused("archive_name", "压缩包里有两个同名的文件，不同软件会解出不同的内容", _REPACK)
    return package


def _refuse_entry(info: ZipInfo) -> None:
    place = PurePosixPath(info.filename.replace("\\", "/"))
    if (
        place.is_absolute()
        or ".." in place.parts
        or (place.parts and ":" in place.parts[0])
        or "\x00" in info.orig_filename
    ):
        raise FileRefused("archive_name", "压缩包里有指向压缩包以外位置的文件名", _REPACK)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise FileRefused("archive_name", "压缩包里有指向别处的链接", _REPACK)
    if info.flag_bits & _ENCRYPTED:
        raise locked()


def look(file: IO[bytes], member: Member) -> None:
    """Everything in it, also in the archives in it. Raises FileRefused."""
    opened(file)
    file.seek(0)
    how_many = 0
    try:
        for found in members(file):
            how_many += 1
            if isinstance(found.content, ReportError):
                raise _bomb(found.content, found.place) from found.content
            _refuse_member(member, found.place, found.content)
    except UnreadableSource as error:
        raise _bomb(error) from error
    if not how_many:
        raise FileRefused("empty", "压缩包里没有文件", "请重新压缩后再上传")


def _refuse_member(member: Member, place: str, content: bytes) -> None:
    try:
        member(BytesIO(content), clean_name(place), len(content))
    except FileRefused as error:
        raise FileRefused(error.rule, f"压缩包里的“{clean_name(place)}”不能收：{error.why}", error.instead) from error


def _bomb(error: ReportError, place: str = "") -> FileRefused:
    why = str(error).partition("。")[0]
    return FileRefused("bomb", f"压缩包里的“{clean_name(place)}”：{why}" if place else why, _REPACK)


def shown(info: ZipInfo) -> str:
    """The name of a member, for a sentence."""
    return clean_name(name_of(info))
