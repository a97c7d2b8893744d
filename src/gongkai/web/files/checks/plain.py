"""Text and RTF."""

import codecs
import re
from typing import IO

from gongkai.annual_report.readers.decode import utf16_without_mark
from gongkai.web.files.errors import FileRefused

_CHUNK = 2**20
_RTF_OBJECT = re.compile(
    rb"\\(?:object|objdata|objemb|objautlink|objhtml|ddeauto|dde)\b|\\field\b[^\\]{0,200}\\\*?\s*DDE", re.IGNORECASE
)
_OVERLAP = 256
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""No text holds them; end of file (DOS) and escape are left out."""


def look_text(file: IO[bytes]) -> None:
    """It has to be readable as text from end to end, in one of the encodings in use. Raises FileRefused."""
    beginning = file.read(4096)
    wide = "utf-16" if beginning[:2] in (b"\xff\xfe", b"\xfe\xff") else utf16_without_mark(beginning)
    encodings = [wide] if wide else ["utf-8-sig", "gb18030"]
    if not any(_decodes(file, encoding) for encoding in encodings):
        raise FileRefused("type", "它不是文字，也不是认得的文件", "请另存为 PDF、DOCX、XLSX、图片或者纯文本，再上传")


def _decodes(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            if _CONTROL.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def look_rtf(file: IO[bytes]) -> None:
    """No objects and no data exchange. Raises FileRefused."""
    before = b""
    while chunk := file.read(_CHUNK):
        if _RTF_OBJECT.search(before + chunk):
            raise FileRefused(
                "embedded", "文件里嵌有别的程序对象（OLE、DDE）", "请删除对象，另存为 DOCX 或者 PDF，再上传"
            )
        before = chunk[-_OVERLAP:]
