"""The processes that read a corpus on this machine."""

import os

import pytest

from gongkai.annual_report.corpus.chunk import Chunk
from gongkai.annual_report.corpus.workers import run_here

KEPT = "MALLOC_TRIM_THRESHOLD_"


def allocator(chunk: Chunk, at_work: object) -> bytes:
    """Instead of reading, what the process was told of keeping memory."""
    return os.environ.get(KEPT, "").encode()


def told() -> str:
    [(_, data)] = run_here([Chunk("one", "", ())], workers=1, megabytes=0, read=allocator)
    return data.decode()


def test_it_starts_processes_that_keep_the_memory_a_page_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEPT, raising=False)
    assert int(told()) >= 2**20
    assert KEPT not in os.environ


def test_it_leaves_to_the_operator_what_the_operator_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEPT, "123456")
    assert told() == "123456"
    assert os.environ[KEPT] == "123456"
