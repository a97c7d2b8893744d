import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.cli import main
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.fees import (
    Received,
    Tariff,
    charge,
    check_notice,
    item_fee,
    month_fee,
    month_ordinals,
    payment_limit,
    volume_fee,
)

from .chinese_days import OfficialDays

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "fees.yaml").read_text("utf-8"))
DAY = date(2025, 3, 3)


def yuan_of(case: dict[str, Any]) -> int:
    if "month" in case:
        return month_fee(case["month"], DAY).yuan
    if "application" in case:
        return item_fee(case["application"], DAY).yuan
    if "pages" in case:
        return volume_fee(case["pages"], DAY, already_public=case.get("already_public", 0)).yuan
    if "documents" in case:
        return sum(volume_fee(pages, DAY).yuan for pages in case["documents"])
    days = [day for day, number in case["months"].items() for _ in range(number)]
    received = [Received(f"{n}", "某人", day) for n, day in enumerate(days)]
    ordinals = month_ordinals(received)
    return sum(item_fee(ordinals[one.application], one.on).yuan for one in received)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['example']} {case['name']}" for case in CASES])
def test_it_charges_what_the_tariff_says(case: dict[str, Any]) -> None:
    assert yuan_of(case) == case["yuan"]


@settings(max_examples=2000, deadline=None)
@given(st.integers(1, 3000))
def test_a_month_costs_what_its_applications_cost_one_by_one(items: int) -> None:
    fee = month_fee(items, DAY)
    assert fee.yuan == sum(step.yuan for step in fee.steps)
    assert sum(step.units for step in fee.steps) == items
    expected = 0 if items <= 10 else 100 if items <= 30 else 200 + 100 * ((items - 31) // 10)
    alone = item_fee(items, DAY)
    assert alone.yuan == expected
    assert [step.units for step in alone.steps] == [1]
    assert fee.yuan - (month_fee(items - 1, DAY).yuan if items > 1 else 0) == expected


@settings(max_examples=2000, deadline=None)
@given(st.integers(1, 100_000), st.integers(1, 500))
def test_more_pages_never_cost_less_and_never_more_than_forty_yuan_each(pages: int, more: int) -> None:
    rise = volume_fee(pages + more, DAY).yuan - volume_fee(pages, DAY).yuan
    assert 0 <= rise <= 40 * more


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.dates(date(2025, 1, 1), date(2025, 3, 31))), max_size=30))
def test_it_numbers_each_applicants_month_from_one_without_a_gap(given_: list[tuple[str, date]]) -> None:
    received = [Received(str(n), applicant, day) for n, (applicant, day) in enumerate(given_)]
    ordinals = month_ordinals(received)
    months: dict[tuple[str, int], list[int]] = {}
    for one in received:
        months.setdefault((str(one.applicant), one.on.month), []).append(ordinals[one.application])
    for found in months.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def test_it_charges_nothing_before_the_rules_were_in_force() -> None:
    with pytest.raises(ImpossibleDate, match="自2021年1月1日起施行"):
        month_fee(41, date(2020, 12, 31))
    assert month_fee(41, date(2021, 1, 1)).yuan == 4300


@pytest.mark.parametrize("number", [0, -1])
def test_it_refuses_a_count_below_one(number: int) -> None:
    with pytest.raises(NotAllowed, match="不小于1"):
        month_fee(number, DAY)
    with pytest.raises(NotAllowed, match="不小于1"):
        volume_fee(number, DAY)


@pytest.mark.parametrize("already_public", [-1, 121])
def test_it_refuses_more_published_pages_than_pages(already_public: int) -> None:
    with pytest.raises(NotAllowed, match="应当在0至120之间"):
        volume_fee(120, DAY, already_public=already_public)


def test_it_wants_the_choice_of_tariff_reasoned() -> None:
    with pytest.raises(NotAllowed, match="应当记录理由"):
        charge(item_fee(35, DAY), reason=" ")
    chosen = charge(item_fee(35, DAY), reason="按件计收数额较低")
    assert (chosen.yuan, chosen.fee.tariff) == (200, Tariff.PER_ITEM)
    assert charge(item_fee(35, DAY), reason="属首次提出，不予收取", waived=True).yuan == 0


def test_a_fee_notice_comes_inside_the_reply_period() -> None:
    check_notice(issued_on=date(2025, 12, 29), reply_due_on=date(2025, 12, 29))
    with pytest.raises(NotAllowed, match="期限已于2025年12月29日届满"):
        check_notice(issued_on=date(2025, 12, 30), reply_due_on=date(2025, 12, 29))


@pytest.mark.parametrize(
    ("received_on", "last"),
    [(date(2025, 12, 10), date(2026, 1, 8)), (date(2026, 1, 30), date(2026, 3, 5))],
)
def test_it_leaves_twenty_working_days_to_pay(received_on: date, last: date) -> None:
    limit = payment_limit(received_on, OfficialDays())
    assert limit.day == last
    assert limit.steps[-1].citation.key == "FEE 6 [K]"


def test_the_command_gives_the_total_with_its_steps() -> None:
    result = CliRunner().invoke(main, ["fee", "--items", "41", "--json"])
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["yuan"] == 4300
    assert [step["yuan"] for step in data["steps"]] == [0, 2000, 2000, 300]
    assert "应收信息处理费：1,100 元" in CliRunner().invoke(main, ["fee", "--pages", "120"]).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--items", "0"],
        ["--items", "-3"],
        ["--items", "一"],
        ["--items", "1e3"],
        ["--pages", "2.5"],
        ["--items", "1000001"],
        ["--items", "9" * 5000],
        [],
        ["--items", "1", "--pages", "1"],
        ["--items", "1", "--on", "2025-02-30"],
        ["--items", "1", "--on", "2020-12-31"],
    ],
)
def test_the_command_refuses_bad_input_in_one_plain_line(words: list[str]) -> None:
    result = CliRunner().invoke(main, ["fee", *words])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("gongkai fee：")
    assert result.stderr.count("\n") == 1
