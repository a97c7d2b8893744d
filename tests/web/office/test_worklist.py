"""Worklists: what stands in the address is what is shown, exported, kept and done together."""

import csv
import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.web.accounts.roles import Role
from gongkai.web.audit.errors import Stale
from gongkai.web.office import bulk, export
from gongkai.web.office.filters import Words
from gongkai.web.office.models import SavedView
from gongkai.web.office.worklist import Bulk, Column
from tests.web.factories import an_organ
from tests.web.office.cases import DAY, a_case, a_handler, signed_in
from tests.web.office.casework.declared import CASES
from tests.web.office.casework.models import Case
from tests.web.page import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]


@pytest.fixture
def organ():
    return an_organ("青石县水利局")


@pytest.fixture
def client(organ):
    return signed_in(a_handler(organ))


def titles(response) -> list[str]:
    return [cell.text.strip() for cell in page_of(response).all("td") if cell["headers"] == "head-title"]


def test_it_shows_what_one_may_see_in_the_lists_own_order(client, organ) -> None:
    a_case(organ, "丙")
    a_case(organ, "乙", due=DAY + timedelta(2))
    a_case(organ, "甲", due=DAY - timedelta(1))
    a_case(an_organ(), "别处的")
    response = client.get("/office/cases/")
    assert titles(response) == ["甲", "乙", "丙"]
    assert "已逾期 1 天" in page_of(response).text
    assert "共 3 项" in page_of(response).text


def test_its_filters_and_its_order_stand_in_the_address(client, organ) -> None:
    a_case(organ, "水库一", due=DAY)
    a_case(organ, "水库二", due=DAY + timedelta(5))
    a_case(organ, "水库三", due=DAY, state="closed")
    assert titles(client.get("/office/cases/", {"state": "open", "sort": "-title"})) == ["水库二", "水库一"]
    assert titles(client.get("/office/cases/", {"q": "水库", "due_on_to": "2025-02-17", "state": "closed"})) == [
        "水库三"
    ]
    assert titles(client.get("/office/cases/", {"time": "late"})) == []
    assert titles(client.get("/office/cases/", {"sort": "organ"})) == ["水库一", "水库三", "水库二"]


def test_it_says_which_condition_it_could_not_use(client, organ) -> None:
    a_case(organ)
    text = page_of(client.get("/office/cases/", {"due_on_from": "2025-13-01", "state": "lost"})).text
    assert "“2025-13-01”不是日期，这个条件没有使用" in text
    assert "“状态”没有“lost”这一项" in text


def test_its_empty_states_say_what_will_come_or_how_to_get_out(client, organ) -> None:
    assert "收到的案件会列在这里" in page_of(client.get("/office/cases/")).text
    assert "清除条件" in page_of(client.get("/office/cases/", {"q": "没有"})).text


def test_it_leads_through_its_pages_and_ignores_a_place_that_is_none(client, organ) -> None:
    for number in range(120):
        a_case(organ, f"第{number:03d}件", due=DAY + timedelta(number % 7))
    seen, address = [], "/office/cases/"
    while address:
        response = client.get(address)
        seen += titles(response)
        address = next((a["href"] for a in page_of(response).all("a") if a["rel"] == "next"), "")
        address = address and f"/office/cases/{address}"
    assert len(seen) == len(set(seen)) == 120
    assert len(titles(client.get("/office/cases/", {"after": "nonsense"}))) == 50


def test_it_needs_no_more_than_ten_queries_however_many_rows(client, organ) -> None:
    for number in range(60):
        a_case(an_organ(under=organ) if number % 3 else organ, due=None if number % 2 else DAY)
    supervisor = signed_in(a_handler(organ, Role.SUPERVISOR, Role.CLERK))
    for who in (client, supervisor):
        who.get("/office/")  # the process learns the tree of organs, which it keeps (organs.kept)
        with CaptureQueriesContext(connection) as queries:
            response = who.get("/office/cases/", {"state": "open"})
        assert response.status_code == 200
        assert len(queries) <= 10, [query["sql"] for query in queries]
    assert len(titles(response)) == 50


def test_it_is_exported_whole_and_in_its_order(client, organ) -> None:
    for number in range(60):
        a_case(organ, f"第{number:03d}件", due=DAY + timedelta(number), pages=number)
    response = client.get("/office/lists/cases/csv/", {"sort": "-due_on"})
    lines = list(csv.reader(StringIO(response.getvalue().decode("utf-8-sig"))))
    assert lines[0] == ["编号", "标题", "状态", "到期日", "页数"]
    assert [line[1] for line in lines[1:-1]] == [f"第{number:03d}件" for number in reversed(range(60))]
    assert lines[1][2:] == ["办理中", "2025-04-17", "59"]
    book = load_workbook(BytesIO(client.get("/office/lists/cases/xlsx/", {"sort": "-due_on"}).getvalue()))
    rows = list(book.active.values)
    assert len(rows) == 62
    assert rows[2][1] == "第059件"
    assert rows[2][3].date() == DAY + timedelta(59)
    assert rows[2][4] == 59
    ways = [re.sub(r"\d\d:\d\d", "", str(line)) for line in (lines[-1][0], rows[0][0])]  # a minute may pass between
    assert ways[0] == ways[1]
    assert rows[0][0] in book.active.oddHeader.center.text
    assert "导出，用途：工作使用，内部使用" in rows[0][0]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)"])
def test_its_files_hold_no_formula(client, organ, text: str) -> None:
    a_case(organ, text)
    assert f"'{text}" in client.get("/office/lists/cases/csv/").getvalue().decode()
    book = load_workbook(BytesIO(client.get("/office/lists/cases/xlsx/").getvalue()))
    assert book.active["B3"].value == f"'{text}"


def test_it_says_when_a_sheet_cannot_take_all_rows(client, organ, monkeypatch) -> None:
    a_case(organ)
    a_case(organ)
    monkeypatch.setattr(export, "SHEET_ROWS", 1)
    response = client.get("/office/lists/cases/xlsx/")
    assert response.status_code == 409
    assert "请缩小范围，或者下载 CSV 文件" in page_of(response).text


def test_a_kept_view_is_ones_own_and_leads_back(client, organ) -> None:
    client.post("/office/lists/cases/keep/?state=open&sort=-due_on&after=x", {"name": " 在办 "})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("在办", "state=open&sort=-due_on")
    page = page_of(client.get("/office/cases/?sort=-due_on&state=open"))
    here = [a.text.strip() for a in page.all("a") if a["aria-current"] and a["href"].startswith("?")]
    assert here == ["在办"]
    assert "在办" not in page_of(signed_in(a_handler(organ)).get("/office/cases/")).text.split("筛选")[0]
    client.post("/office/lists/cases/forget/", {"name": "在办"})
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_not_kept_and_says_so(client) -> None:
    response = client.post("/office/lists/cases/keep/", {"name": "  "}, follow=True)
    assert "请给这个视图起一个名称" in page_of(response).text
    assert not SavedView.objects.exists()


def test_acts_on_many_are_shown_first_then_done_one_by_one(client, organ) -> None:
    fine, closed, thick = a_case(organ), a_case(organ, state="closed"), a_case(organ, pages=101)
    elsewhere = a_case(an_organ(), "别处的")
    picked = [case.pk for case in (fine, closed, thick, elsewhere)]
    preview = page_of(client.post("/office/lists/cases/together/", {"act": "close", "pick": picked}))
    assert "2 件可以办理，1 件不能办理" in preview.text
    assert "只能在“办理中”时办理" in preview.text
    assert "别处的" not in preview.text
    assert not Case.objects.filter(pk=fine.pk, state="closed").exists()
    report = page_of(client.post("/office/lists/cases/together-done/", {"act": "close", "pick": picked}))
    assert "已办理 1 件，没有办理 2 件" in report.text
    assert "请先核定费用" in report.text
    states = dict(Case.objects.values_list("pk", "state"))
    assert [states[pk] for pk in picked] == ["closed", "closed", "open", "open"]


def test_acts_on_many_need_something_picked(client, organ) -> None:
    a_case(organ)
    for data in ({"act": "close"}, {"act": "close", "pick": ["x", "9" * 30]}, {"act": "lost", "pick": [1]}):
        response = client.post("/office/lists/cases/together/", data, follow=True)
        assert "没有选中任何一行" in page_of(response).text


def test_it_takes_no_list_that_orders_by_a_field_without_an_index() -> None:
    columns = (*CASES.columns, Column("organ_name", "机关", sorts=True))
    with pytest.raises(ImproperlyConfigured, match="needs an index"):
        replace(CASES, columns=columns)
    with pytest.raises(ImproperlyConfigured, match="needs an index"):
        replace(CASES, columns=(*CASES.columns[:-1], Column("pages", "页数", sorts=True)))
    with pytest.raises(ImproperlyConfigured, match="taken"):
        replace(CASES, filters=(Words(("number",), name="sort"),))


def test_one_that_someone_else_was_quicker_with_is_reported_and_stops_no_other(organ) -> None:
    def perform(case, by, on) -> None:
        if case == first:
            raise Stale
        case.delete()

    first, second = a_case(organ), a_case(organ)
    handler = a_handler(organ)
    worklist = replace(CASES, bulk=(Bulk("close", perform),))
    report = bulk.carry_out(bulk.plan(worklist, "close", [first.pk, second.pk], by=handler), by=handler, on=DAY)
    assert ["由他人" in one.why_not for one in report.outcomes] == [True, False]
    assert list(Case.objects.all()) == [first]
