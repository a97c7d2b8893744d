"""The public calculator: the worked cases of the law give the same days as the engine, and what is wrong is said."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from gongkai.regulation.dates import in_words
from gongkai.web.deadline.happenings import happenings
from tests.regulation.case_files import entries
from tests.web.page import page_of

pytestmark = pytest.mark.django_db

CALCULATOR = "/deadline/"


def as_query(case: dict[str, Any]) -> dict[str, str] | None:
    """The address of a case of the law; None where it holds what the public is not asked for."""
    first, *later = case["events"]
    query = {"arrived": str(first["on"])}
    if first["kind"] == "arrived":
        query["channel"] = first["channel"]
    elif first["kind"] != "received":
        return None
    query |= {
        place.removesuffix("_on"): str(first[place]) for place in ("submitted_on", "confirmed_on") if place in first
    }
    for number, event in enumerate(later, start=1):
        happening = happenings().get(event["kind"])
        known = {"kind", "on", *(one.name for one in happening.asked)} if happening else set()
        if not set(event) <= known:
            return None
        query[str(number)] = event["kind"]
        query |= {f"{number}.{name}": str(value) for name, value in event.items() if name != "kind"}
    query |= {f"p.{name}": str(value) for name, value in case.get("policies", {}).items()}
    return query


def answerable() -> Iterator[Any]:
    for case in entries("clock"):
        query = as_query(case)
        if query is not None and "due" in case.get("expect", {}):
            yield pytest.param(case, query, id=case["case"])


@pytest.mark.parametrize(("case", "query"), answerable())
def test_it_answers_the_cases_of_the_law(case: dict[str, Any], query: dict[str, str], client: Client) -> None:
    response = client.get(CALCULATOR, {**query, "today": str(case.get("on", case["events"][-1]["on"]))})
    text = page_of(response).text
    assert response.status_code == 200, text
    due: date | None = case["expect"]["due"]
    assert (f"最迟 {in_words(due)}" if due else "现在不计算答复期限") in text


def test_a_settled_day_of_receipt_is_asked_for_in_one_word(client: Client) -> None:
    assert "最迟 2025年2月17日" in page_of(client.get("/deadline/?received=2025-01-14")).text
    more = {"received": "2025-01-14", "1": "extended", "1.on": "2025-02-10", "1.workdays": "20"}
    assert "最迟 2025年3月17日" in page_of(client.get(CALCULATOR, more)).text
    wrong = client.get("/deadline/?received=1月14日")
    assert wrong.status_code == 422
    assert 'value="1月14日"' in wrong.content.decode()


def test_most_cases_of_the_law_can_be_asked() -> None:
    assert len(list(answerable())) >= 20


def test_every_counted_and_every_skipped_day_is_shown(client: Client) -> None:
    page = page_of(client.get(CALCULATOR, {"channel": "registered_mail", "arrived": "2025-01-14"}))
    days = {cell.text.strip(): cell["class"] for cell in page.all("td") if cell["class"]}
    assert sum("个工作日" in text for text in days) == 20
    assert any("最后一日" in text and "第20个工作日" in text for text in days)
    assert any("调休上班" in text for text in days)
    assert any("节假日或休息日" in text for text in days)


def test_it_cites_the_articles(client: Client) -> None:
    text = page_of(
        client.get(CALCULATOR, {"channel": "internet", "arrived": "2025-01-14", "confirmed": "2025-01-15"})
    ).text
    assert "《中华人民共和国政府信息公开条例》第三十一条第（三）项" in text
    assert "第三十三条第二款" in text


def test_a_happening_is_added_and_taken_away_by_links_and_fields_alone(client: Client) -> None:
    page = page_of(client.get(CALCULATOR, {"arrived": "2025-01-14", "add": "extended"}))
    assert {"1", "1.on", "1.workdays"} <= {field["name"] for field in page.all("input")}
    assert "最迟 2025年2月17日" in page.text
    filled = {"arrived": "2025-01-14", "1": "extended", "1.on": "2025-02-10", "1.workdays": "20"}
    page = page_of(client.get(CALCULATOR, filled))
    assert "最迟 2025年3月17日" in page.text
    away = next(link["href"] for link in page.all("a") if link.text.strip() == "去掉这件事")
    assert away == f"?{urlencode({'arrived': '2025-01-14'})}"


def test_what_the_law_does_not_allow_is_refused_with_the_article_and_kept_in_the_fields(client: Client) -> None:
    query = {"arrived": "2025-01-14", "1": "extended", "1.on": "2025-03-10", "1.workdays": "20"}
    response = client.get(CALCULATOR, query)
    page = page_of(response)
    assert response.status_code == 422
    assert "延长答复期限" in page.text
    assert "第三十三条第二款" in page.text
    assert {"2025-01-14", "2025-03-10", "20"} <= {field["value"] for field in page.all("input")}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"arrived": ""}, "请填写申请到达"),
        ({"arrived": "昨天"}, "“昨天”读不成日期"),
        ({"arrived": "2025-02-30"}, "2025年2月30日不存在"),
        ({"arrived": "2025-01-14", "channel": "pigeon"}, "没有这种申请方式"),
        ({"arrived": "2025-01-14", "1": "nonsense"}, "没有“nonsense”这种事项"),
        ({"arrived": "2025-01-14", "1": "extended", "1.workdays": "20"}, "请填写日期"),
        (
            {"arrived": "2025-01-14", "1": "extended", "1.on": "2025-02-10", "1.workdays": "二十"},
            "工作日数“二十”读不懂",
        ),
        ({"arrived": "2025-01-14", "1": "extended", "1.on": "2025-02-10"}, "请填写工作日数。"),
        (
            {"arrived": "2025-01-14", "1": "decided", "1.on": "2025-02-10", "1.outcome": "lost"},
            "办理结果没有“lost”这一项",
        ),
        ({"arrived": "2025-01-14", "p.suspended_days": "sometimes"}, "不能是“sometimes”"),
        ({"arrived": "2025-01-14", "p.mood": "good"}, "没有名为 mood 的口径"),
        ({"arrived": "2025-01-14", "today": "2024-01-01"}, "晚于查询之日"),
        ({"arrived": "2031-01-14"}, ""),
        ({"arrived": "9999-12-31"}, ""),
        ({"arrived": "0001-01-01", "1": "decided", "1.on": "0001-01-02", "1.outcome": "granted"}, ""),
        ({"channel": "internet", "arrived": "2025-01-14", "confirmed": "2025-01-10"}, "早于到达之日"),
        ({"arrived": "2025-01-14", "1": "extended", "1.on": "\x01", "1.workdays": "20"}, "读不成日期"),
        ({"arrived": "2025-01-14", "1": "extended", "1.on": "2025-01-20", "1.workdays": "9" * 20}, "读不懂"),
        ({"arrived": "2025-01-14", "1": "extended", "1.on": "2025-01-20", "1.workdays": "9999"}, ""),
    ],
)
def test_bad_input_gets_a_plain_sentence(query: dict[str, str], said: str, client: Client) -> None:
    response = client.get(CALCULATOR, query)
    page = page_of(response)
    assert response.status_code in ({422} if said else {200, 422})
    assert said in page.text


def test_it_takes_no_more_happenings_than_an_application_can_have(client: Client) -> None:
    many = {str(number): "corrected" for number in range(1, 500)}
    page = page_of(client.get(CALCULATOR, {"arrived": "2025-01-14", **many}))
    assert len(page.all("legend")) < 50


def test_it_asks_the_database_only_which_holiday_notices_hold(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        client.get(CALCULATOR, {"arrived": "2025-01-14"})


def test_it_sets_no_cookie(client: Client) -> None:
    assert not client.get(CALCULATOR, {"arrived": "2025-01-14"}).cookies
