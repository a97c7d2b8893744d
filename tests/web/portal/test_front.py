import pytest
from django.db import DatabaseError, connection
from django.test import Client

from gongkai.regulation.organs import Kind
from tests.web.factories import a_report, an_organ
from tests.web.page import page_of

pytestmark = pytest.mark.django_db


def test_it_leads_to_reports_organs_and_trying(client: Client) -> None:
    links = {link["href"] for link in page_of(client.get("/")).all("a")}
    assert {"/reports/", "/organs/", "/reports/try/"} <= links


def test_it_leads_nowhere_that_does_not_exist(client: Client) -> None:
    a_report(an_organ(under=an_organ(code="qingshi")))
    seen, waiting = set(), ["/", "/organs/qingshi/"]
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith("/static/"):
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 302), address
        if response.headers["Content-Type"].startswith("text/html") and response.status_code == 200:
            links = page_of(response).all("a", "link")
            waiting += [link["href"].split("#")[0] for link in links if link["href"].startswith("/")]
    assert len(seen) > 10


def test_it_counts_what_there_is(client: Client) -> None:
    assert "现在还没有报告" in page_of(client.get("/")).text
    organ = an_organ()
    a_report(organ, year=2022)
    a_report(organ, year=2023)
    assert "1 个机关的 2 份报告" in page_of(client.get("/")).text


@pytest.mark.parametrize("many", [1, 20])
def test_it_asks_as_often_for_many_reports_as_for_few(many: int, client: Client, django_assert_num_queries) -> None:
    for _ in range(many):
        a_report(an_organ())
    with django_assert_num_queries(2):
        client.get("/")
    with django_assert_num_queries(2):
        client.get("/organs/")


def test_it_shows_an_organ_with_the_organs_above_and_below_and_its_reports(client: Client) -> None:
    government = an_organ("青石县人民政府", kind=Kind.GOVERNMENT, code="qingshi")
    bureau = an_organ("青石县水利局", under=government, code="shuili")
    an_organ("青石县水利局稽查队", under=bureau, code="jicha")
    a_report(bureau, year=2023, table3__received__total="6")
    page = page_of(client.get("/organs/shuili/"))
    links = {link["href"] for link in page.all("a")}
    assert {"/organs/qingshi/", "/organs/jicha/", "/reports/shuili/2023/"} <= links
    assert "县级" in page.text
    assert "工作部门" in page.text
    assert "6" in [cell.text.strip() for cell in page.all("td")]


def test_it_asks_as_often_for_an_organ_with_many_reports(client: Client, django_assert_num_queries) -> None:
    government = an_organ(code="qingshi")
    for year in range(2019, 2026):
        a_report(government, year=year)
        an_organ(under=government)
    with django_assert_num_queries(4):
        client.get("/organs/qingshi/")


def test_it_says_what_will_appear_on_an_empty_page(client: Client) -> None:
    an_organ(code="qingshi")
    assert "1 月 31 日前" in page_of(client.get("/organs/qingshi/")).text
    assert "没有代码为“nobody”" in page_of(client.get("/organs/nobody/")).text


def test_it_says_what_will_appear_where_no_organ_is_registered(client: Client) -> None:
    assert "还没有登记行政机关" in page_of(client.get("/organs/")).text


def test_it_answers_probes(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").status_code == 200


def test_it_lives_but_is_not_ready_where_the_database_does_not_answer(client: Client, monkeypatch) -> None:
    def no_cursor() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", no_cursor)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
