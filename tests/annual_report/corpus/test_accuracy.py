"""The accuracy law: no wrong cell without a finding, nulls only where the source has none, planted defects found."""

import pytest

from gongkai.annual_report.corpus.sample.making import FORMATS, PRINTED, Wish, samples
from tests.annual_report.corpus.accuracy import Score, reads, score

WRITTEN = tuple(name for name in FORMATS if name != "scan")
"""Scans are measured by hand (docs/accuracy.md): recognising one paper takes a minute, and a sign may be misread."""
PAPERS = {**dict.fromkeys(WRITTEN, 60), **dict.fromkeys(PRINTED, 2_000)}


@pytest.fixture(scope="module", params=WRITTEN)
def read(request: pytest.FixtureRequest) -> Score:
    if not reads(request.param):
        pytest.skip(f"{request.param} 还不能读")
    return score(samples(PAPERS[request.param], seed=711, wish=Wish(formats=(request.param,))))


def test_it_never_reads_a_wrong_figure_without_saying_so(read: Score) -> None:
    assert read.papers in PAPERS.values()
    assert read.cells > read.papers * 100
    assert read.wrong == []


def test_it_leaves_out_only_what_the_paper_does_not_show(read: Score) -> None:
    assert read.lost == []


def test_it_refuses_no_paper_that_follows_the_form(read: Score) -> None:
    assert read.refused == []


def test_it_takes_no_other_organ_for_the_one_that_reports(read: Score) -> None:
    assert read.misnamed == []


def test_it_calls_nothing_an_error_in_a_sound_paper(read: Score) -> None:
    assert read.alarms == []


def test_it_finds_the_defects_of_figures_and_labels(read: Score) -> None:
    certain = {
        "case_total_zero",
        "suit_total_off",
        "balance_broken",
        "outcome_miscounted",
        "row_total_zero",
        "result_totals_blank",
        "negative_count",
        "fractional_count",
        "documents_said_none",
        "head_loses_signs",
        "label_loses_signs",
        "label_transposed",
        "label_doubled",
        "heading_loses_signs",
        "parts_do_not_add_up",
        "title_of_last_year",
        "fees_not_stated",
        "section_missing",
        "sections_swapped",
    }
    assert {name: read.planted[name] - read.found[name] for name in certain} == dict.fromkeys(certain, 0)
