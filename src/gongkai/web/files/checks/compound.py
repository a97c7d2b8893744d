"""Old Word, Excel and WPS files: no macros, no sheets of macros, no packed programs."""

from typing import IO

import olefile

from gongkai.web.files.detect import locked
from gongkai.web.files.errors import FileRefused

_MACROS = frozenset({"macros", "vba", "_vba_project_cur", "_vba_project"})
_PACKED = "\x01ole10native"
_BOUNDSHEET, _FILEPASS = 0x0085, 0x002F
_MACRO_SHEETS = frozenset({1, 6})
_SHEETS_BEGIN_AFTER = 4 * 2**20
"""The list of sheets stands in the globals at the front of the workbook: as much as this is read of it, in bytes."""


def look(file: IO[bytes]) -> None:
    """Raises FileRefused."""
    try:
        compound = olefile.OleFileIO(file)
        with compound:
            _refuse_parts(compound)
            for name in ("Workbook", "Book"):
                if compound.exists(name):
                    _refuse_macro_sheets(compound.openstream(name).read(_SHEETS_BEGIN_AFTER))
            if compound.exists("WordDocument"):
                _refuse_locked_word(compound.openstream("WordDocument").read(12))
    except FileRefused:
        raise
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefused("damaged", "文件打不开，已经损坏", "请用原来的软件另存一次后再上传") from error


def _refuse_parts(compound: olefile.OleFileIO) -> None:
    parts = {step.lower() for path in compound.listdir(streams=True, storages=True) for step in path}
    if parts & _MACROS:
        raise _macros()
    if _PACKED in parts:
        raise FileRefused("embedded", "文件里嵌有别的程序对象（OLE）", "请删除对象，或者改贴成图片，另存后再上传")


def _macros() -> FileRefused:
    return FileRefused("macro", "文件里有宏，打开时可能运行程序", "请另存为 DOCX、XLSX 或者 PDF，再上传")


def _refuse_macro_sheets(workbook: bytes) -> None:
    """The records of a workbook (MS-XLS 2.1.4): type, length, content. A sheet says in its record what it is."""
    at = 0
    while at + 4 <= len(workbook):
        kind, length = (
            int.from_bytes(workbook[at : at + 2], "little"),
            int.from_bytes(workbook[at + 2 : at + 4], "little"),
        )
        if kind == _FILEPASS:
            raise locked()
        if kind == _BOUNDSHEET and length > 5 and workbook[at + 9] in _MACRO_SHEETS:
            raise _macros()
        at += 4 + length


def _refuse_locked_word(head: bytes) -> None:
    """The flag fEncrypted of the file's head (MS-DOC 2.5.2)."""
    if len(head) == 12 and head[11] & 0x01:
        raise locked()
