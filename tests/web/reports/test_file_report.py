import hashlib

import pytest
from django.core.files.storage import default_storage

from gongkai.annual_report.errors import NotAReport
from gongkai.web.reports.actions import AlreadyFiled, NoYear, file_report, replace_source
from gongkai.web.reports.facts import reading_of
from gongkai.web.reports.models import AnnualReport
from tests.annual_report.papers import Paper, tabs
from tests.web.factories import EIGHT_APPLICATIONS, a_report, an_organ

pytestmark = pytest.mark.django_db


def test_it_keeps_the_source_byte_for_byte_beside_what_was_read_in_it() -> None:
    data = Paper(cells=EIGHT_APPLICATIONS).text(tabs).encode("gb18030")
    report = file_report(an_organ(), data, source="水利局.txt")
    report.refresh_from_db()
    with report.source.open("rb") as source:
        assert source.read() == data
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert (report.year, report.form, report.source_name) == (2024, 2021, "水利局.txt")
    assert reading_of(report).report.cells["table3.received.legal_service"] == 3


def test_it_keeps_the_key_figures_for_lists() -> None:
    report = a_report(**{name.replace(".", "__"): text for name, text in EIGHT_APPLICATIONS.items()})
    assert (report.received, report.carried_in, report.handled, report.carried_out) == (8, 0, 8, 0)


def test_it_keeps_a_blank_as_a_blank_and_never_as_a_zero() -> None:
    report = a_report(table3__received__total="")
    assert report.received is None
    assert report.carried_in == 0


def test_it_refuses_a_second_report_of_the_same_year_and_keeps_the_first() -> None:
    report = a_report(year=2024)
    with pytest.raises(AlreadyFiled, match="已有 2024 年度报告"):
        a_report(report.organ, year=2024, table3__received__total="9")
    assert AnnualReport.objects.get().sha256 == report.sha256


def test_it_refuses_what_is_no_report_and_leaves_nothing_behind() -> None:
    with pytest.raises(NotAReport):
        file_report(an_organ(), "今天天气很好。".encode(), source="a.txt")
    assert not AnnualReport.objects.exists()


def test_it_refuses_a_report_without_a_year() -> None:
    text = Paper().text(tabs).replace("2024年", "")
    with pytest.raises(NoYear, match="没有找到年度"):
        file_report(an_organ(), text.encode(), source="a.txt")


def test_it_replaces_a_source_knowingly_and_reads_it_anew() -> None:
    report = a_report(year=2024)
    better = Paper(organ=report.organ.name, year=2024, cells=EIGHT_APPLICATIONS).text(tabs).encode()
    replace_source(report, better, source="better.txt")
    report.refresh_from_db()
    assert (report.received, report.source_name) == (8, "better.txt")
    assert default_storage.exists(report.source.name)


def test_it_does_not_replace_a_source_by_one_of_another_year() -> None:
    report = a_report(year=2024)
    with pytest.raises(AlreadyFiled, match="2023 年度"):
        replace_source(report, Paper(year=2023).text(tabs).encode(), source="a.txt")
