import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.form.form import form
from gongkai.web.reports.shown import show
from tests.annual_report.papers import Paper
from tests.web.factories import EIGHT_APPLICATIONS, a_filed, a_finding, a_reading, a_report, an_organ
from tests.web.page import Page, page_of

pytestmark = pytest.mark.django_db


def shown(client: Client, *findings, paper: Paper | None = None) -> Page:
    report = a_filed(a_reading(*findings, paper=paper))
    return page_of(client.get(report.get_absolute_url()))


def numbers(page: Page) -> list[str]:
    return [cell.text.split()[0] for cell in page.all("td") if cell["headers"]]


def test_it_shows_every_cell_of_the_form_in_its_order(client: Client) -> None:
    cells = {name: str(index) for index, name in enumerate(form(2021).cells, start=1)}
    assert numbers(shown(client, paper=Paper(cells=cells))) == list(cells.values())


def test_it_shows_the_earlier_form_in_the_earlier_layout(client: Client) -> None:
    cells = {name: str(index) for index, name in enumerate(form(2019).cells, start=1)}
    page = shown(client, paper=Paper(cells=cells, form_year=2019, year=2020))
    assert numbers(page) == list(cells.values())


def test_it_shows_a_merged_row_in_place_of_its_parts(client: Client) -> None:
    page = shown(client, paper=Paper(cells={"table3.other.total": "4"}, merged_other=True))
    heads = [" ".join(head.text.split()) for head in page.all("th")]
    assert "（六）其他处理" in heads
    assert "3.其他" not in heads
    assert numbers(page).count("4") == 1


def test_it_tells_a_number_all_its_heads(client: Client) -> None:
    page = shown(client)
    cell = next(cell for cell in page.all("td") if cell.text.split() == ["3"] and cell["headers"])
    heads = [" ".join(page.by_id(name).text.split()) for name in cell["headers"].split()]
    assert heads == ["一、本年新收政府信息公开申请数量", "申请人情况", "法人或其他组织", "法律服务机构"]


def test_it_marks_the_cell_of_a_finding_and_leads_there_and_back(client: Client) -> None:
    page = shown(client, a_finding("table3.received.total", message="六类申请人之和是 8，总计写的是 7。"))
    (cell,) = [cell for cell in page.all("td") if "marked" in cell["class"].split()]
    assert cell.text.split()[0] == "8"
    assert page.by_id("mark-1")["href"] == "#finding-1"
    finding = page.by_id("finding-1")
    assert "六类申请人之和是 8，总计写的是 7。" in finding.text
    assert "《" in finding.text
    assert "#mark-1" in [link["href"] for link in page.all("a")]


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("table3.refused.process", "6.属于四类过程性信息"),
        ("table4.reconsideration", "行政复议"),
        ("table4.litigation_direct", "未经复议直接起诉"),
        ("section.5", "五、存在的主要问题及改进情况"),
        ("table2", "表："),
    ],
)
def test_it_finds_the_place_of_a_finding_on_a_row_a_section_or_a_table(where: str, text: str, client: Client) -> None:
    page = shown(client, a_finding(where))
    (marked,) = [e for e in page.all("th", "h2", "h3") if "错误" in e.text and not e.text.strip().startswith("关于")]
    assert text in marked.text


def test_it_marks_the_head_of_a_column_whose_wording_is_not_official(client: Client, monkeypatch) -> None:
    finding = a_finding("table2.rules.repealed")
    monkeypatch.setattr("gongkai.web.reports.marks._ABOUT_HEADS", {finding.rule.name})
    page = shown(client, finding)
    (head,) = [head for head in page.all("th") if "marked" in head["class"].split()]
    assert "本年废止件数" in head.text


PLACES = [
    *form(2021).cells,
    *(f"section.{no}" for no in range(1, 7)),
    "title",
    "table2",
    "table3",
    "table4",
    "file",
    "?",
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PLACES), max_size=12))
def test_it_shows_every_finding_once_and_every_mark_leads_somewhere(places: list[str]) -> None:
    reading = a_reading(*map(a_finding, places))
    page = Page("<main>" + render_to_string("reports/parts/reading.html", {"shown": show(reading)}) + "</main>")
    assert len([name for name in page.ids if name.startswith("finding-")]) == len(places)
    inner = {link["href"][1:] for link in page.all("a")}
    assert inner <= set(page.ids)


def test_it_says_blank_where_the_paper_is_blank(client: Client) -> None:
    page = shown(client, paper=Paper(cells={"table3.granted.business": ""}))
    assert numbers(page).count("空白") == 1


def test_it_tells_the_line_of_a_number_and_what_was_printed_there(client: Client) -> None:
    page = shown(client, paper=Paper(cells={"table2.licensing": "1,207"}))
    (cell,) = [cell for cell in page.all("td") if cell.text.split() == ["1207"]]
    assert cell["title"].startswith("原文第 ")
    assert "写作“1,207”" in cell["title"]


def test_it_draws_the_picture_of_the_year(client: Client) -> None:
    page = shown(client)
    lengths = [rect["width"] for rect in page.all("rect") if rect["class"] == "bar-length"]
    assert lengths == [
        "100.00%",
        "0.00%",
        "0.00%",
        "0.00%",
        "0.00%",
        "0.00%",
        "100.00%",
        "0.00%",
        "0.00%",
        "0.00%",
        "60.00%",
        "0.00%",
    ]
    assert "100.0%" in page.text


def test_it_says_so_where_no_application_came_in(client: Client) -> None:
    page = shown(client, paper=Paper())
    assert "本年度没有收到申请" in page.text
    assert not page.all("rect")
    assert "不计算" in page.text


def test_it_draws_a_year_that_answered_only_what_was_carried_in(client: Client) -> None:
    cells = {
        f"table3.{row}.{column}": "2" for row in ("carried_in", "granted", "total") for column in ("business", "total")
    }
    page = shown(client, paper=Paper(cells=cells))
    assert "本年度没有收到申请" not in page.text
    assert "共 2 件" in page.text


def test_it_does_not_call_a_year_without_figures_a_year_without_applications(client: Client) -> None:
    blank = {name: "" for name in form(2021).cells if name.startswith("table3.")}
    page = shown(client, paper=Paper(cells=blank))
    assert "本年度没有收到申请" not in page.text
    assert "没有读到数字" in page.text


def test_it_marks_a_demonstration_as_one(client: Client) -> None:
    report = a_report()
    assert "演示数据" not in page_of(client.get(report.get_absolute_url())).text
    report.is_demonstration = True
    report.save()
    assert "演示数据" in page_of(client.get(report.get_absolute_url())).text


def test_it_needs_few_queries(client: Client, django_assert_max_num_queries) -> None:
    report = a_report(an_organ(under=an_organ()), **{n.replace(".", "__"): t for n, t in EIGHT_APPLICATIONS.items()})
    with django_assert_max_num_queries(3):
        client.get(report.get_absolute_url())


def test_it_says_which_years_there_are_where_one_is_asked_for_that_is_not(client: Client) -> None:
    organ = an_organ("青石县水利局")
    a_report(organ, year=2023)
    a_report(organ, year=2022)
    response = client.get(f"/reports/{organ.code}/2020/")
    page = page_of(response)
    assert response.status_code == 404
    assert "没有青石县水利局 2020 年度的报告，现有：2023、2022" in page.text
    assert f"/reports/{organ.code}/2023/" in [link["href"] for link in page.all("a")]


def test_it_says_so_where_an_organ_has_no_report_or_is_unknown(client: Client) -> None:
    organ = an_organ("青石县水利局")
    assert "还没有青石县水利局的年度报告" in page_of(client.get(f"/reports/{organ.code}/2020/")).text
    response = client.get("/reports/nobody/2020/")
    assert response.status_code == 404
    assert "没有代码为“nobody”的行政机关" in page_of(response).text


@pytest.mark.parametrize("year", ["02023", "23", "2023x", "20230"])
def test_it_has_one_address(year: str, client: Client) -> None:
    organ = an_organ()
    a_report(organ, year=2023)
    assert client.get(f"/reports/{organ.code}/2023").headers["Location"] == f"/reports/{organ.code}/2023/"
    assert client.get(f"/reports/{organ.code}/{year}/").status_code == 404
