"""The parent's side: a task on a file from outside, done in a child that can neither hang nor eat the machine."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from gongkai.papers import errors
from gongkai.papers.errors import BadFile, PaperError

SECONDS, MEMORY = 180, 2 << 30
"""What one file may cost: seconds of work and bytes of memory."""
_CHILD = "gongkai.papers.sandbox.child"
_GRACE = 5


def run(
    task: str, order: Mapping[str, Any], data: bytes, *, seconds: int = SECONDS, memory: int = MEMORY
) -> tuple[Mapping[str, Any], bytes]:
    """The task's answer and bytes. task: module:function. Raises the task's own PaperError, and BadFile where the file
    costs more than it may or brings the reader down."""
    head = json.dumps({"task": task, "order": order, "seconds": seconds, "memory": memory}).encode()
    try:
        done = subprocess.run(  # noqa: S603 (our own module, no shell)
            [sys.executable, "-I", "-B", "-m", _CHILD],
            input=len(head).to_bytes(8, "big") + head + data,
            capture_output=True,
            timeout=seconds + _GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadFile(_too_slow(seconds)) from None
    if done.returncode or not done.stdout:
        raise BadFile(_ended(done.returncode, done.stderr, seconds))
    size = int.from_bytes(done.stdout[:8], "big")
    answer: Mapping[str, Any] = json.loads(done.stdout[8 : 8 + size])
    if "beyond" in answer:
        raise BadFile(_too_large(memory))
    if "refused" in answer:
        kind: type[PaperError] = getattr(errors, answer["kind"], BadFile)
        raise kind(answer["refused"])
    return answer, done.stdout[8 + size :]


def _ended(code: int, said: bytes, seconds: int) -> str:
    if code in {-9, -24}:
        return _too_slow(seconds)
    if b"MemoryError" in said or code in {-6, -11}:
        return "文件已经损坏，或者打开它需要的内存超过限度，没有处理。请核对文件，或者另存一次后再试。"
    return "文件已经损坏，读不出内容。请核对文件，或者另存一次后再试。"


def _too_slow(seconds: int) -> str:
    return f"处理这个文件超过了{seconds}秒，已经停止。文件可能过大或者已经损坏，请拆分或者另存后再试。"


def _too_large(memory: int) -> str:
    return f"处理这个文件需要的内存超过{memory >> 20}MB，已经停止。请降低图片的分辨率，或者拆分后再试。"
