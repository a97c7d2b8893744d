from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.corpus.level import level_of
from gongkai.annual_report.corpus.sample.defects import DEFECTS
from gongkai.annual_report.corpus.sample.making import PRINTED, Sample, Wish, samples
from gongkai.annual_report.corpus.sample.variants import VARIANTS
from gongkai.annual_report.corpus.sample.writing import TRUTH, write_samples
from gongkai.annual_report.finding import rules
from gongkai.annual_report.interchange import from_data
from gongkai.annual_report.report import Report
from gongkai.regulation.organs import Level

CLEAN = Wish(variants=("year_first",), defective=0)


def made(number: int, seed: int = 1, wish: Wish = CLEAN) -> list[Sample]:
    return list(samples(number, seed=seed, wish=wish))


def report_of(sample: Sample) -> Report:
    return from_data({**sample.truth, "findings": []}).report


def test_it_makes_the_same_bytes_from_the_same_seed_and_others_from_another() -> None:
    wish = Wish()
    assert made(40, 7, wish) == made(40, 7, wish)
    assert [sample.data for sample in made(40, 7, wish)] != [sample.data for sample in made(40, 8, wish)]


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_it_makes_figures_that_balance_in_every_equation_of_the_form(seed: int) -> None:
    for sample in made(4, seed):
        report = report_of(sample)
        for equation in report.form.equations:
            left, right = (sum(map(report.number, side)) for side in (equation.left, equation.right))
            assert left == right, (sample.file, equation.rule, equation.where)


def test_it_carries_in_what_the_organ_carried_out_the_year_before() -> None:
    years = defaultdict(list)
    for report in map(report_of, made(300)):
        years[report.organ].append(report)
    pairs = [pair for reports in years.values() for pair in pairwise(reports)]
    assert len(pairs) > 50
    for before, after in pairs:
        assert after.year == (before.year or 0) + 1
        for column in before.form.tables["table3"][0].columns:
            carried = before.cells[f"table3.carried_out.{column.name}"]
            assert after.cells[f"table3.carried_in.{column.name}"] == carried


def test_it_makes_organs_of_every_level_years_without_work_and_years_with_much() -> None:
    reports = [report_of(sample) for sample in made(400)]
    received = [int(report.number("table3.received.total")) for report in reports]
    assert {level_of(report.organ or "") for report in reports} == set(Level) - {Level.NATIONAL}
    assert sum(number == 0 for number in received) > 20
    assert max(received) > 1000
    assert {report.form.year for report in reports} == {2019, 2021}


@pytest.mark.parametrize("name", VARIANTS)
def test_it_makes_every_variant_by_name(name: str) -> None:
    formats = (VARIANTS[name].only,) if VARIANTS[name].only else tuple(PRINTED)
    for format_name in formats:
        wish = Wish(formats=(format_name,), variants=(name,), defective=0)
        plain = Wish(formats=(format_name,), variants=("rounded",), defective=0)
        varied, usual = made(30, 3, wish), made(30, 3, plain)
        assert all(sample.truth["variants"] == [name] for sample in varied)
        assert name == "rounded" or [s.data for s in varied] != [s.data for s in usual]


def test_it_knows_variants_of_all_kinds() -> None:
    codes = {variant.code for variant in VARIANTS.values()}
    assert {code[0] for code in codes} == set("ABCDE")
    assert len(codes) > 35


@pytest.mark.parametrize("name", DEFECTS)
def test_it_plants_every_defect_by_name_and_writes_down_where(name: str) -> None:
    planted = [s for s in made(60, 5, Wish(defects=(name,))) if s.truth["defects"]]
    assert planted
    assert set(DEFECTS[name].rules) <= set(rules())
    for sample in planted:
        defect = sample.truth["defects"][0]
        assert defect["name"] == name
        assert defect["now"] != defect["was"]


def test_it_prints_a_page_of_word_markup_as_large_as_real_ones() -> None:
    wish = Wish(formats=("html",), variants=("word_markup",), defective=0)
    sizes = [len(sample.data) for sample in made(20, 1, wish)]
    assert all(80_000 < size < 105_000 for size in sizes), sizes


def test_it_writes_files_and_their_truth(tmp_path) -> None:  # type: ignore[no-untyped-def]
    paths = list(write_samples(made(5, 1, Wish()), tmp_path))
    assert len(paths) == len((tmp_path / TRUTH).read_text("utf-8").splitlines()) == 5
    assert all(path.read_bytes() for path in paths)


@pytest.mark.parametrize(("format_name", "start"), [("docx", b"PK"), ("xlsx", b"PK")])
def test_it_writes_official_files_whose_truth_is_theirs(format_name: str, start: bytes) -> None:
    for sample in made(4, 2, Wish(formats=(format_name,), defective=1.0)):
        assert sample.data.startswith(start)
        assert sample.file.endswith(f".{format_name}")
        assert set(sample.truth["variants"]) <= {
            name
            for name, v in VARIANTS.items()
            if v.facet in ("figures", "wording", "signs", "markup") and v.only in (None, format_name)
        }
