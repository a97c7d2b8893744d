"""Processes of this machine that read chunks. A process that dies names the file it was reading; the rest of its chunk
is read again by another."""

import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from gongkai.annual_report.corpus.chunk import BROKE_DOWN, Chunk, read_chunk
from gongkai.annual_report.corpus.errors import CorpusError

Read: TypeAlias = Callable[[Chunk, Callable[[int], None]], bytes]

_CONTEXT = get_context("spawn")
_NOT_YET = -1
_KEPT = "MALLOC_TRIM_THRESHOLD_"


@dataclass(slots=True)
class _Hand:
    """A process, our end of the pipe to it, the index of the file it is at, and the chunk it has."""

    process: SpawnProcess
    pipe: Connection
    at: Any
    chunk: Chunk | None = None

    @classmethod
    def hired(cls, read: Read, megabytes: int) -> "_Hand":
        ours, its = _CONTEXT.Pipe()
        at = _CONTEXT.RawValue("i", _NOT_YET)
        process = _CONTEXT.Process(target=_work, args=(its, at, read, megabytes), daemon=True)
        with _keeping_freed_memory():
            process.start()
        its.close()
        return cls(process, ours, at)

    def give(self, chunk: Chunk) -> None:
        self.chunk = chunk
        with suppress(BrokenPipeError):  # it died in between; `take` will say so
            self.pipe.send(chunk)

    def take(self) -> bytes | None:
        """What the process made of its chunk; None if it has died."""
        try:
            return self.pipe.recv_bytes()
        except (EOFError, ConnectionResetError):
            return None

    def dismiss(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_here(
    chunks: Iterable[Chunk], *, workers: int, megabytes: int, read: Read = read_chunk
) -> Iterator[tuple[Chunk, bytes]]:
    """Read the chunks in that many processes, each with that much memory beyond its start, and give them as they are
    finished. Raises CorpusError where a process cannot even start."""
    waiting: deque[Chunk] = deque()
    source = iter(chunks)
    hands = [_Hand.hired(read, megabytes) for _ in range(workers)]
    try:
        while True:
            for hand in hands:
                if hand.chunk is None and (chunk := waiting.popleft() if waiting else next(source, None)):
                    hand.give(chunk)
            busy = {hand.pipe: hand for hand in hands if hand.chunk}
            if not busy:
                return
            for pipe in connection.wait(list(busy)):
                hand = busy[pipe]  # type: ignore[index]
                chunk, data = hand.chunk, hand.take()
                if chunk and data is not None:
                    hand.chunk = None
                    yield chunk, data
                elif chunk:
                    hands[hands.index(hand)] = _Hand.hired(read, megabytes)
                    waiting.append(_without_the_culprit(hand, chunk))
                    hand.dismiss()
    finally:
        for hand in hands:
            hand.dismiss()


def _without_the_culprit(hand: _Hand, chunk: Chunk) -> Chunk:
    """The chunk to be read again, the file at which the process died named as lost."""
    index = hand.at.value
    if index == _NOT_YET:
        raise CorpusError("读取进程无法启动，请检查本机内存和安装是否完整。")
    return replace(chunk, lost={**chunk.lost, chunk.files[index].path: BROKE_DOWN})


@contextmanager
def _keeping_freed_memory() -> Iterator[None]:
    """Processes started here keep the memory that a page's parser frees, for the next page. By itself the allocator of
    Linux gives it back to the system and asks for it anew, which costs a fifth of all time. Others ignore the words."""
    if _KEPT in os.environ:
        yield
        return
    os.environ[_KEPT] = str(64 * 2**20)
    try:
        yield
    finally:
        del os.environ[_KEPT]


def _work(pipe: Connection, at: Any, read: Read, megabytes: int) -> None:
    """The life of a process: a chunk in, its rows out, until the pipe is closed. Ctrl-C is for the parent alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    _limit_memory(megabytes)

    def at_work(index: int) -> None:
        at.value = index

    with suppress(EOFError, BrokenPipeError):
        while True:
            pipe.send_bytes(read(pipe.recv(), at_work))


def _limit_memory(megabytes: int) -> None:
    """Let the process grow by that much and no more; 0: as it likes."""
    if megabytes:
        pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
        limit = pages * resource.getpagesize() + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
