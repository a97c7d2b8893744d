"""Names of files as people gave them: made safe to show, to save and to send, and refused where they deceive."""

import unicodedata
from urllib.parse import quote

from gongkai.web.files.accepted import dangerous_endings
from gongkai.web.files.errors import FileRefused

LONGEST = 120
_UNNAMED = "未命名"
_FORBIDDEN = frozenset('<>:"/\\|?*')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control and format characters, among them those that turn the direction of writing (报告\u202efdp.exe)."""


def clean_name(given: str) -> str:
    """The name without path, invisible characters and what no file system takes; never empty, at most 120 characters.

    What the name ends with is kept where the middle has to be cut.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if char.isspace() else char for char in last if not _is_invisible(char))
    name = " ".join("".join("_" if char in _FORBIDDEN else char for char in seen).split()).strip(". ")
    if len(name) > LONGEST:
        stem, _, ending = name.rpartition(".")
        name = f"{stem[: LONGEST - len(ending) - 2]}….{ending}" if stem and len(ending) <= 10 else name[:LONGEST]
    return name or _UNNAMED


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE and not char.isspace()


def ending_of(name: str) -> str:
    """What stands after the last dot, in small letters; empty where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def refuse_deceiving(name: str) -> None:
    """Raises FileRefused for a name with an ending of a program anywhere in it."""
    parts = [part.strip().lower() for part in name.split(".")[1:]]
    bad = next((part for part in parts if part in dangerous_endings()), None)
    if bad is not None:
        raise FileRefused(
            "name",
            f"文件名里有“.{bad}”，这样的文件点开时可能运行程序",
            "如果只是名称写错了，请改名后再上传；否则请另存为 PDF",
        )


def disposition(name: str) -> str:
    """Content-Disposition for a download: the name in UTF-8 (RFC 5987), and a plain one for what cannot read that."""
    ending = ending_of(name)
    plain = f"download.{ending}" if ending.isascii() and ending.isalnum() else "download"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
