"""Where the keys are written down: the file data_keys of the data directory, or the environment, which only its
keeper can change."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings

from gongkai.web.operations.errors import CannotOperate
from gongkai.web.vault.ring import Key, new_key, ring

_NAME = "data_keys"
Written = list[str]


def put_in_front() -> str:
    """A new key before the others: what is to be done now."""
    key = new_key()
    if _is_in_environment():
        return f"密钥由 GONGKAI_DATA_KEYS 给出，请自己把新密钥写在最前面，旧的留在后面，用逗号分开：\n{key}"
    _rewrite(lambda lines: [key, *lines])
    return f"新密钥已经写在 {_path()} 的最前面。"


def write_retired(key: Key) -> str:
    """Only its part for digests stays: what is to be done now."""
    if _is_in_environment():
        return f"密钥由 GONGKAI_DATA_KEYS 给出，请自己把编号为 {key.id.hex()} 的密钥换成：\n{key.retired}"
    _rewrite(lambda lines: [key.retired if _is(line, key) else line for line in lines])
    return f"{_path()} 里只留下它核对摘要的部分，再也打不开任何内容。"


def _is(line: str, key: Key) -> bool:
    return line.strip().replace("-", "+").replace("_", "/") == key.written


def _is_in_environment() -> bool:
    return bool(os.environ.get("GONGKAI_DATA_KEYS"))


def _path() -> Path:
    return Path(settings.HOME) / _NAME


def _rewrite(change: Callable[[Sequence[str]], Written]) -> None:
    """Whole or not at all, for its owner alone. Raises CannotOperate where the file is not what this process read."""
    lines = _path().read_text("utf-8").split()
    if lines[0] != ring().first.written:
        raise CannotOperate(f"{_path()} 在这个命令运行时变了，没有改动它。请再运行一次。")
    draft = _path().with_name(f"{_NAME}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in change(lines)))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(_path())
