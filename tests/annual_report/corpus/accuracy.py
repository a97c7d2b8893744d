"""How well made papers are read: what was read against what they truly say.

python -m tests.annual_report.corpus.accuracy 2000            prints the tables of docs/accuracy.md
python -m tests.annual_report.corpus.accuracy 100 --formats pdf,ofd --variants traditional
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.annual_report.corpus.sample.defects import DEFECTS
from gongkai.annual_report.corpus.sample.making import PRINTED, Sample, Wish, samples
from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.finding import Severity
from gongkai.annual_report.interchange import from_data
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.reading import Reading

_OBJECTIONABLE = frozenset(
    (
        "table_lost",
        "earlier_form",
        "no_form",
        "no_numbers",
        "last_table_blank",
        "totals_of_results_blank",
        "zeros_left_blank",
    )
)
"""Variants that the rules rightly call errors."""


@dataclass
class Score:
    """wrong: cells with another value than the paper's and no finding. lost: cells left out that the paper shows.
    alarms: errors said of sound papers. found and planted: by the defect's name."""

    papers: int = 0
    cells: int = 0
    left_out: int = 0
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)


def score(made: Iterable[Sample]) -> Score:
    """Read every paper and compare."""
    total = Score()
    for sample in made:
        total.papers += 1
        try:
            reading = read_paper(sample.data, source=sample.file)
        except ReportError as error:
            if not sample.truth["lossy"] and "no_form" not in sample.truth["variants"]:
                total.refused.append(f"{_named(sample)}: {error}")
            continue
        _compare(total, sample, reading)
        for defect in sample.truth["defects"]:
            total.planted[defect["name"]] += 1
            total.found[defect["name"]] += any(f.rule.name in defect["rules"] for f in reading.findings)
        if _is_sound(sample):
            total.alarms += [
                f"{_named(sample)}: {finding.rule.name} {finding.where} {finding.message}"
                for finding in reading.findings
                if finding.severity is Severity.ERROR
            ]
    return total


def _compare(total: Score, sample: Sample, reading: Reading) -> None:
    truth = from_data({**sample.truth, "findings": []}).report
    doubtful = {cell for finding in reading.findings for cell in (finding.where, *finding.cells)}
    report = reading.report
    if report.organ and truth.organ and report.organ != truth.organ:
        total.misnamed.append(f"{_named(sample)}: {report.organ}")
    for cell in {**truth.cells, **report.cells}:
        true, read = truth.cells.get(cell), report.cells.get(cell)
        total.cells += true is not None
        if read is not None and read != true and cell not in doubtful:
            total.wrong.append(f"{_named(sample)}: {cell} {read} for {true}")
        if read is None and true is not None:
            total.left_out += 1
            if not sample.truth["lossy"] and cell not in sample.truth["undecided"]:
                total.lost.append(f"{_named(sample)}: {cell} {true}")


def _is_sound(sample: Sample) -> bool:
    """A paper with which nobody can find fault: no defect, nothing lost, blank, or of another form."""
    truth = sample.truth
    faulty = truth["defects"] or truth["lossy"] or truth["undecided"] or _OBJECTIONABLE.intersection(truth["variants"])
    return not faulty


def _named(sample: Sample) -> str:
    defects = [defect["name"] for defect in sample.truth["defects"]]
    return f"{sample.file} {sample.truth['encoding']} {sample.truth['variants']} {defects}"


def reads(format_name: str) -> bool:
    """Whether papers of that format can be read at all."""
    plain = Wish(formats=(format_name,), variants=("year_first",), defective=0)
    try:
        for sample in samples(1, seed=1, wish=plain):
            read_paper(sample.data, source=sample.file)
    except ReportError:
        return False
    return True


def main(number: int, seed: int, formats: Sequence[str], variants: Sequence[str]) -> None:
    """Print the tables."""
    wishes = {name: Wish(formats=(name,), variants=variants) for name in formats if reads(name)}
    total = {name: score(samples(number, seed=seed, wish=wish)) for name, wish in wishes.items()}
    print("| format | papers | cells | wrong without a finding | left out though shown | undecidable, left out |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, one in total.items():
        undecidable = one.left_out - len(one.lost)
        print(f"| {name} | {one.papers:,} | {one.cells:,} | {len(one.wrong)} | {len(one.lost)} | {undecidable:,} |")
    print("\n| defect | planted | found | recall |\n|---|---:|---:|---:|")
    for name in DEFECTS:
        planted, found = (sum(getattr(one, side)[name] for one in total.values()) for side in ("planted", "found"))
        recall = f"{found / planted:.0%}" if planted and DEFECTS[name].rules else "no rule yet" if planted else "–"
        print(f"| {name} | {planted} | {found} | {recall} |")
    for one in total.values():
        for line in (*one.wrong, *one.lost[:20], *one.refused[:20], *one.misnamed[:20], *one.alarms[:40]):
            print(line, file=sys.stderr)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", type=_names, default=tuple(PRINTED))
    parser.add_argument("--variants", type=_names, default=())
    main(**vars(parser.parse_args()))
