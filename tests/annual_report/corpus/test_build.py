import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gongkai.annual_report.corpus import build as building
from gongkai.annual_report.corpus.build import Progress, Run, build, find_files
from gongkai.annual_report.corpus.chunk import Chunk, read_chunk
from gongkai.annual_report.corpus.errors import CorpusError
from gongkai.annual_report.corpus.progress import rate
from gongkai.annual_report.corpus.sample.making import Wish, samples
from gongkai.annual_report.corpus.sample.writing import write_samples
from gongkai.annual_report.corpus.table import cell_types
from gongkai.annual_report.corpus.workers import run_here
from gongkai.annual_report.paper import read_paper
from tests.annual_report.corpus.poison import read_with_poison
from tests.annual_report.papers import Paper, tabs

TEXT = Wish(formats=("text",), variants=("tabs",), defective=0)
SECONDS = {"seconds"}


def in_one_process(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes]]:
    return ((chunk, read_chunk(chunk)) for chunk in chunks)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    root = tmp_path / "papers"
    assert len(list(write_samples(samples(150, seed=3, wish=TEXT), root))) == 150
    return root


def rows(out: Path) -> list[dict[str, object]]:
    return sorted(pq.read_table(out).drop_columns(["seconds"]).to_pylist(), key=lambda row: row["file"])


def test_it_makes_one_row_a_report_whose_columns_are_the_cells(papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.parquet"
    assert build(papers, out, run=in_one_process) == 150
    table = pq.read_table(out)
    for row in table.to_pylist():
        reading = read_paper((papers / row["file"]).read_bytes(), source=row["file"])
        assert (row["organ"], row["year"], row["form"]) == (
            reading.report.organ,
            reading.report.year,
            reading.report.form.year,
        )
        for cell, value in reading.report.cells.items():
            assert row[cell] == (str(value) if cell_types()[cell] == pa.string() and value is not None else value)
        assert [finding["rule"] for finding in row["findings"]] == [f.rule.name for f in reading.findings]
        assert row["error"] is None
        assert len(row["sha256"]) == 64


def test_it_gives_a_bad_file_a_row_with_its_error(papers: Path, tmp_path: Path) -> None:
    (papers / "empty.txt").touch()
    (papers / "other.txt").write_text("今天天气很好。", "utf-8")
    (papers / "page.css").write_text("p {}", "utf-8")
    out = tmp_path / "all.parquet"
    assert build(papers, out, run=in_one_process) == 152
    errors = {row["file"]: row["error"] for row in rows(out) if row["error"]}
    assert errors.keys() == {"empty.txt", "other.txt"}
    assert "文件是空的" in str(errors["empty.txt"])


def test_it_leaves_null_and_says_so_where_a_count_fits_no_column(papers: Path, tmp_path: Path) -> None:
    cells = {"table2.licensing": "12.5", "table2.penalty": "9" * 25}
    (papers / "odd.txt").write_text(Paper(cells=cells).text(tabs), "utf-8")
    out = tmp_path / "all.parquet"
    build(papers, out, run=in_one_process)
    row = next(row for row in rows(out) if row["file"] == "odd.txt")
    assert (row["table2.licensing"], row["table2.penalty"]) == (None, None)
    said = {finding["where"] for finding in row["findings"] if finding["rule"] == "count_is_whole_and_not_negative"}
    assert said == set(cells)


def test_it_reads_only_what_is_new_or_changed(papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.parquet"
    build(papers, out, run=in_one_process)
    (papers / "new.txt").write_text(Paper(organ="白河镇人民政府").text(tabs), "utf-8")
    changed = papers / find_files(papers)[5].path
    changed.write_text(Paper(organ="改过的局").text(tabs), "utf-8")
    (papers / find_files(papers)[9].path).unlink()
    read: list[str] = []

    def watched(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes]]:
        for chunk in chunks:
            read.extend(file.path for file in chunk.files)
            yield chunk, read_chunk(chunk)

    assert build(papers, out, run=watched) == 150
    assert sorted(read) == sorted(["new.txt", changed.relative_to(papers).as_posix()])
    again = tmp_path / "again.parquet"
    build(papers, again, run=in_one_process)
    assert rows(out) == rows(again)


def test_it_goes_on_where_it_was_interrupted(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FILES_A_CHUNK", 10)
    out = tmp_path / "all.parquet"
    seen: list[Progress] = []

    def interrupted(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes]]:
        for number, chunk in enumerate(chunks):
            if number == 7:
                raise KeyboardInterrupt
            yield chunk, read_chunk(chunk)

    with pytest.raises(KeyboardInterrupt):
        build(papers, out, run=interrupted)
    assert not out.exists()
    assert build(papers, out, run=in_one_process, tell=seen.append) == 150
    assert seen[0] == Progress(finished=70, total=150, read=0, seconds=0.0)
    assert seen[-1].finished == 150
    assert len({row["file"] for row in rows(out)}) == 150
    assert not list(tmp_path.glob("*.parts"))


def test_it_reads_everything_again_where_that_is_asked(papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.parquet"
    build(papers, out, run=in_one_process)
    seen: list[Progress] = []
    build(papers, out, run=in_one_process, fresh=True, tell=seen.append)
    assert seen[0].finished == 0


@pytest.mark.parametrize("kind", ["crash", "hang", "greedy"])
def test_it_loses_one_row_to_a_file_that_brings_a_process_down(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(building, "SECONDS_A_FILE", 1)
    monkeypatch.setattr(building, "FILES_A_CHUNK", 40)
    (papers / f"000/{kind}.txt").write_text(Paper().text(tabs), "utf-8")
    run: Run = partial(run_here, workers=2, megabytes=1024, read=read_with_poison)
    out = tmp_path / "all.parquet"
    assert build(papers, out, run=run) == 151
    assert {row["file"]: "程序中断" in str(row["error"]) for row in rows(out) if row["error"]} == {
        f"000/{kind}.txt": True
    }


def test_it_gives_the_same_table_whoever_reads(papers: Path, tmp_path: Path) -> None:
    alone, together = tmp_path / "alone.parquet", tmp_path / "together.parquet"
    build(papers, alone, run=in_one_process)
    build(papers, together, run=partial(run_here, workers=2, megabytes=1024))
    assert rows(alone) == rows(together)


def test_it_survives_a_kill_and_its_processes_end_with_it(papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.parquet"
    for copy in range(12):
        for file in find_files(papers)[:150]:
            (papers / f"copy{copy}-{Path(file.path).name}").write_bytes((papers / file.path).read_bytes())
    command = [sys.executable, "-c", "from gongkai.cli import main; main()", "corpus", "build", papers, "-o", out]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    parts = tmp_path / "all.parquet.parts"
    deadline = time.monotonic() + 60
    while not list(parts.glob("1-*.arrow")) and time.monotonic() < deadline:
        time.sleep(0.02)
    children = _children(started.pid)
    started.kill()
    started.communicate()
    assert not out.exists()
    finished = len(list(parts.glob("1-*.arrow")))
    seen: list[Progress] = []
    assert build(papers, out, run=in_one_process, tell=seen.append) == 150 * 13
    assert seen[0].finished >= finished * building.FILES_A_CHUNK - building.FILES_A_CHUNK
    assert children
    assert not [pid for pid in children if _alive(pid)]


def test_it_stops_at_ctrl_c_with_a_sentence_and_leaves_no_half_table(papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.parquet"
    code = (
        "import sys, time; from gongkai.annual_report.corpus import build as b; b.FILES_A_CHUNK = 1; add = b.Parts.add;"
        "b.Parts.add = lambda *part: (add(*part), time.sleep(0.3));"  # else it is done before anyone can stop it
        "from gongkai.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "corpus", "build", papers, "-o", out, "--workers", "1"]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    parts = tmp_path / "all.parquet.parts"
    while not list(parts.glob("1-*.arrow")):
        time.sleep(0.01)
    started.send_signal(signal.SIGINT)
    _, error = started.communicate(timeout=30)
    assert started.returncode == 130, error
    assert error.strip() == "已中断；读完的部分已保存，再运行同一命令即可接着做。"
    assert not out.exists()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _alive(pid: int) -> bool:
    """Within a second: a process that reads its pipe's end stops at once."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        if (
            Path(f"/proc/{pid}/stat").exists()
            and Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        ):
            return False
        time.sleep(0.05)
    return True


def test_it_refuses_a_directory_without_papers_or_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有可读的文件"):
        build(tmp_path, tmp_path / "out.parquet", run=in_one_process)
    with pytest.raises(CorpusError, match="没有目录"):
        build(tmp_path / "nowhere", tmp_path / "out.parquet", run=in_one_process)


def test_it_says_how_fast_it_goes_and_how_long_it_will_take() -> None:
    assert rate(Progress(finished=600, total=20_000, read=500, seconds=1.0)) == "500 份/秒，还需 39 秒"
    assert rate(Progress(finished=600, total=60_600, read=500, seconds=1.0)) == "500 份/秒，还需 2 分 00 秒"
    assert rate(Progress(finished=0, total=10, read=0, seconds=0.0)) == ""
