from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.regulation.errors import NotAllowed, RegulationError
from gongkai.regulation.review import Event, Standing, after, may, refusal_of, standing
from gongkai.regulation.review_acts import AT_A_STAGE, Act, Opinion, State, acts
from gongkai.regulation.review_chain import ROLE_LABELS, Chain, Role, chains, checks, stages

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "reviews.yaml").read_text("utf-8"))
DAY = date(2025, 3, 3)
SHORT = {
    "拟": Role.DRAFTER,
    "科": Role.SECTION_HEAD,
    "公": Role.DISCLOSURE_OFFICE,
    "保": Role.SECRECY_REVIEWER,
    "分": Role.LEADER_IN_CHARGE,
    "主": Role.MAIN_LEADER,
    "发": Role.PUBLISHER,
    "督": Role.SUPERVISION_GROUP,
    "组": Role.LEADING_GROUP,
    "校": Role.PROOFREADER,
    "会": Role.COSIGNER,
}
PUBLISHED = [
    {"act": "draft", "who": "拟"},
    {"act": "submit", "who": "拟"},
    {"act": "pass", "who": "科", "stage": "section"},
    {"act": "give_opinion", "who": "保", "stage": "secrecy", "opinion": "disclose"},
    {"act": "pass", "who": "分", "stage": "leader_in_charge"},
    {"act": "publish", "who": "发"},
]


def event(line: dict[str, Any]) -> Event:
    return Event(
        Act(line["act"]),
        line.get("as", line["who"]),
        SHORT[line["who"]],
        line.get("day", DAY),
        stage=line.get("stage"),
        opinion=Opinion(line["opinion"]) if "opinion" in line else None,
        reason=line.get("reason", ""),
        extra=frozenset(line.get("extra", ())),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_follows_the_draft_through_its_review(case: dict[str, Any]) -> None:
    chain = chains()[case["chain"]]
    events = [event(line) for line in (PUBLISHED if case.get("published") else []) + case["events"]]
    if "refused" in case:
        standing(chain, events[:-1])
        with pytest.raises(RegulationError, match=case["refused"]) as refusal:
            standing(chain, events)
        assert refusal.value.instead
        return
    now = standing(chain, events)
    assert now.state == case["state"]
    assert now.is_public == case.get("public", False)
    assert [stage.key for stage in now.waiting_for] == case.get("waiting", [s.key for s in now.waiting_for])
    assert len(now.steps) == len(events)


def test_it_refuses_a_chain_without_a_compulsory_secrecy_review() -> None:
    section, secrecy = stages()["section"], stages()["secrecy"]
    for optional, steps in [(set(), ((section,),)), ({"secrecy"}, ((section,), (secrecy,)))]:
        with pytest.raises(NotAllowed, match="没有必经的保密审查") as refusal:
            Chain("own", "自定", steps, (), frozenset(optional))
        assert refusal.value.citation.key == "SEC 35"


def test_it_refuses_a_chain_with_a_stage_twice_or_an_unknown_option() -> None:
    section, secrecy = stages()["section"], stages()["secrecy"]
    with pytest.raises(NotAllowed, match="重复的环节"):
        Chain("own", "自定", ((section,), (section, secrecy)), ())
    with pytest.raises(NotAllowed, match="没有环节cosign"):
        Chain("own", "自定", ((section,), (secrecy,)), (), frozenset({"cosign"}))


def test_every_role_has_a_label_and_every_stage_and_act_an_article() -> None:
    assert set(ROLE_LABELS) == set(Role)
    assert all(stage.citations for stage in stages().values())
    assert all(row.citations for row in acts().values())


def test_the_review_form_asks_about_secrets_rights_facts_and_form() -> None:
    asked = {check.key: check.citations for check in checks()}
    assert {"state_secret", "work_secret", "third_party", "personal_data", "aggregation", "timeliness"} <= set(asked)
    assert all(asked.values())


def test_it_says_what_each_person_may_do_now_and_why_not_the_rest() -> None:
    now = standing(chains()["leaders"], [event(line) for line in PUBLISHED[:2]])
    head = may(chains()["leaders"], now, by="科", role=Role.SECTION_HEAD, on=DAY)
    assert {one.act for one in head if one.allowed} == {Act.PASS, Act.REFER, Act.SEND_BACK}
    drafter = may(chains()["leaders"], now, by="拟", role=Role.DRAFTER, on=DAY)
    assert {one.act for one in drafter if one.allowed} == {Act.CHANGE, Act.WITHDRAW}
    assert all(str(one.refusal) for one in drafter if not one.allowed)
    assert {one.act for one in drafter} == set(Act)


PEOPLE = "甲乙丙丁戊己庚"
FORWARD = {Act.SUBMIT, Act.PASS, Act.GIVE_OPINION, Act.PUBLISH, Act.CORRECT}
OPINIONS = [*[Opinion.DISCLOSE] * 4, Opinion.WITHHOLD, Opinion.REFER]
HISTORIES = st.builds(
    lambda key, numbers: play(chains()[key], numbers),
    st.sampled_from(sorted(chains())),
    st.lists(st.integers(0, 10**9), min_size=1, max_size=40),
)


def play(chain: Chain, numbers: Sequence[int]) -> tuple[Chain, list[Event], Standing]:
    """A history of allowed acts only: each number picks the person, the act and what it says."""
    now, events = Standing(), []
    for number in numbers:
        rest, person = divmod(number, len(PEOPLE))
        choices = possible(chain, now, PEOPLE[person])
        if not choices:
            continue
        # Acts that go on stand in the list more often, or few drafts would ever be published.
        choices += [one for one in choices if one.act in FORWARD] * 24
        rest, choice = divmod(rest, len(choices))
        event = filled(chain, choices[choice], rest)
        now = after(chain, now, event)
        events.append(event)
    return chain, events, now


def possible(chain: Chain, now: Standing, by: str) -> list[Event]:
    """Every act that the person may do now, in any role, as a bare event."""
    found = []
    places = [(stage.role, stage.key) for stage in now.waiting_for]
    for act, row in acts().items():
        if now.state not in row.states:
            continue
        choices = places if act in AT_A_STAGE else [(role, None) for role in sorted(row.roles)]
        events = [Event(act, by, role, DAY, stage=stage) for role, stage in choices]
        found += [event for event in events if refusal_of(chain, now, event) is None]
    return found


def filled(chain: Chain, event: Event, number: int) -> Event:
    """The event with what its act asks for."""
    if event.act is Act.SUBMIT:
        extra = frozenset(key for n, key in enumerate(sorted(chain.optional)) if number >> n & 1)
        return replace(event, extra=extra)
    if event.act in {Act.GIVE_OPINION, Act.RECORD_ANSWER}:
        some = OPINIONS if event.act is Act.GIVE_OPINION else OPINIONS[:-1]
        return replace(event, opinion=some[number % len(some)])
    return replace(event, reason="理由")


def round_before(events: Sequence[Event]) -> list[Event]:
    """The events since the content was last changed or sent in, told from the events alone."""
    starts = [n for n, one in enumerate(events) if one.act in {Act.DRAFT, Act.CHANGE, Act.CORRECT, Act.SUBMIT}]
    return list(events[starts[-1] :])


@settings(max_examples=2000, deadline=None)
@given(HISTORIES)
def test_nothing_is_published_without_every_compulsory_stage_and_a_secrecy_opinion_of_another(
    history: tuple[Chain, list[Event], Standing],
) -> None:
    chain, events, _ = history
    for n, publication in enumerate(events):
        if publication.act is not Act.PUBLISH:
            continue
        authors = {one.by for one in events[:n] if one.act in {Act.DRAFT, Act.CHANGE, Act.CORRECT}}
        since = round_before(events[:n])
        assert since[0].act is Act.SUBMIT
        opinions = [one for one in since if one.act is Act.GIVE_OPINION and one.opinion is Opinion.DISCLOSE]
        passed = {one.stage: one.by for one in [*opinions, *(one for one in since if one.act is Act.PASS)]}
        compulsory = {stage.key for stage in chain.stages if stage.key not in chain.optional} | since[0].extra
        assert compulsory <= set(passed)
        assert opinions
        assert all(one.role is Role.SECRECY_REVIEWER for one in opinions)
        deciders = [(one.stage, one.by) for one in since if one.act in {Act.PASS, Act.GIVE_OPINION}]
        assert not authors & {by for _, by in deciders}
        for stage, by in passed.items():
            others = [other for other, person in passed.items() if person == by and other != stage]
            assert all(chain.one_person_may_pass(str(stage), str(other)) for other in others)


@settings(max_examples=2000, deadline=None)
@given(HISTORIES)
def test_a_change_of_content_makes_every_pass_void(history: tuple[Chain, list[Event], Standing]) -> None:
    chain, events, now = history
    change = Event(Act.CHANGE, "辛", Role.DRAFTER, DAY)
    if now.state in acts()[Act.CHANGE].states:
        changed = after(chain, now, change)
        assert changed.passes == ()
        assert "辛" in changed.authors
        assert changed.state is State.DRAFTING
        with pytest.raises(NotAllowed, match="不能发布"):
            after(chain, changed, Event(Act.PUBLISH, "壬", Role.PUBLISHER, DAY))
    assert standing(chain, events) == now


def ways_out(chain: Chain, now: Standing) -> list[Standing]:
    """What someone new to the draft can do next to end it."""
    ending = {Act.WITHDRAW, Act.TAKE_DOWN, Act.ARCHIVE, Act.RECORD_ANSWER}
    events = [
        replace(event, opinion=None, reason="理由") for event in possible(chain, now, "新") if event.act in ending
    ]
    opined = [replace(one, opinion=Opinion.WITHHOLD) if one.act is Act.RECORD_ANSWER else one for one in events]
    return [after(chain, now, event) for event in opined]


@settings(max_examples=2000, deadline=None)
@given(HISTORIES)
def test_every_reachable_state_has_a_way_to_the_archive(history: tuple[Chain, list[Event], Standing]) -> None:
    chain, _, now = history
    front = [now]
    for _ in range(4):
        if any(one.state is State.ARCHIVED for one in front):
            return
        front = list({(one.state, one.is_public): one for start in front for one in ways_out(chain, start)}.values())
    assert any(one.state is State.ARCHIVED for one in front)


ANY_EVENT = st.builds(
    Event,
    act=st.sampled_from(list(Act)),
    by=st.sampled_from(PEOPLE),
    role=st.sampled_from(list(Role)),
    on=st.just(DAY),
    stage=st.none() | st.sampled_from(sorted(stages())),
    opinion=st.none() | st.sampled_from(list(Opinion)),
    reason=st.sampled_from(["", "理由"]),
    extra=st.sampled_from([frozenset(), frozenset({"main_leader"}), frozenset({"cosign", "approval"})]),
)


@settings(max_examples=2000, deadline=None)
@given(HISTORIES, ANY_EVENT)
def test_it_never_lets_through_what_it_said_was_not_allowed(
    history: tuple[Chain, list[Event], Standing], event: Event
) -> None:
    chain, _, now = history
    stage = event.stage if event.act in AT_A_STAGE else None
    permissions = may(chain, now, by=event.by, role=event.role, on=event.on)
    said = {(one.act, one.stage.key if one.stage else None) for one in permissions if one.allowed}
    if (event.act, stage) not in said:
        with pytest.raises(RegulationError) as refusal:
            after(chain, now, event)
        assert refusal.value.instead
