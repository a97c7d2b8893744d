"""What holds for every history, whoever lives through it."""

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.regulation.acts import ACTS, CLOSED, RUNNING, State
from gongkai.regulation.event_records import from_record, to_record
from gongkai.regulation.events import (
    Confirmed,
    CorrectionTimedOut,
    Decided,
    Event,
    Extended,
    FeeTimedOut,
    JointOrganConsulted,
    OtherOrganConsulted,
    Received,
    Served,
    Superseded,
    ThirdPartyAnswered,
    ThirdPartyConsulted,
)
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.parameter import parameter
from gongkai.regulation.policies import Policies, SuspendedDays
from gongkai.regulation.procedure import Standing, standing

from .histories import NATIONAL, lived, policies, receipt_days, starts, turns

often = settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROWS = """
granted partly_granted
refused.state_secret refused.barred_by_law refused.security_stability refused.third_party refused.internal_affairs
refused.process refused.enforcement_file refused.administrative_query
unavailable.not_held unavailable.needs_creation unavailable.still_unclear
not_processed.petition not_processed.repeated not_processed.publication not_processed.excessive
not_processed.confirmation
other.correction_lapsed other.fee_unpaid other.other
"""
histories = st.builds(lambda start, turns, chosen: (lived(start, turns, chosen), chosen), starts, turns, policies)
spans = st.tuples(st.integers(0, 45), st.integers(0, 40))
span_lists = st.lists(spans, max_size=4)


def consulted(received: date, places: list[tuple[int, int]], extension: int) -> list[Event]:
    """An application with that extension and a third party consulted and answering for each span."""
    events: list[Event] = [Received(received)]
    if extension:
        events.append(Extended(received, extension))
    for number, (start, length) in enumerate(places):
        sent = received + timedelta(days=start)
        events.append(ThirdPartyConsulted(sent, sent, f"第三方{number}"))
        events.append(ThirdPartyAnswered(sent + timedelta(days=length), f"第三方{number}"))
    return events


def counted_by_hand(received: date, places: list[tuple[int, int]], extension: int, rule: SuspendedDays) -> date:
    """The core rule said in the plainest way: day after day, count the working days that no consultation takes out."""
    limit = parameter("third_party_reply_period").on(received).value
    out: set[date] = set()
    for start, length in places:
        sent = received + timedelta(days=start)
        returned = min(sent + timedelta(days=length), NATIONAL.add(sent, limit))
        first = sent if rule is SuspendedDays.BOTH_ENDS else sent + timedelta(days=1)
        last = returned - timedelta(days=1) if rule is SuspendedDays.BETWEEN else returned
        out |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    day, left = received, 20 + extension
    while left:
        day += timedelta(days=1)
        left -= NATIONAL.is_workday(day) and day not in out
    return day


@often
@given(received=receipt_days, places=span_lists, extension=st.integers(0, 20), rule=st.sampled_from(SuspendedDays))
def test_it_finds_the_day_that_counting_by_hand_finds(
    received: date, places: list[tuple[int, int]], extension: int, rule: SuspendedDays
) -> None:
    found = standing(consulted(received, places, extension), calendar=NATIONAL, policies=Policies(suspended_days=rule))
    assert found.due == counted_by_hand(received, places, extension, rule)


@often
@given(received=receipt_days, places=span_lists, more=spans, extension=st.integers(0, 20), chosen=policies)
def test_a_further_suspension_never_brings_the_due_day_nearer(
    received: date, places: list[tuple[int, int]], more: tuple[int, int], extension: int, chosen: Policies
) -> None:
    fewer = standing(consulted(received, places, extension), calendar=NATIONAL, policies=chosen).due
    with_more = standing(consulted(received, [*places, more], extension), calendar=NATIONAL, policies=chosen).due
    assert fewer
    assert with_more
    assert with_more >= fewer


@often
@given(data=st.data(), received=receipt_days, places=span_lists, extension=st.integers(0, 20), chosen=policies)
def test_the_order_in_which_independent_facts_were_recorded_changes_nothing(
    data: st.DataObject, received: date, places: list[tuple[int, int]], extension: int, chosen: Policies
) -> None:
    events = [*consulted(received, places, extension), *_asked_elsewhere(received)]
    shuffled = _asked_before_answered(data.draw(st.permutations(events)))
    assert _facts(standing(events, calendar=NATIONAL, policies=chosen)) == _facts(
        standing(shuffled, calendar=NATIONAL, policies=chosen)
    )


@often
@given(history=histories)
def test_every_act_leads_where_the_table_says(history: tuple[list[Event], Policies]) -> None:
    events, chosen = history
    for place in range(1, len(events) + 1):
        found = standing(events[:place], calendar=NATIONAL, policies=chosen)
        assert found.state in ACTS[events[place - 1].kind].leads_to


@often
@given(history=histories)
def test_every_end_has_its_row_in_the_annual_report_and_only_ends_have(history: tuple[list[Event], Policies]) -> None:
    events, chosen = history
    last: Outcome | None = None
    for place in range(1, len(events) + 1):
        found = standing(events[:place], calendar=NATIONAL, policies=chosen)
        ended = found.state in CLOSED | {State.DECIDED, State.SENT}
        assert (found.outcome is not None) == ended
        assert last in (None, found.outcome), "an outcome once given stays"
        last = found.outcome
        if found.outcome:
            assert found.outcome.value in ROWS.split()
            assert found.decided_on
    assert sorted(ROWS.split()) == sorted(Outcome)


@often
@given(history=histories)
def test_the_organ_alone_can_bring_every_application_to_an_end(history: tuple[list[Event], Policies]) -> None:
    events, chosen = history
    for _ in range(4):
        found = standing(events, calendar=NATIONAL, policies=chosen)
        if found.is_closed:
            break
        events = [*events, _way_out(found)]
    assert standing(events, calendar=NATIONAL, policies=chosen).is_closed


@often
@given(history=histories, later=receipt_days)
def test_what_was_known_on_any_day_can_be_seen_again(history: tuple[list[Event], Policies], later: date) -> None:
    events, chosen = history
    stored = [_seen(events[:place], chosen) for place in range(1, len(events) + 1)]
    corrected = [*events, Superseded(max(later, events[-1].on), 1, "收到之日有误", by=_same_start(events[0]))]
    kept = [from_record(record) for record in json.loads(json.dumps([to_record(event) for event in corrected]))]
    assert kept == corrected
    assert [_seen(kept[:place], chosen) for place in range(1, len(events) + 1)] == stored
    assert _seen(kept, chosen) == stored[-1], "a correction that says the same changes nothing"


@often
@given(history=histories, ahead=st.integers(0, 90))
def test_a_refusal_says_why_where_and_what_instead(history: tuple[list[Event], Policies], ahead: int) -> None:
    events, chosen = history
    found = standing(events, calendar=NATIONAL, policies=chosen)
    for one in found.acts(found.on + timedelta(days=ahead)):
        if one.refusal:
            assert one.refusal.rule
            assert one.refusal.citation
            assert one.refusal.instead.endswith("。")


def _asked_elsewhere(received: date) -> list[Event]:
    day = received + timedelta(days=3)
    return [JointOrganConsulted(day, day), OtherOrganConsulted(day, None, "保密局")]


def _asked_before_answered(events: list[Event]) -> list[Event]:
    """On one day a letter goes out before its answer comes in; that order is a fact, not an accident of recording."""
    in_order = list(events)
    for place, event in enumerate(in_order):
        if isinstance(event, ThirdPartyAnswered):
            asked = next(p for p, one in enumerate(in_order) if _asks(one, event.name))
            if asked > place:
                in_order[place], in_order[asked] = in_order[asked], event
    return in_order


def _asks(event: Event, name: str) -> bool:
    return isinstance(event, ThirdPartyConsulted) and event.name == name


def _facts(found: Standing) -> Any:
    told = sorted((step.day, step.what, step.why) for step in (*found.steps, *found.warnings))
    return found.state, found.due, found.clock, sorted(map(str, found.letters)), told


def _seen(events: list[Event], chosen: Policies) -> tuple[Standing, list[tuple[date, str]]]:
    found = standing(events, calendar=NATIONAL, policies=chosen)
    return found, [(step.day, step.what) for step in (*found.steps, *found.warnings)]


def _same_start(event: Event) -> Event:
    return from_record(to_record(event))


def _way_out(found: Standing) -> Event:
    """What the organ can do without anybody's help."""
    limits = [letter.limit + timedelta(days=1) for letter in found.letters]
    if found.state is State.UNCONFIRMED:
        return Confirmed(found.on)
    if found.state is State.AWAITING_CORRECTION:
        return CorrectionTimedOut(max(found.on, found.lapses_from or found.on))
    if found.state is State.AWAITING_PAYMENT:
        return FeeTimedOut(max(found.on, found.lapses_from or found.on))
    if found.state in RUNNING:
        return Decided(max([found.on, *limits]), Outcome.GRANTED)
    return Served(found.on)
