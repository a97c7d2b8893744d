import csv
import io
import json

import pytest
from django.test import Client

from gongkai.annual_report.form.form import form
from gongkai.web.reports.facts import reading_of
from tests.annual_report.papers import Paper
from tests.web.factories import EIGHT_APPLICATIONS, a_filed, a_finding, a_reading, a_report

pytestmark = pytest.mark.django_db


def test_it_gives_the_reading_as_json(client: Client) -> None:
    report = a_filed(a_reading(a_finding("table3.received.total")))
    response = client.get(f"/reports/{report.organ.code}/2024.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{report.organ.code}-2024.json"'
    data = json.loads(response.content)
    assert data["table3"]["received"]["legal_service"] == 3
    assert data["findings"][0]["where"] == "table3.received.total"


def test_it_gives_one_line_of_names_and_one_row_that_a_spreadsheet_opens(client: Client) -> None:
    report = a_filed(a_reading())
    response = client.get(f"/reports/{report.organ.code}/2024.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    names, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert set(form(2021).cells) <= set(names)
    assert dict(zip(names, row, strict=True))["table3.received.total"] == "8"
    assert dict(zip(names, row, strict=True))["organ"] == "青石县水利局"


def test_it_leaves_a_blank_cell_empty_in_csv_and_null_in_json(client: Client) -> None:
    report = a_report(table3__received__total="")
    names, row = csv.reader(
        io.StringIO(client.get(f"/reports/{report.organ.code}/2024.csv").content.decode("utf-8-sig"))
    )
    assert dict(zip(names, row, strict=True))["table3.received.total"] == ""
    assert client.get(f"/reports/{report.organ.code}/2024.json").json()["table3"]["received"]["total"] is None


def test_it_lets_no_text_of_a_paper_run_as_a_formula(client: Client) -> None:
    report = a_filed(a_reading(paper=Paper(cells=EIGHT_APPLICATIONS)))
    data = report.reading | {"title": '=HYPERLINK("x")', "organ": "-1+2", "source": "@a"}
    data["table2"]["fees_10k_yuan"] = "-3.5"
    report.reading = data
    report.save()
    names, row = csv.reader(
        io.StringIO(client.get(f"/reports/{report.organ.code}/2024.csv").content.decode("utf-8-sig"))
    )
    cells = dict(zip(names, row, strict=True))
    assert (cells["title"], cells["organ"], cells["source"]) == ('\'=HYPERLINK("x")', "'-1+2", "'@a")
    assert cells["table2.fees_10k_yuan"] == "-3.5"
    assert str(reading_of(report).report.cells["table2.fees_10k_yuan"]) == "-3.5"


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_it_sends_nothing_again_that_has_not_changed(ending: str, client: Client) -> None:
    report = a_report()
    address = f"/reports/{report.organ.code}/2024.{ending}"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304


def test_it_knows_no_file_of_a_report_that_is_not_there(client: Client) -> None:
    report = a_report()
    assert client.get(f"/reports/{report.organ.code}/2020.json").status_code == 404
    assert client.get("/reports/nobody/2020.csv").status_code == 404
