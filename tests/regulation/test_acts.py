import re
from collections.abc import Iterator
from types import ModuleType

from gongkai.regulation.acts import ACTS, CLOSED, RUNNING, STATES, WAITING, Role, State
from gongkai.regulation.citation import Citation
from gongkai.regulation.events import EVENT_TYPES, EventKind
from gongkai.regulation.parameter import parameter
from gongkai.regulation.procedure import rules
from gongkai.regulation.procedure.effects import EFFECTS
from gongkai.regulation.procedure.rules import StepRule


def test_every_event_has_one_act_and_one_effect() -> None:
    assert set(ACTS) == set(EventKind) == set(EVENT_TYPES)
    assert set(EFFECTS) == set(EventKind) - {EventKind.SUPERSEDED}
    assert len({act.name for act in ACTS.values()}) == len(ACTS)
    assert len({act.label for act in ACTS.values()}) == len(ACTS)


def test_every_act_and_state_stands_on_a_law_and_has_its_words() -> None:
    assert set(STATES) == set(State)
    for entry in (*ACTS.values(), *STATES.values()):
        assert isinstance(entry.citation, Citation)
        assert re.search(r"[一-鿿]", entry.label)
    for act in ACTS.values():
        assert act.allowed_from
        assert act.leads_to
        assert act.instead.endswith("。")
        assert not act.rule.endswith("。"), "the state is added to the rule"
        assert act.role in Role
        assert act.role.label


def test_every_sentence_of_a_derivation_stands_on_a_law() -> None:
    sentences = list(_sentences(rules))
    assert len(sentences) > 60
    for sentence in sentences:
        assert isinstance(sentence.citation, Citation)
        assert sentence.label
        assert sentence.why.endswith("。")


def test_every_state_but_the_archive_leads_on_and_is_reached() -> None:
    for state in set(State) - {State.ARCHIVED}:
        assert any(state in act.allowed_from and act.leads_to - {state} for act in ACTS.values())
    for state in set(State) - {State.NEW}:
        assert any(state in act.leads_to and act.allowed_from != {state} for act in ACTS.values())


def test_the_groups_of_states_are_what_their_names_say() -> None:
    decided = {State.NEW, State.UNCONFIRMED, State.DECIDED, State.SENT}
    assert RUNNING | WAITING | CLOSED | decided == set(State)
    assert len(RUNNING) + len(WAITING) + len(CLOSED) + len(decided) == len(State)


def test_every_limit_of_the_clock_names_its_document() -> None:
    names = ["reply_period", "extension_limit", "correction_notice_period", "fee_payment_period"]
    for name in [*names, "third_party_reply_period", "joint_organ_reply_period"]:
        for value in parameter(name).values:
            assert isinstance(value.citation, Citation)


def _sentences(module: ModuleType) -> Iterator[StepRule]:
    for value in vars(module).values():
        if isinstance(value, StepRule):
            yield value
        elif isinstance(value, dict):
            yield from (inner for inner in value.values() if isinstance(inner, StepRule))
