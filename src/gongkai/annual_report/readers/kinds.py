"""Which kind of file a paper is, by its content and never by its name, and which reader reads that kind."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from types import MappingProxyType
from typing import IO
from zipfile import BadZipFile, ZipFile

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Source
from gongkai.annual_report.readers.decode import utf16_without_mark


class Kind(StrEnum):
    """A kind of file, by the name its users give it."""

    TEXT = "纯文本"
    HTML = "网页"
    MHTML = "网页归档（MHT）"
    DOCX = "DOCX 文件"
    XLSX = "XLSX 文件"
    OFFICE = "旧版 Word、WPS、RTF 或 ODF 文件"
    ARCHIVE = "ZIP 压缩包"
    PDF = "PDF 文件"
    OFD = "OFD 文件"
    IMAGE = "图片"
    OTHER_ARCHIVE = "RAR、7z、GZ 或 TAR 压缩包"


READERS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.TEXT: "plain:source_of_text",
        Kind.HTML: "html:source_of_html",
        Kind.MHTML: "mhtml:source_of_mhtml",
        Kind.DOCX: "docx:source_of_docx",
        Kind.XLSX: "xlsx:source_of_xlsx",
        Kind.OFFICE: "office:source_of_office",
        Kind.PDF: "pdf:source_of_pdf",
        Kind.OFD: "ofd:source_of_ofd",
        Kind.IMAGE: "scan:source_of_image",
    }
)
"""Kind → module and function, loaded when the first file of that kind is met: few papers need more than one of them."""

_STARTS = (
    (b"%PDF-", Kind.PDF),
    (b"\xd0\xcf\x11\xe0", Kind.OFFICE),
    (b"{\\rtf", Kind.OFFICE),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"BM", Kind.IMAGE),
    (b"Rar!", Kind.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.OTHER_ARCHIVE),
    (b"\x1f\x8b", Kind.OTHER_ARCHIVE),
)
_PARTS = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("OFD.xml", Kind.OFD),
    ("content.xml", Kind.OFFICE),
)
_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|span|meta|br|td|tr|h[1-6]|font|center|section|article)\b",
    re.IGNORECASE,
)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}content-type:\s*multipart/related", re.IGNORECASE)
_LOOKED_AT = 65_536


def kind_of(data: bytes) -> Kind:
    """The kind of a file. What is nothing else is taken for text, and refused there if it is none."""
    return kind_of_file(BytesIO(data))


def kind_of_file(file: IO[bytes]) -> Kind:
    """The kind of an opened file, of which no more is read than tells it."""
    file.seek(0)
    beginning = file.read(_LOOKED_AT)
    for start, kind in _STARTS:
        if beginning.startswith(start):
            return kind
    if beginning.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(file)
    if b"%PDF-" in beginning[:1024]:
        return Kind.PDF
    if _MHTML.match(beginning):
        return Kind.MHTML
    wide = "utf-16" if beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else utf16_without_mark(beginning)
    if wide:
        beginning = beginning.decode(wide, "ignore").encode("ascii", "ignore")
    return Kind.HTML if _MARKUP.search(beginning) else Kind.TEXT


def _kind_of_zip(file: IO[bytes]) -> Kind:
    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableSource("压缩文件（ZIP、DOCX、XLSX 或 OFD）已损坏，打不开。请重新下载或另存后再试。") from error
    return next((kind for part, kind in _PARTS if part in names), Kind.ARCHIVE)


def source_of(data: bytes) -> Source:
    """What the reader of this kind finds in a paper. Raises ReportError where none can read it."""
    kind = kind_of(data)
    if kind not in READERS:
        raise UnreadableSource(
            f"这是{kind}，这里读不了。能读的有{'、'.join(READERS)}；请把报告另存为其中一种，或先解压，再试。"
        )
    return reader_of(kind)(data)


def reader_of(kind: Kind) -> Callable[[bytes], Source]:
    module, function = READERS[kind].split(":")
    reader: Callable[[bytes], Source] = getattr(import_module(f"gongkai.annual_report.readers.{module}"), function)
    return reader
