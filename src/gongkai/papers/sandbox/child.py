"""The child's side: limits first, then one task on one file, then one answer. Run as a module, never imported."""

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from gongkai.papers.errors import PaperError

Task = Callable[[Mapping[str, Any], bytes], tuple[Mapping[str, Any], bytes]]
_OURS = "gongkai.papers."


def main() -> None:
    """Read limits, task, order and file from standard input; write answer and file to standard output."""
    order = json.loads(sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8), "big")))
    limit(order["seconds"], order["memory"])
    data = sys.stdin.buffer.read()
    try:
        answer, out = _task(order["task"])(order["order"], data)
    except PaperError as error:
        answer, out = {"refused": str(error), "kind": type(error).__name__}, b""
    except MemoryError:
        answer, out = {"beyond": "memory"}, b""
    head = json.dumps(answer, ensure_ascii=False).encode()
    sys.stdout.buffer.write(len(head).to_bytes(8, "big") + head + out)
    sys.stdout.buffer.flush()


def limit(seconds: int, memory: int) -> None:
    """Bind this process: so many seconds of work, so many bytes, no file written. Systems without limits have the
    parent's clock only."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # not a POSIX system
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _task(name: str) -> Task:
    module, _, function = name.partition(":")
    if not module.startswith(_OURS):
        raise ValueError(f"no task of ours: {name}")
    task: Task = getattr(importlib.import_module(module), function)
    return task


if __name__ == "__main__":
    main()
