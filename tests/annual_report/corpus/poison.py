"""A reader that some files bring down, as a fault in a library could: by name, so that a test can choose how."""

import os
import time
from collections.abc import Callable

from gongkai.annual_report.corpus.chunk import Chunk, read_chunk


def read_with_poison(chunk: Chunk, at_work: Callable[[int], None] = lambda _: None) -> bytes:
    """Crash at `crash…`, hang at `hang…`, take all memory at `greedy…`."""

    def at(index: int) -> None:
        at_work(index)
        path = chunk.files[index].path
        if path in chunk.lost:
            return
        if "crash" in path:
            os.abort()
        if "hang" in path:
            time.sleep(600)
        if "greedy" in path:
            bytearray(8 * 2**30)

    return read_chunk(chunk, at)


def read_slowly(chunk: Chunk) -> bytes:
    """Long enough for a test to step in between."""
    time.sleep(0.3)
    return read_chunk(chunk)
