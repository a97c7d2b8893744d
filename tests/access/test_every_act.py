"""An act is a row with an article, a button that leads somewhere, and a test."""

import importlib.util
import re
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.web.accounts import acts as acts_module
from gongkai.web.accounts.acts import NEW, Act, ActsError, ActTable, load, tables
from gongkai.web.accounts.checks import every_act_has_an_address, office_patterns, rule_of
from gongkai.web.accounts.models import Membership
from gongkai.web.audit.kinds import kinds
from tests.access.examples import TESTS, WORDS, a_world, named_tests_of

ROWS = [(table, act) for table in tables().values() for act in table.acts.values()]


@pytest.mark.parametrize(("table", "act"), ROWS, ids=[f"{table.kind}-{act.name}" for table, act in ROWS])
def test_it_has_a_test_of_its_own(table: ActTable, act: Act) -> None:
    assert named_tests_of(act), f"{table.kind}：{act.name} 没有 test_{act.name}.py，或者里面没有测试"


def addresses_of(act: Act) -> list[str]:
    """The names of the addresses whose rule is this act, in whatever app they stand."""
    return [
        route
        for route, entry in office_patterns()
        if (rule := rule_of(entry)) and rule.act == act.name and rule.row is act
    ]


@pytest.mark.parametrize(("table", "act"), ROWS, ids=[f"{table.kind}-{act.name}" for table, act in ROWS])
def test_it_has_one_page_whose_rule_is_the_act_or_says_why_not(table: ActTable, act: Act) -> None:
    assert len(addresses_of(act)) == (0 if act.without_page else 1), f"{table.kind}：{act.name}"


def test_every_kind_lives_by_events_and_every_state_can_be_reached() -> None:
    assert {kind.table.kind for kind in kinds()} == {table.kind for table in tables().values()}
    for table in tables().values():
        assert {state for act in table.acts.values() for state in act.leads_to} == set(table.states)
        assert any(NEW in act.allowed_from for act in table.acts.values())


@pytest.mark.django_db
def test_every_button_on_the_page_of_a_thing_leads_to_the_page_of_its_act() -> None:
    world = a_world()
    for model, table in tables().items():
        assert model in WORDS, f"{table.kind}: examples.py says neither what it is nor how it is named"
        words = {
            f"<{kind}:{name}>" for kind in ("slug", "uuid", "int", "str") for name in WORDS[model](world.things[model])
        }
        for act in table.acts.values():
            for route in addresses_of(act):
                named = set(re.findall(r"<[^>]+>", route))
                assert named <= (set() if act.starts else words), (
                    f"{table.kind}: {route} names what examples.py does not"
                )
                assert act.starts or named, f"{table.kind}: {route} does not say which thing it acts on"


def test_an_act_without_an_address_fails_the_check_of_the_site_unless_it_says_why(monkeypatch) -> None:
    table = tables()[Membership]
    extra = replace(table.act("withdraw"), name="forgotten")
    for why, expected in (("", ["gongkai.E003"]), ("由程序到期办理。", [])):
        acts = {**table.acts, "forgotten": replace(extra, without_page=why)}
        monkeypatch.setitem(acts_module._tables, Membership, replace(table, acts=acts))
        assert [error.id for error in every_act_has_an_address(None)] == expected
    acts = {**table.acts, "withdraw": replace(table.act("withdraw"), without_page="由程序到期办理。")}
    monkeypatch.setitem(acts_module._tables, Membership, replace(table, acts=acts))
    assert ["withdraw" in error.msg for error in every_act_has_an_address(None)] == [True]


def test_the_page_of_the_documentation_is_made_from_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("acts_page", TESTS.parents[1] / "script" / "acts.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.TARGET.read_text("utf-8") == script.page(), "run script/acts and commit docs/acts.md"


BROKEN = {
    "岗位": ("roles: [head]", "roles: [king]"),
    "状态": ("to: [done]", "to: [gone]"),
    "缺": ("    label: 办理\n", ""),
    "多": ("    label: 办理\n", "    label: 办理\n    colour: red\n"),
}
TABLE = """kind: thing
label: 事项
organ: organ
seen_by: all
states: {done: 办结}
acts:
  do:
    label: 办理
    from: [new]
    to: [done]
    roles: [head]
    reference: REG 4
"""


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_table_that_is_not_whole_is_refused_at_the_start(change: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "acts.yaml").write_text(TABLE)
    assert load(tmp_path / "acts.yaml").act("do").who == "政府信息公开工作机构负责人"
    (tmp_path / "acts.yaml").write_text(TABLE.replace(*change))
    with pytest.raises(ActsError):
        load(tmp_path / "acts.yaml")
