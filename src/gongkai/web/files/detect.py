"""Which type a file is, by its content: neither its name nor what a browser says of it counts.

The kinds are those of the readers of reports (annual_report.readers.kinds); here those that hold several formats are
told apart. The answer is a name of accepted.yaml.
"""

import re
from collections.abc import Callable
from typing import IO
from zipfile import BadZipFile, ZipFile

import olefile
from PIL import Image, UnidentifiedImageError

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.decode import utf16_without_mark
from gongkai.annual_report.readers.kinds import Kind, kind_of_file
from gongkai.web.files.errors import FileRefused

PICTURES = ("JPEG", "PNG", "TIFF", "GIF", "BMP")
"""The formats that Pillow is asked to open; its other readers are never run on what strangers send."""

_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"L\x00\x00\x00")
_MARKUP = re.compile(rb"<\?xml|<\?php|<svg\b|<!doctype\b|<script\b|<%@|<html\b", re.IGNORECASE)
_OLE = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_LOOKED_AT = 65_536


def type_of(file: IO[bytes]) -> str:
    """The name of the type. Raises FileRefused for a file that is damaged or locked so that it cannot be told."""
    try:
        kind = kind_of_file(file)
    except UnreadableSource as error:
        raise FileRefused("damaged", str(error).partition("。")[0], "请重新导出或者重新下载后再上传") from error
    file.seek(0)
    beginning = file.read(_LOOKED_AT)
    file.seek(0)
    return _BY_KIND[kind](file, beginning)


def _text(file: IO[bytes], beginning: bytes) -> str:
    if beginning.startswith(_PROGRAMS):
        return "program"
    wide = beginning[:2] in (b"\xff\xfe", b"\xfe\xff") or utf16_without_mark(beginning)
    narrow = beginning.replace(b"\x00", b"") if wide else beginning
    if _MARKUP.search(narrow[:4096]):
        return "markup"
    return "text" if wide or b"\x00" not in beginning else "unknown"


def _picture(file: IO[bytes], beginning: bytes) -> str:
    try:
        with Image.open(file, formats=PICTURES) as picture:
            return str(picture.format).lower()
    except Image.DecompressionBombError as error:
        raise FileRefused("picture_size", "图片的尺寸太大", "请缩小后再上传") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        # two letters begin a bitmap; a text may begin with them too
        if beginning.startswith(b"BM") and b"\x00" not in beginning:
            return _text(file, beginning)
        raise FileRefused("damaged", "图片打不开，已经损坏", "请重新导出或者重新拍照后再上传") from error
    finally:
        file.seek(0)


def _office(file: IO[bytes], beginning: bytes) -> str:
    if beginning.startswith(b"{\\rtf"):
        return "rtf"
    if beginning.startswith(b"PK"):
        return "odf"
    try:
        with olefile.OleFileIO(file) as compound:
            found = next((name for stream, name in _OLE if compound.exists(stream)), "other_office")
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise FileRefused("damaged", "文件打不开，已经损坏", "请用原来的软件另存一次后再上传") from error
    if found == "locked":
        raise locked()
    return found


def _archive(file: IO[bytes], beginning: bytes) -> str:
    try:
        with ZipFile(file) as package:
            names = set(package.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileRefused("damaged", "压缩包打不开，已经损坏", "请重新压缩后再上传") from error
    if "ppt/presentation.xml" in names:
        return "ppt"
    return "other_office" if "[Content_Types].xml" in names else "zip"


def locked() -> FileRefused:
    """A password keeps everyone out, also the check."""
    return FileRefused("locked", "文件设有密码，无法核对内容，别人也打不开", "请去掉密码后再上传")


def _always(name: str) -> Callable[[IO[bytes], bytes], str]:
    return lambda _file, _beginning: name


_BY_KIND: dict[Kind, Callable[[IO[bytes], bytes], str]] = {
    Kind.PDF: _always("pdf"),
    Kind.OFD: _always("ofd"),
    Kind.DOCX: _always("docx"),
    Kind.XLSX: _always("xlsx"),
    Kind.HTML: _always("html"),
    Kind.MHTML: _always("html"),
    Kind.OTHER_ARCHIVE: _always("other_archive"),
    Kind.TEXT: _text,
    Kind.IMAGE: _picture,
    Kind.OFFICE: _office,
    Kind.ARCHIVE: _archive,
}
