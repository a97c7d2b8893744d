"""Files that are a ZIP of parts (DOCX, XLSX and archives): opened and read within limits, XML without entities."""

import posixpath
import zlib
from io import BytesIO
from typing import IO, Any, TypeAlias
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from gongkai.annual_report.errors import UnreadableSource

PARTS = 10_000
"""The most parts a file may have."""
PART_LIMIT = 32 * 2**20
"""The largest part that is unpacked, in bytes. The text of a report is seldom larger than 2 MB as XML."""

WHOLE_LIMIT = 256 * 2**20
"""How much may be unpacked of one document."""
RATIO = 200
"""How many times smaller than its content a part may be: office files reach 20, text 10."""
_SMALL = 2**20

Element: TypeAlias = "etree._Element"  # noqa: SLF001

DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def open_package(source: bytes | IO[bytes]) -> ZipFile:
    """A file that is a ZIP, given as bytes or opened.

    Raises UnreadableSource for a damaged file and for one of more parts than any has.
    """
    try:
        package = ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    except DAMAGED as error:
        raise UnreadableSource("压缩文件（ZIP、DOCX、XLSX 或 OFD）已损坏，打不开。请重新下载或另存后再试。") from error
    if len(package.filelist) > PARTS:
        raise UnreadableSource(f"压缩文件里有超过 {PARTS:,} 个文件。请分成几个压缩包后再试。")
    return package


class Package:
    """The parts of a document by their paths, upper and lower case alike, with a limit on all that is unpacked."""

    def __init__(self, data: bytes) -> None:
        self._zip = open_package(data)
        self._names = {_normal(info.filename): info.filename for info in self._zip.filelist}
        self._left = WHOLE_LIMIT

    def xml(self, path: str) -> Element:
        """As `xml_part`."""
        return _parsed(self.part(path), path)

    def part(self, path: str) -> bytes:
        """As the function `part`."""
        limit = min(PART_LIMIT, self._left)
        data = part(self._zip, self._names.get(_normal(path), path), limit=limit)
        self._left -= len(data)
        return data


def beside(path: str, location: str) -> str:
    """The path of a part that `path` names: from the package's root where it begins with a slash, else beside it."""
    location = location.strip().replace("\\", "/")
    return location if location.startswith("/") else posixpath.join(posixpath.dirname(path), location)


def _normal(path: str) -> str:
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/").casefold()


def refuse_bomb(info: ZipInfo) -> None:
    """Raises UnreadableSource for a part that claims to be far larger than it lies there."""
    if info.file_size > _SMALL and info.file_size > RATIO * max(1, info.compress_size):
        raise UnreadableSource(f"这个文件压缩了 {RATIO} 倍以上，正常的文件不会这样，没有解开。请单独解压、核对后再试。")


def part(package: ZipFile, name: str, *, limit: int = PART_LIMIT) -> bytes:
    """One part, unpacked. Only as much is unpacked as the limit allows, whatever size the file claims.

    Raises UnreadableSource for a part that is missing, damaged, locked by a password, or larger than the limit.
    """
    try:
        with package.open(name) as stream:
            data = stream.read(limit + 1)
    except KeyError as error:
        raise UnreadableSource(f"文件里缺少 {name}，不完整。请重新下载或另存后再试。") from error
    except RuntimeError as error:
        if isinstance(error, NotImplementedError):
            raise UnreadableSource(f"文件里的 {name} 用了不常见的压缩方式，解不开。请另存后再试。") from error
        raise UnreadableSource("文件设有密码，打不开。请去掉密码后再试。") from error
    except DAMAGED as error:
        raise UnreadableSource(f"文件里的 {name} 已损坏，解不开。请重新下载或另存后再试。") from error
    if len(data) > limit:
        raise UnreadableSource(f"文件里的 {name} 解压后超过 {limit // 2**20} MB，没有继续解压。请确认选对了文件。")
    return data


def xml_part(package: ZipFile, name: str) -> Element:
    """One part as XML. A document type is refused, and with it every entity; nothing outside the file is opened.

    Raises UnreadableSource, also for broken XML.
    """
    return _parsed(part(package, name), name)


def _parsed(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(f"文件里的 {name} 已损坏，不是完整的 XML。请重新下载或另存后再试。") from error
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise UnreadableSource(f"文件里的 {name} 声明了外部实体，正常的文件没有这种内容，已拒绝读取。请另存后再试。")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace: the strict and the usual OOXML differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element, name: str) -> str | None:
    """The attribute of that local name."""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), None)
