"""JSON and CSV of this program: read back as they are; anything else has one plain outcome."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.errors import NotAReport, ReportError, SeveralReports, UnreadableSource
from gongkai.annual_report.finding import Basis
from gongkai.annual_report.interchange import to_data
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.writers.data import csv_of, json_of
from tests.annual_report.papers import Paper, read_text, tabs
from tests.annual_report.readers.test_layouts import FIGURES

READING = read_text(Paper(cells={**FIGURES, "table2.licensing": "592件"}).text(tabs), source="sample")
JSON = json_of(READING)
CSV = csv_of(READING)


def changed(**fields: object) -> bytes:
    return json.dumps({**to_data(READING), **fields}, ensure_ascii=False).encode()


def test_it_keeps_places_printed_words_and_doubts_of_the_paper() -> None:
    read = read_paper(JSON, source="sample")
    assert read.report == READING.report
    assert (read.places, read.printed) == (READING.places, READING.printed)
    assert [finding.where for finding in read.findings if finding.rule.basis is Basis.PAPER] == ["table2.licensing"]


def test_it_finds_anew_what_a_check_found_before() -> None:
    stale = {**to_data(READING)["findings"][0], "rule": "total_is_sum_of_outcomes"}
    read = read_paper(changed(findings=[stale]), source="sample")
    assert "592件" not in "".join(finding.message for finding in read.findings)


@pytest.mark.parametrize(
    "fields",
    [
        {"form": 2030},
        {"form": None},
        {"year": "2024"},
        {"year": True},
        {"organ": 5},
        {"table3": {}},
        {"table3": None},
        {"table2": {**to_data(READING)["table2"], "licensing": 1.5e300}},
        {"table2": {**to_data(READING)["table2"], "licensing": "NaN"}},
        {"table2": {**to_data(READING)["table2"], "licensing": [1]}},
        {"table2": {**to_data(READING)["table2"], "licensing": True}},
        {"sections": [{"no": 9, "title": "", "text": ""}]},
        {"sections": [{"no": 1, "title": "", "text": 7}]},
        {"places": {"table2.licensing": [1]}},
    ],
)
def test_it_refuses_json_of_another_shape(fields: dict[str, object]) -> None:
    with pytest.raises(NotAReport, match="不是本程序写的年度报告"):
        read_paper(changed(**fields), source="sample")


def test_it_refuses_several_reports_and_broken_files() -> None:
    line = json.dumps(to_data(READING)).encode()
    with pytest.raises(SeveralReports, match="2 份报告（每行一份）"):
        read_paper(line + b"\n" + line + b"\n", source="lines")
    with pytest.raises(UnreadableSource, match="内容不完整"):
        read_paper(JSON[: len(JSON) // 2], source="cut")
    with pytest.raises(UnreadableSource, match="内容不完整"):
        read_paper(b'{"a":' * 100_000, source="deep")
    with pytest.raises(SeveralReports, match="多份报告"):
        read_paper(CSV + CSV.split(b"\n", 1)[1], source="rows")
    with pytest.raises(NotAReport, match="缺少"):
        read_paper(b"source,organ,year,form,title\nx,y,2024,2021,z\n", source="narrow")
    with pytest.raises(NotAReport):
        read_paper(b"source,organ,year,form,title\n", source="empty")


@given(start=st.integers(0, len(JSON)), length=st.integers(0, 200), new=st.binary(max_size=40), is_json=st.booleans())
@settings(max_examples=300, deadline=None)
def test_it_reads_or_refuses_whatever_is_done_to_a_file(start: int, length: int, new: bytes, is_json: bool) -> None:
    data = JSON if is_json else CSV
    with suppress(ReportError):
        read_paper(data[:start] + new + data[start + length :], source="damaged")
