"""Made papers to files, and one line of truth for each in truth.jsonl."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.annual_report.corpus.sample.making import Sample

TRUTH = "truth.jsonl"


def write_samples(made: Iterable[Sample], directory: Path) -> Iterator[Path]:
    """Write each paper under the directory and say which file it is; truth.jsonl grows with them."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / TRUTH).open("w", encoding="utf-8") as truths:
        for sample in made:
            path = directory / sample.file
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(sample.data)
            truths.write(json.dumps(sample.truth, ensure_ascii=False) + "\n")
            yield path
