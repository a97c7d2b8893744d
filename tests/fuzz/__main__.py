"""python -m tests.fuzz NAME DIRECTORY SECONDS: mutate papers of one kind for so long.

A file that makes a reader fail with anything but a ReportError, take 20 s or 2 GB is kept in the directory.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["gongkai.annual_report"]):
    from gongkai.annual_report.errors import ReportError
    from gongkai.annual_report.paper import read_paper
    from gongkai.annual_report.readers import docx, html, ofd, pdf, plain, xlsx  # noqa: F401

from tests.fuzz.seeds import target


def main(name: str, directory: Path, seconds: int) -> None:
    """Write the seeds, then mutate until the time is over or a file is found."""
    corpus = directory / name
    corpus.mkdir(parents=True, exist_ok=True)
    chosen = target(name)
    for number, seed in enumerate(chosen.seeds()):
        (corpus / f"seed-{number:03d}").write_bytes(seed)
    pdf.document.can_recognise = lambda: False  # ten seconds a page, and none of it ours

    def read(data: bytes) -> None:
        try:
            read_paper(chosen.packed(data), source=name)
        except ReportError:
            return

    limits = (f"-max_total_time={seconds}", "-rss_limit_mb=2048", "-timeout=20", "-max_len=200000")
    told = ("-print_final_stats=1", f"-artifact_prefix={directory}/{name}-")
    atheris.Setup([sys.argv[0], *limits, *told, str(corpus)], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
