"""A chunk of files to a chunk of rows: the work that a process or a machine of a cluster does, and knows nothing else.

The chunk comes back as the bytes of an Arrow file, ready to be written. A file that cannot be read is a row with its
error. A file that brings its process down (a crash, a hang, all memory) is named by whoever watches, in `Chunk.lost`,
when the chunk is sent again.
"""

import faulthandler
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from gongkai.annual_report.corpus.table import arrow_of, record_of
from gongkai.annual_report.paper import LIMIT, Failure, read_papers

BROKE_DOWN = "读取这个文件时程序中断（超时、内存不足或崩溃），已跳过。请单独用 gongkai report read 查看它。"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was found: its path below the root, its size and when it was last changed."""

    path: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files below a root. name: that of its part. seconds: what one file may take; 0: no limit.

    lost: files that brought a process down, by path, with the sentence that their row carries.
    """

    name: str
    root: str
    files: tuple[File, ...]
    seconds: float = 0
    lost: Mapping[str, str] = field(default_factory=dict)


def read_chunk(chunk: Chunk, at_work: Callable[[int], None] = lambda _: None) -> bytes:
    """The rows of a chunk as an Arrow file. at_work is told the index of each file before it is opened."""
    records: list[dict[str, Any]] = []
    with _watch(chunk.seconds) as renew:
        for index, file in enumerate(chunk.files):
            renew()
            at_work(index)
            if file.path in chunk.lost:
                records.append(_row(file, {"error": chunk.lost[file.path]}))
            else:
                records.extend(_rows(Path(chunk.root), file))
    return arrow_of(records)


def _rows(root: Path, file: File) -> Iterator[dict[str, Any]]:
    """A row for every report of one file: one, unless it is an archive of several."""
    start = perf_counter()
    known: dict[str, Any] = {}
    for filled in _read(root, file, known):
        yield _row(file, known | filled | {"seconds": perf_counter() - start})
        start = perf_counter()


def _read(root: Path, file: File, known: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What each report of the file says, or why it could not be read. known: what is known of the file itself."""
    filled: dict[str, Any] = {}
    try:
        data = _bytes(root / file.path)
        known["sha256"] = hashlib.sha256(data).hexdigest() if len(data) <= LIMIT else None
        for one in read_papers(data, source=file.path):
            if isinstance(one, Failure):
                yield {"source": one.source, "error": str(one.error)}
            else:
                yield record_of(one)
        return
    except OSError as error:
        filled |= {"error": f"打不开这个文件（{error.strerror}）。请核对路径和权限。"}
    except MemoryError:
        filled |= {"error": "读取这个文件需要的内存超过上限，已跳过。请单独查看它。"}
    except Exception as error:  # noqa: BLE001 — a fault of ours in one paper must not cost the others
        filled |= {"error": f"读取程序出错（{type(error).__name__}：{error}），已跳过。请把这个文件报告给维护者。"}
    yield filled


def _bytes(path: Path) -> bytes:
    """What the file holds, but no more than is told too large. Asked for the size that it has: a buffer of the size
    that it may have costs more than reading it."""
    with path.open("rb", buffering=0) as stream:
        return stream.read(min(os.fstat(stream.fileno()).st_size, LIMIT) + 1)


def _row(file: File, filled: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "file": file.path,
        "source": file.path,
        **filled,
        "bytes": file.size,
        "modified_ns": file.modified_ns,
    }


@contextmanager
def _watch(seconds: float) -> Iterator[Callable[[], None]]:
    """End this process where one file takes longer, even inside a library that never returns to Python.

    What the block gets is to be called before each file; it starts the time anew, but not more than once a second,
    because that costs a thread.
    """
    started = 0.0

    def renew() -> None:
        nonlocal started
        if seconds and monotonic() - started >= 1:
            started = monotonic()
            faulthandler.dump_traceback_later(seconds + 1, exit=True, file=nowhere)

    with Path(os.devnull).open("w") as nowhere:
        try:
            yield renew
        finally:
            if seconds:
                faulthandler.cancel_dump_traceback_later()
