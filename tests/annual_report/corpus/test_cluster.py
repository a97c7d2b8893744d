import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from distributed import LocalCluster

from gongkai.annual_report.corpus import build as building
from gongkai.annual_report.corpus.build import Progress, build
from gongkai.annual_report.corpus.cluster import run_on_cluster
from gongkai.annual_report.corpus.errors import CorpusError
from gongkai.annual_report.corpus.sample.making import Wish, samples
from gongkai.annual_report.corpus.sample.writing import write_samples
from gongkai.annual_report.corpus.workers import run_here
from tests.annual_report.corpus.poison import read_slowly, read_with_poison
from tests.annual_report.papers import Paper, tabs

pytestmark = pytest.mark.filterwarnings("default")
"""What distributed warns of while its workers are killed is its own affair."""


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as two:
        yield two


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(building, "FILES_A_CHUNK", 5)
    root = tmp_path / "papers"
    list(write_samples(samples(100, seed=4, wish=Wish(formats=("text",))), root))
    return root


def rows(out: Path) -> list[dict[str, object]]:
    return sorted(pq.read_table(out).drop_columns(["seconds"]).to_pylist(), key=lambda row: row["file"])


def test_it_loses_nothing_when_a_worker_is_killed_in_the_middle(
    cluster: LocalCluster, papers: Path, tmp_path: Path
) -> None:
    victims = [worker.pid for worker in cluster.workers.values()]

    def kill_one(progress: Progress) -> None:
        if progress.finished >= 20 and victims:
            os.kill(victims.pop(), signal.SIGKILL)
            victims.clear()

    far, near = tmp_path / "far.parquet", tmp_path / "near.parquet"
    run = partial(run_on_cluster, address=cluster.scheduler_address, read=read_slowly)
    assert build(papers, far, run=run, tell=kill_one) == 100
    assert not victims
    build(papers, near, run=partial(run_here, workers=1, megabytes=0))
    assert rows(far) == rows(near)


def test_it_loses_one_row_to_a_file_that_brings_down_every_worker(
    cluster: LocalCluster, papers: Path, tmp_path: Path
) -> None:
    (papers / "crash.txt").write_text(Paper().text(tabs), "utf-8")
    out = tmp_path / "far.parquet"
    run = partial(run_on_cluster, address=cluster.scheduler_address, read=read_with_poison)
    assert build(papers, out, run=run) == 101
    assert [row["file"] for row in rows(out) if "程序中断" in str(row["error"])] == ["crash.txt"]


def test_it_says_that_no_cluster_answers(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.annual_report.corpus.cluster._SECONDS_TO_CONNECT", 1)
    run = partial(run_on_cluster, address="tcp://127.0.0.1:9")
    with pytest.raises(CorpusError, match="连不上 Dask 集群"):
        build(papers, tmp_path / "far.parquet", run=run)
