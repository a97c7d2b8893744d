"""Files that are a ZIP of parts (DOCX, XLSX and archives): opened and read within limits, XML without entities."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from gongkai.annual_report.errors import UnreadableSource

PARTS = 10_000
"""The most parts a file may have."""
PART_LIMIT = 32 * 2**20
"""The largest part that is unpacked, in bytes. The text of a report is seldom larger than 2 MB as XML."""

DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def open_package(data: bytes) -> ZipFile:
    """Raises UnreadableSource for a damaged file and for one of more parts than any has."""
    try:
        package = ZipFile(BytesIO(data))
    except DAMAGED as error:
        raise UnreadableSource("压缩文件（ZIP、DOCX、XLSX 或 OFD）已损坏，打不开。请重新下载或另存后再试。") from error
    if len(package.filelist) > PARTS:
        raise UnreadableSource(f"压缩文件里有超过 {PARTS:,} 个文件。请分成几个压缩包后再试。")
    return package


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
        raise UnreadableSource(
            f"文件里的 {name} 解压后超过 {limit // 2**20} MB，不像年度报告，没有继续解压。请确认选对了文件。"
        )
    return data


def xml_part(package: ZipFile, name: str) -> etree._Element:
    """One part as XML. A document type is refused, and with it every entity; nothing outside the file is opened.

    Raises UnreadableSource, also for broken XML.
    """
    data = part(package, name)
    if b"<!DOCTYPE" in data[:4096]:
        raise UnreadableSource(f"文件里的 {name} 声明了外部实体，正常的文件没有这种内容，已拒绝读取。请另存后再试。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(f"文件里的 {name} 已损坏，不是完整的 XML。请重新下载或另存后再试。") from error


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: the strict and the usual OOXML differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element, name: str) -> str | None:
    """The attribute of that local name."""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), None)
