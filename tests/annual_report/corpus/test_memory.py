from pathlib import Path

from gongkai.annual_report.corpus.sample.making import Wish, samples
from gongkai.annual_report.corpus.sample.writing import write_samples
from tests.annual_report.corpus.memory import copied, cost


def test_it_takes_no_more_memory_for_eight_times_as_many_files(tmp_path: Path) -> None:
    few = tmp_path / "few"
    list(write_samples(samples(250, seed=2, wish=Wish(formats=("text",))), few))
    many = copied(few, tmp_path / "many", 8)
    small = cost(few, tmp_path / "few.parquet", workers=1)
    large = cost(many, tmp_path / "many.parquet", workers=1)
    assert large.worker_mb < small.worker_mb + 30
    assert large.own_mb < small.own_mb + 60
