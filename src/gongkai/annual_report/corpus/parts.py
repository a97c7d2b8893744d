"""What is finished of a corpus: parts on disk beside the file that they will make, so that a kill loses only what was
in flight. The parts themselves say which files they hold; nothing else keeps the account."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongkai.annual_report.corpus.chunk import File
from gongkai.annual_report.corpus.table import schema

_ABOUT = b"gongkai.corpus"
_MARK = "about.json"
_ROWS_IN_A_GROUP = 2_000
_IDENTITY = ("file", "bytes", "modified_ns")


def about() -> str:
    """What rows must have in common to stand in one table: the program that read them, and the columns."""
    columns = sha256(schema().to_string().encode()).hexdigest()[:16]
    return json.dumps({"gongkai": version("gongkai"), "columns": columns})


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one table that is being made. `out` is where it will stand."""

    out: Path

    @property
    def directory(self) -> Path:
        return self.out.with_name(self.out.name + ".parts")

    def open(self, *, fresh: bool) -> None:
        """Make the directory. What an earlier run left is kept unless it is unwanted or of another program; a table
        that was finished earlier counts as a part."""
        mark = self.directory / _MARK
        if fresh or (mark.exists() and mark.read_text("utf-8") != about()):
            shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True, exist_ok=True)
        mark.write_text(about(), "utf-8")
        earlier = self.directory / "0-earlier.parquet"
        if not fresh and self.out.exists() and not earlier.exists() and _is_ours(self.out):
            shutil.copyfile(self.out, earlier)

    @property
    def count(self) -> int:
        """A number from which names of parts are free."""
        return 1 + max((int(part.stem.split("-")[1]) for part in self.directory.glob("1-*.arrow")), default=-1)

    def add(self, name: str, data: bytes) -> None:
        """A finished part, there as a whole or not at all."""
        unfinished = self.directory / f"{name}.unfinished"
        with unfinished.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(self.directory / f"{name}.arrow")

    def finished(self, wanted: Iterable[File]) -> dict[str, Path]:
        """Which of these files are finished as they are now, unchanged since, and the part that holds each."""
        keys = {file.path: (file.size, file.modified_ns) for file in wanted}
        holders: dict[str, Path] = {}
        for part in self._parts():
            for batch in _batches(part, _IDENTITY):
                for path, size, modified in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    if keys.get(path) == (size, modified):
                        holders.setdefault(path, part)
        return holders

    def merge(self, holders: Mapping[str, Path]) -> int:
        """Make the table of those files' rows and remove the parts. Says how many rows it has."""
        unfinished = self.out.with_name(self.out.name + ".unfinished")
        rows = 0
        with pq.ParquetWriter(unfinished, schema().with_metadata({_ABOUT: about()}), compression="zstd") as writer:
            group: list[pa.RecordBatch] = []
            for batch in self._rows(holders):
                group.append(batch)
                rows += batch.num_rows
                if sum(part.num_rows for part in group) >= _ROWS_IN_A_GROUP:
                    writer.write_table(pa.Table.from_batches(group))
                    group.clear()  # before the next one is read: each is some 20 MB
            if group:
                writer.write_table(pa.Table.from_batches(group))
        unfinished.replace(self.out)
        shutil.rmtree(self.directory)
        return rows

    def _rows(self, holders: Mapping[str, Path]) -> Iterator[pa.RecordBatch]:
        held: dict[Path, list[str]] = {}
        for path, part in holders.items():
            held.setdefault(part, []).append(path)
        for part in self._parts():
            for batch in _batches(part, schema().names) if part in held else ():
                yield batch.filter(pc.is_in(batch["file"], pa.array(held[part])))

    def _parts(self) -> list[Path]:
        return sorted(part for part in self.directory.iterdir() if part.suffix in (".arrow", ".parquet"))


def _batches(part: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Those columns of a part: an Arrow file, as they are added, or the Parquet file of an earlier run."""
    if part.suffix == ".parquet":
        yield from pq.ParquetFile(part).iter_batches(_ROWS_IN_A_GROUP, columns=columns)
        return
    fields = pa.ipc.IpcReadOptions(included_fields=[schema().names.index(name) for name in columns])
    with pa.memory_map(str(part)) as stream, pa.ipc.open_file(stream, options=fields) as file:
        for index in range(file.num_record_batches):
            yield file.get_batch(index)


def _is_ours(out: Path) -> bool:
    """Whether this is a table that this program, as it is, would have made."""
    try:
        metadata = pq.read_schema(out).metadata or {}
    except (pa.ArrowInvalid, OSError):
        return False
    return bool(metadata.get(_ABOUT) == about().encode())
