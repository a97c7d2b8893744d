"""PDF: no scripts, nothing that starts a program, no files inside. Every object is looked at, also packed ones."""

import logging
import re
from collections.abc import Iterator
from typing import IO, Any

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject

from gongkai.web.files.detect import locked
from gongkai.web.files.errors import FileRefused

OBJECTS = 500_000
"""The most objects that a PDF may have: a scanned page has about ten."""
_SCRIPTS = ("/JS", "/JavaScript")
_STARTS = ("/Launch", "/ImportData", "/SubmitForm")
_HOLDS = ("/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/Movie", "/3D")
_CHUNK = 2**20


def look(file: IO[bytes]) -> None:
    """Raises FileRefused."""
    _refuse_written_out(file)
    file.seek(0)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked()
        for names in _names(reader):
            _refuse_names(names)
    except FileRefused:
        raise
    except FileNotDecryptedError as error:
        raise locked() from error
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise _damaged() from error
    except (NotImplementedError, RecursionError, AssertionError) as error:
        raise _damaged() from error


def _damaged() -> FileRefused:
    return FileRefused(
        "damaged", "PDF 已损坏或者写得不合规范，无法核对内容", "请重新扫描或者用“打印成 PDF”另存，再上传"
    )


def _names(reader: PdfReader) -> Iterator[set[str]]:
    """For every object the names in its dictionaries: keys, and values that are names. Objects are not kept."""
    numbers = {number for generation in reader.xref.values() for number in generation} | set(reader.xref_objStm)
    if len(numbers) > OBJECTS:
        raise FileRefused("bomb", f"PDF 里有超过 {OBJECTS:,} 个对象", "请分成几个文件再上传")
    yield _of(reader.trailer)
    for number in sorted(numbers):
        found = reader.get_object(number)
        yield _of(found)
        reader.resolved_objects.clear()


def _of(found: Any) -> set[str]:
    names: set[str] = set()
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, DictionaryObject):
            for key, value in one.items():
                names.add(str(key))
                left.append(value if isinstance(value, DictionaryObject | ArrayObject) else None)
                if isinstance(value, str) and str(key) in {"/S", "/Subtype", "/Type"}:
                    names.add(str(value))
        elif isinstance(one, ArrayObject):
            left.extend(item for item in one if isinstance(item, DictionaryObject | ArrayObject))
    return names


def _refuse_names(names: set[str]) -> None:
    if names.intersection(_SCRIPTS):
        raise FileRefused("macro", "PDF 里有脚本（JavaScript）", "请用“打印成 PDF”另存一份不带脚本的，再上传")
    if names.intersection(_STARTS):
        raise FileRefused("macro", "PDF 里有启动程序或者向外发送数据的动作", "请用“打印成 PDF”另存一份，再上传")
    if names.intersection(_HOLDS):
        raise FileRefused(
            "embedded", "PDF 里夹带着别的文件或者多媒体", "请把夹带的文件取出来单独上传，PDF 用“打印成 PDF”另存"
        )


def _spelled(name: str) -> bytes:
    """The name, each letter also as PDF lets it be written: #4a for J."""
    letters = (f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)
    return ("/" + "".join(letters) + r"(?![A-Za-z0-9])").encode()


_WRITTEN_OUT = re.compile(b"|".join(_spelled(name) for name in ("JavaScript", "Launch", "EmbeddedFile", "RichMedia")))
_OVERLAP = 64


def _refuse_written_out(file: IO[bytes]) -> None:
    """Viewers that repair a file find objects that its directory does not name: so the bytes are read too.

    Long names alone: a short one comes up by chance in a picture's bytes.
    """
    before = b""
    while chunk := file.read(_CHUNK):
        for match in _WRITTEN_OUT.finditer(before + chunk):
            word = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), match[0]).decode("ascii")
            _refuse_names({word})
        before = chunk[-_OVERLAP:]
