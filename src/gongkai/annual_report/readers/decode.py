"""Bytes to text: UTF-8 with or without a mark, UTF-16 with one, GB18030. Nothing is guessed beyond these."""

import codecs
import re

from gongkai.annual_report.errors import UnreadableSource

LIMIT = 8 * 2**20
"""The largest paper that is read, in bytes. A report's text is seldom larger than 100 KB."""
LINES = 200_000
"""The most lines that are read: a report that is printed a cell a line has a few hundred."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS = (
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或 DOCX、XLSX、OFD 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word、WPS 或 Excel 文件"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"{\\rtf", "RTF 文件"),
    (b"<!DOCTYPE html", "网页"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """The text of a paper. A last character cut in two is dropped: papers are cut off in the middle.

    Raises UnreadableSource for an empty, too large or non-text file.
    """
    if len(data) > LIMIT:
        size = f"{len(data) / 2**20:.0f} MB" if len(data) > 2 * LIMIT else f"{len(data):,} 字节"
        raise UnreadableSource(
            f"文件太大（{size}），超过 {LIMIT // 2**20} MB 的上限。年度报告的文字一般不到 0.1 MB，请确认选对了文件。"
        )
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnreadableSource(f"这是{kind}，现在能读的是纯文本。请把报告正文连同表格另存为文本（.txt）后再试。")
    text = _decoded(data)
    if not text.strip():
        raise UnreadableSource("文件是空的，没有任何文字。请确认选对了文件。")
    lines = text.count("\n") + text.count("\r")
    if lines > LINES:
        raise UnreadableSource(
            f"文件有 {lines:,} 行，超过 {LINES:,} 行的上限。年度报告一般不到一千行，请确认选对了文件。"
        )
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text_in(data[len(mark) :], encoding) or ""
    for encoding in ("utf-8", "gb18030"):
        text = _text_in(data, encoding)
        if text is not None:
            return text
    raise UnreadableSource(
        "文件不是文本：既不是 UTF-8、UTF-16，也不是 GB18030 编码。请把报告另存为文本（.txt）后再试。"
    )


def _text_in(data: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not that encoding, or decode to more than a few control characters."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=False)
    except UnicodeDecodeError:
        return None
    controls = sum(1 for _ in _CONTROL.finditer(text))
    return text if controls <= len(text) // 1000 else None
