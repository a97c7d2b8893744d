"""An act is a row with an article, a button that leads somewhere, and a test."""

import importlib.util
from pathlib import Path

import pytest
from django.urls import reverse

from gongkai.web.accounts.acts import NEW, Act, ActsError, ActTable, load, tables
from gongkai.web.accounts.checks import office_patterns, rule_of
from gongkai.web.audit.kinds import kinds
from tests.access.examples import WORDS, a_world

ROWS = [(table, act) for table in tables().values() for act in table.acts.values()]
TESTS = Path(__file__).resolve().parents[1] / "web"


@pytest.mark.parametrize(("table", "act"), ROWS, ids=[f"{table.kind}-{act.name}" for table, act in ROWS])
def test_it_has_a_test_of_its_own(table: ActTable, act: Act) -> None:
    assert list(TESTS.rglob(f"test_{act.name}.py")), f"{table.kind}：{act.name} 没有 test_{act.name}.py"


@pytest.mark.parametrize(("table", "act"), ROWS, ids=[f"{table.kind}-{act.name}" for table, act in ROWS])
def test_it_has_a_page_whose_rule_is_the_act(table: ActTable, act: Act) -> None:
    rules = [rule_of(entry) for _, entry in office_patterns()]
    assert [rule for rule in rules if rule and rule.act == act.name and rule.row is act]


def test_every_kind_lives_by_events_and_every_state_can_be_reached() -> None:
    assert {kind.table.kind for kind in kinds()} == {table.kind for table in tables().values()}
    for table in tables().values():
        assert {state for act in table.acts.values() for state in act.leads_to} == set(table.states)
        assert any(NEW in act.allowed_from for act in table.acts.values())


@pytest.mark.django_db
def test_every_button_leads_to_a_page() -> None:
    world = a_world()
    for model, table in tables().items():
        for act in table.acts.values():
            words = {} if act.starts else WORDS[model](world.things[model])
            assert reverse(f"directory:{act.name}", kwargs=words).startswith("/office/")


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
