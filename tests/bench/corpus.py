"""How fast a corpus is made and read, end to end, and how much memory that takes."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gongkai.annual_report.corpus.sample.making import PRINTED, Wish, samples
from gongkai.annual_report.corpus.sample.writing import write_samples
from tests.annual_report.corpus.accuracy import reads
from tests.annual_report.corpus.memory import Cost, copied, cost
from tests.bench.measure import Measured

_PAPERS = 1_000
_FEW, _MANY = 2, 20
"""How often the papers are repeated: 2,000 files and 20,000."""


def rows() -> Iterator[Measured]:
    for format_name in filter(reads, PRINTED):
        with tempfile.TemporaryDirectory() as room:
            yield from _rows_of(format_name, Path(room))


def _rows_of(format_name: str, room: Path) -> Iterator[Measured]:
    wish = Wish(formats=(format_name,), variants=("word_markup",) if format_name == "html" else ())
    paths = list(write_samples(samples(_PAPERS, seed=1, wish=wish), room / "papers"))
    size = sum(path.stat().st_size for path in paths) / len(paths) / 1000
    workers = os.cpu_count() or 1
    for times in (_FEW, _MANY):
        files = copied(room / "papers", room / f"{times}", times)
        taken = cost(files, room / f"{times}.parquet", workers=workers)
        yield _measured(f"corpus build: {_PAPERS * times:,} {format_name} files of {size:.0f} KB", taken, times)


def _measured(what: str, taken: Cost, times: int) -> Measured:
    work = taken.cpu_seconds * 1000 / (_PAPERS * times)
    cost = f"{work:.2f} ms of work a file, which two cores do {2000 / work:,.0f} times a second"
    memory = f"most memory: parent {taken.own_mb} MB, a worker {taken.worker_mb} MB"
    return Measured(what, taken.seconds * 1000, _PAPERS * times, "份", f"{cost}; {memory}")
