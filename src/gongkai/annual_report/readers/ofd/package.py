"""The package of an OFD file: its parts, read within limits and without following anything that leads outside."""

import posixpath
import zlib
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from gongkai.annual_report.errors import UnreadableSource

PART = 32 * 2**20
"""The largest part that is read, in bytes, unpacked. A page of a report has 100 KB; a scanned one a few MB."""
WHOLE = 256 * 2**20
"""How much may be unpacked of one file."""
ENTRIES = 20_000

Element: TypeAlias = "etree._Element"  # noqa: SLF001

_BROKEN = "这份 OFD 是坏的：{}。请从原件重新导出或重新下载，再试一次。"


class Package:
    """The parts of an OFD file by their paths."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise broken("打不开它的压缩包") from error
        if len(entries) > ENTRIES:
            raise UnreadableSource(
                f"这份 OFD 里有 {len(entries):,} 个文件，超过 {ENTRIES:,} 个的上限，不像一份年度报告。"
            )
        self._entries = {_normal(entry.filename): entry for entry in entries}
        self._left = WHOLE

    def xml(self, path: str) -> Element:
        """The root of an XML part. Its entities are not resolved."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.part(path), parser)
        except etree.XMLSyntaxError as error:
            raise broken(f"其中的 {path} 不是完整的 XML") from error
        docinfo: Any = root.getroottree().docinfo
        if docinfo.doctype:
            raise UnreadableSource(
                f"这份 OFD 的 {path} 带有文档类型声明，可能会引用外部内容，因此不读。请从原件重新导出。"
            )
        return root

    def part(self, path: str) -> bytes:
        """The bytes of a part."""
        entry = self._entries.get(_normal(path))
        if entry is None:
            raise broken(f"缺少 {path}")
        if entry.flag_bits & 1:
            raise UnreadableSource("这份 OFD 加了密码，读不了。请用密码打开后另存为没有密码的文件，再试一次。")
        return self._unpacked(path, entry)

    def _unpacked(self, path: str, entry: ZipInfo) -> bytes:
        limit = min(PART, self._left)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
            raise broken(f"其中的 {path} 解不开") from error
        if len(data) > limit:
            raise UnreadableSource(
                f"这份 OFD 解开后太大（{path} 超过 {limit // 2**20} MB），不像一份年度报告。请确认选对了文件。"
            )
        self._left -= len(data)
        return data


def broken(why: str) -> UnreadableSource:
    """The error for a package that contradicts the standard."""
    return UnreadableSource(_BROKEN.format(why))


def beside(path: str, location: str) -> str:
    """The path of a part that `path` names: from the package's root where it begins with a slash, else beside it."""
    location = location.strip().replace("\\", "/")
    return location if location.startswith("/") else posixpath.join(posixpath.dirname(path), location)


def _normal(path: str) -> str:
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/").casefold()
