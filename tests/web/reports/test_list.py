import pytest
from django.test import Client

from tests.web.factories import a_report, an_organ
from tests.web.page import page_of

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "") -> list[str]:
    page = page_of(client.get(f"/reports/{query}"))
    return [" ".join(row.text.split()) for row in page.all("tr")][1:]


@pytest.mark.parametrize("many", [2, 30])
def test_it_asks_the_database_as_often_for_many_reports_as_for_few(
    many: int, client: Client, django_assert_num_queries
) -> None:
    government = an_organ()
    for _ in range(many):
        a_report(an_organ(under=government))
    with django_assert_num_queries(5):  # years and organs to choose from (3), how many, the page of them
        client.get("/reports/")


def test_it_lists_the_newest_year_first_with_key_figures(client: Client) -> None:
    organ = an_organ("青石县水利局")
    a_report(organ, year=2022)
    a_report(organ, year=2023, table3__received__total="8")
    first, second = rows(client)
    assert first.startswith("2023 青石县水利局")
    assert " 8 " in first
    assert second.startswith("2022")


def test_it_shows_a_blank_figure_as_blank(client: Client) -> None:
    a_report(table3__received__total="")
    assert "空白" in rows(client)[0]


def test_it_finds_an_organ_with_all_below_it(client: Client) -> None:
    government, other = an_organ(code="qingshi"), an_organ()
    a_report(an_organ("青石县水利局", under=government))
    a_report(an_organ("白石县水利局", under=other))
    (row,) = rows(client, "?organ=qingshi")
    assert "青石县水利局" in row


def test_it_finds_a_year(client: Client) -> None:
    organ = an_organ()
    a_report(organ, year=2022)
    a_report(organ, year=2023)
    (row,) = rows(client, "?year=2022")
    assert row.startswith("2022")


@pytest.mark.parametrize("query", ["?year=1999", "?organ=nobody", "?year=abc"])
def test_it_says_so_where_nothing_is_found(query: str, client: Client) -> None:
    a_report()
    page = page_of(client.get(f"/reports/{query}"))
    assert "请从列表中选择" in page.text
    assert "没有符合条件的年度报告" in page.text


def test_it_says_what_will_appear_where_there_is_nothing_yet(client: Client) -> None:
    assert "本站还没有年度报告" in page_of(client.get("/reports/")).text


def test_it_parts_many_reports_into_pages_and_keeps_the_choice(client: Client) -> None:
    government = an_organ(code="qingshi")
    for _ in range(54):
        a_report(an_organ(under=government))
    page = page_of(client.get("/reports/?organ=qingshi"))
    assert len(page.all("tr")) == 51
    (further,) = [link["href"] for link in page.all("a") if link["rel"] == "next"]
    assert further == "?organ=qingshi&page=2"
    assert len(rows(client, further)) == 4
