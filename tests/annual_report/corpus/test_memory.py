from pathlib import Path

from gongkai.annual_report.corpus.sample.making import Wish, samples
from gongkai.annual_report.corpus.sample.writing import write_samples
from tests.annual_report.corpus.memory import copied, cost


def test_it_takes_no_more_memory_for_eight_thousand_files_than_for_two(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    list(write_samples(samples(500, seed=2, wish=Wish(formats=("text",))), papers))
    two, eight = (cost(copied(papers, tmp_path / f"{n}", n), tmp_path / f"{n}.parquet", workers=2) for n in (4, 16))
    assert eight.worker_mb < two.worker_mb + 20
    assert eight.own_mb < two.own_mb + 30
