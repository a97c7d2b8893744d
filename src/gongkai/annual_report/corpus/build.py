"""A directory of papers to one table: which files, which of them are finished, read the rest, put it together."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from gongkai.annual_report.corpus.chunk import Chunk, File
from gongkai.annual_report.corpus.errors import CorpusError
from gongkai.annual_report.corpus.parts import Parts

Run: TypeAlias = Callable[[Iterable[Chunk]], Iterator[tuple[Chunk, bytes]]]
"""Who reads: workers.run_here or cluster.run_on_cluster, with its settings bound."""

FILES_A_CHUNK = 64
SECONDS_A_FILE = 60
_NO_PAPERS = frozenset(
    (".css", ".js", ".json", ".jsonl", ".parquet", ".unfinished", ".xml", ".gif", ".ico", ".svg", ".woff", ".woff2")
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: files finished of all, and how many of them in this run within so many seconds."""

    finished: int
    total: int
    read: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.read / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        return (self.total - self.finished) / self.per_second if self.per_second else None


def build(
    root: Path, out: Path, *, run: Run, fresh: bool = False, tell: Callable[[Progress], None] = lambda _: None
) -> int:
    """Read every paper under `root` into the Parquet file `out`; says how many rows it has.

    What an earlier run finished is taken over for files that have not changed since, unless `fresh`. A kill at any
    moment leaves what is finished, and never half a table. Raises CorpusError where there is nothing to read.
    """
    files = find_files(root)
    if not files:
        raise CorpusError(f"{root} 里没有可读的文件。请给出放有年度报告的目录。")
    parts = Parts(out)
    parts.open(fresh=fresh)
    holders = parts.finished(files)
    rest = [file for file in files if file.path not in holders]
    start, before = monotonic(), len(holders)
    finished = before
    tell(Progress(finished, len(files), 0, 0.0))
    for chunk, data in run(_chunks(root, rest, parts.count)):
        parts.add(chunk.name, data)
        finished += len(chunk.files)
        tell(Progress(finished, len(files), finished - before, monotonic() - start))
    return parts.merge(parts.finished(files))


def find_files(root: Path) -> list[File]:
    """The files below a directory that may be papers, in order; hidden ones and those of web pages are left out.

    Raises CorpusError where there is no such directory.
    """
    if not root.is_dir():
        raise CorpusError(f"没有目录 {root}。请核对路径。")
    return list(_files_below(root, ""))


def _files_below(directory: Path, inner: str) -> Iterator[File]:
    with os.scandir(directory) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(Path(entry.path), f"{inner}{entry.name}/")
        elif entry.is_file() and Path(entry.name).suffix.lower() not in _NO_PAPERS:
            status = entry.stat()
            yield File(f"{inner}{entry.name}", status.st_size, status.st_mtime_ns)


def _chunks(root: Path, files: Sequence[File], first: int) -> Iterator[Chunk]:
    for number, start in enumerate(range(0, len(files), FILES_A_CHUNK), first):
        some = tuple(files[start : start + FILES_A_CHUNK])
        yield Chunk(f"1-{number:06d}", str(root.resolve()), some, SECONDS_A_FILE)
