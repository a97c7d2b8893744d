import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.web.reports.models import AnnualReport
from tests.annual_report.papers import Paper, tabs
from tests.web.factories import EIGHT_APPLICATIONS, a_report
from tests.web.page import Page, page_of

pytestmark = pytest.mark.django_db

TEXT = Paper(cells=EIGHT_APPLICATIONS).text(tabs)


def a_file(data: bytes, name: str = "水利局.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


def numbers(page: Page) -> list[str]:
    return [cell.text.split()[0] for cell in page.all("td") if cell["headers"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_shows_a_file_just_as_a_filed_report(encoding: str, client: Client) -> None:
    response = client.post("/reports/try/", {"file": a_file(TEXT.encode(encoding)), "text": ""})
    filed = a_report(**{name.replace(".", "__"): text for name, text in EIGHT_APPLICATIONS.items()})
    assert response.status_code == 200
    assert numbers(page_of(response)) == numbers(page_of(client.get(filed.get_absolute_url())))


def test_it_reads_pasted_text(client: Client) -> None:
    response = client.post("/reports/try/", {"text": TEXT.replace("\n", "\r\n")})
    assert "来源：粘贴的文字" in page_of(response).text
    assert numbers(page_of(response)).count("3") == 3


def test_it_stores_nothing(client: Client, django_assert_num_queries) -> None:
    before = sorted(settings.HOME.rglob("*"))
    with django_assert_num_queries(0):
        response = client.post("/reports/try/", {"file": a_file(TEXT.encode())})
    assert response.status_code == 200
    assert not AnnualReport.objects.exists()
    assert sorted(settings.HOME.rglob("*")) == before
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "data",
    [b"", "今天天气很好。".encode(), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8],
    ids=["empty", "prose", "picture"],
)
def test_it_says_beside_the_field_what_it_could_not_read(data: bytes, client: Client) -> None:
    response = client.post("/reports/try/", {"file": a_file(data)})
    page = page_of(response)
    assert response.status_code == 422
    sentence = page.by_id("file-error").text.strip()
    assert len(sentence) > 15
    assert page.by_id("id_file")["aria-describedby"] == "file-error"
    assert page.by_id("id_file")["aria-invalid"] == "true"
    assert sentence in page.text


def test_it_asks_for_something_to_read(client: Client) -> None:
    response = client.post("/reports/try/", {"text": "  \n"})
    assert response.status_code == 422
    assert "还没有内容可读" in page_of(response).by_id("file-error").text


def test_it_takes_a_file_or_a_text_and_keeps_the_text_for_another_try(client: Client) -> None:
    response = client.post("/reports/try/", {"file": a_file(TEXT.encode()), "text": "某局"})
    assert response.status_code == 422
    assert "只能用一样" in page_of(response).by_id("text-error").text
    assert page_of(response).by_id("id_text").text.strip() == "某局"


def test_it_says_the_limit_beforehand(client: Client) -> None:
    assert "不超过 8.0" in page_of(client.get("/reports/try/")).text


def test_it_refuses_by_its_announced_length_what_is_too_large(client: Client) -> None:
    response = client.post("/reports/try/", {"file": a_file(b"1" * (settings.BODY_LIMIT + 1))})
    assert response.status_code == 413
    assert "文件太大" in page_of(response).text


def test_it_refuses_a_file_over_the_limit_that_the_door_let_through(client: Client) -> None:
    response = client.post("/reports/try/", {"file": a_file(b"1" * (settings.PAPER_LIMIT + 1))})
    assert response.status_code == 422
    assert "最多接受" in page_of(response).by_id("file-error").text


def test_it_wants_the_form_of_its_own_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/reports/try/", {"text": TEXT})
    assert response.status_code == 403
    assert "表单没有提交成功" in page_of(response).text
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', strict.get("/reports/try/").content.decode())
    assert token
    assert strict.post("/reports/try/", {"text": TEXT, "csrfmiddlewaretoken": token[1]}).status_code == 200


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_it_gives_the_data_of_what_was_tried(ending: str, client: Client) -> None:
    page = page_of(client.post("/reports/try/", {"file": a_file(TEXT.encode())}))
    carried = next(field["value"] for field in page.all("input") if field["name"] == "carried")
    response = client.post("/reports/try/data", {"carried": carried, "format": ending})
    assert response.headers["Content-Disposition"] == f'attachment; filename="tried-report.{ending}"'
    assert "青石县水利局" in response.content.decode()


@pytest.mark.parametrize("sent", [{"carried": "e30:x:y", "format": "json"}, {"carried": "", "format": "csv"}, {}])
def test_it_writes_no_data_that_it_did_not_read_itself(sent: dict[str, str], client: Client) -> None:
    assert client.post("/reports/try/data", sent).status_code == 400


def test_it_shows_markup_in_a_paper_as_text(client: Client) -> None:
    text = TEXT.replace("（一）主动公开。", "（一）主动公开。<script>alert(1)</script>")
    page = page_of(client.post("/reports/try/", {"text": text}))
    assert "<script>alert(1)</script>" in page.text
    assert not page.all("script")
