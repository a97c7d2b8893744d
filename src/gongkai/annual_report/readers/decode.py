"""Bytes to text: UTF-8, UTF-16, GB18030, and Big5 where it is declared. Nothing is guessed beyond these."""

import codecs
import re
from collections.abc import Iterator

from gongkai.annual_report.errors import UnreadableSource

LIMIT = 8 * 2**20
"""The largest paper that is read, in bytes. A report's text is seldom larger than 100 KB."""
LINES = 50_000
"""The most lines that are read: a report that is printed a cell a line has a few hundred."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BEGINNING = 2048
_FEWEST_ZEROS = 4
"""Fewer are slips of whoever stored the file; a year alone has as many."""
_SOUND = 1000
"""One damaged or control character in so many is a slip of whoever stored the file."""
_CONTROLS = bytes(range(0x09)) + bytes(range(0x0E, 0x20))
_ONE_BYTE = ("utf-8", "gb18030", "big5hkscs")
"""Encodings in which a control character is the same single byte as in ASCII."""


def decode(data: bytes) -> str:
    """The text of a paper. A last character cut in two is dropped: papers are cut off in the middle.

    Raises UnreadableSource for an empty, too large or non-text file.
    """
    refuse_larger(data, LIMIT)
    text = _decoded(data)
    if not text.strip():
        raise UnreadableSource("文件是空的，没有任何文字。请确认选对了文件。")
    lines = text.count("\n") + text.count("\r")
    if lines > LINES:
        raise UnreadableSource(
            f"文件有 {lines:,} 行，超过 {LINES:,} 行的上限。年度报告一般不到一千行，请确认选对了文件。"
        )
    return text


def is_utf8(data: bytes) -> bool:
    """Whether these bytes need no decoding: they are UTF-8, without a mark that says so and without a zero."""
    if b"\x00" in data or data.startswith(codecs.BOM_UTF8):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def refuse_larger(data: bytes, limit: int) -> None:
    """Raises UnreadableSource for more bytes than the limit."""
    if len(data) > limit:
        size = f"{len(data) / 2**20:.0f} MB" if len(data) > 2 * LIMIT else f"{len(data):,} 字节"
        raise UnreadableSource(
            f"文件太大（{size}），超过 {limit // 2**20} MB 的上限。年度报告的文字一般不到 0.1 MB，请确认选对了文件。"
        )


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text_in(data[len(mark) :], encoding) or ""
    for encoding in _candidates(data):
        text = _text_in(data, encoding)
        if text is not None:
            return text
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") * _SOUND <= len(damaged) and _few_controls(data, damaged):
        return damaged
    raise UnreadableSource(
        "文件不是文本：既不是 UTF-8、UTF-16，也不是 GB18030 编码。请把报告另存为文本（.txt）后再试。"
    )


def utf16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 it may be: a Latin letter, a digit or a line end has a zero on one side."""
    even, odd = data[:_BEGINNING:2].count(0), data[1:_BEGINNING:2].count(0)
    if max(even, odd) < _FEWEST_ZEROS or max(even, odd) <= 4 * min(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _candidates(data: bytes) -> Iterator[str]:
    """The bytes decide; what a page declares is believed only for Big5, which GB18030 would read as nonsense."""
    beginning = data[:_BEGINNING]
    wide = utf16_without_mark(data)
    if wide:
        yield wide
    yield "utf-8"
    declared = _DECLARED.search(beginning)
    if declared and declared[1].lower().startswith(b"big5"):
        yield "big5hkscs"
    yield "gb18030"


def _text_in(data: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not that encoding, or decode to more than a few control characters."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=False)
    except UnicodeDecodeError:
        return None
    return text if _few_controls(data if encoding in _ONE_BYTE else text.encode(errors="replace"), text) else None


def _few_controls(data: bytes, text: str) -> bool:
    return len(data) - len(data.translate(None, _CONTROLS)) <= len(text) // _SOUND
