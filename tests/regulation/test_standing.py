from datetime import date

from gongkai.regulation.acts import ACTS
from gongkai.regulation.citation import cite
from gongkai.regulation.events import (
    Corrected,
    CorrectionRequested,
    Event,
    EventKind,
    Extended,
    JointOrganConsulted,
    Received,
    ThirdPartyAnswered,
    ThirdPartyConsulted,
)
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.procedure import Standing, standing
from gongkai.regulation.workdays import OrganDays, national_calendar

NATIONAL = national_calendar()
RECEIVED = Received(date(2025, 4, 14))
ASKED = ThirdPartyConsulted(date(2025, 4, 21), date(2025, 4, 23), "甲公司")


def where(*events: Event, on: date | None = None) -> Standing:
    return standing(events, calendar=NATIONAL, on=on)


def allowed(found: Standing) -> set[str]:
    return {permit.act.name for permit in found.acts() if permit.is_allowed}


def test_it_offers_what_may_be_done_next_and_says_why_the_rest_may_not() -> None:
    fresh = where(RECEIVED)
    assert allowed(fresh) >= {"register", "request_correction", "extend", "consult_third_party", "decide", "withdraw"}
    assert not allowed(fresh) & {"record_payment", "record_correction", "send", "archive", "record_third_party_answer"}
    refusals = {permit.act.name: permit.refusal for permit in fresh.acts()}
    assert refusals["register"] is None
    assert refusals["record_payment"] is not None
    assert refusals["record_payment"].citation == cite("FEE [K]")
    assert len(refusals) == len(ACTS)


def test_while_the_applicant_has_to_correct_only_he_and_the_clerks_have_something_to_do() -> None:
    waiting = where(RECEIVED, CorrectionRequested(date(2025, 4, 16), date(2025, 4, 17)))
    assert allowed(waiting) == {
        "register",
        "record_correction",
        "withdraw",
        "merge",
        "correct_record",
    }


def test_it_offers_the_next_act_only_once_its_day_has_come() -> None:
    waiting = where(RECEIVED, CorrectionRequested(date(2025, 4, 16), date(2025, 4, 17), workdays=5))
    assert waiting.lapses_from == date(2025, 4, 28)
    close = ACTS[EventKind.CORRECTION_TIMED_OUT]
    by_day = {
        day: next(permit.is_allowed for permit in waiting.acts(date(2025, 4, day)) if permit.act is close)
        for day in (25, 27, 28, 29)
    }
    assert by_day == {25: False, 27: False, 28: True, 29: True}


def test_it_names_the_consultations_whose_answer_can_still_come() -> None:
    both = (RECEIVED, ASKED, JointOrganConsulted(date(2025, 4, 22), date(2025, 4, 22)))
    assert [letter.name for letter in where(*both).open_consultations] == ["甲公司", ""]
    answered = where(*both, ThirdPartyAnswered(date(2025, 5, 9), "甲公司"))
    assert [letter.limit for letter in answered.open_consultations] == [date(2025, 5, 15)]
    assert where(*both, on=date(2025, 5, 19)).open_consultations == ()


def test_it_knows_which_outcomes_the_facts_allow() -> None:
    outcomes = where(RECEIVED, ASKED).outcomes()
    assert outcomes[Outcome.REFUSED_STATE_SECRET] is None
    for outcome in (Outcome.GRANTED, Outcome.UNAVAILABLE_STILL_UNCLEAR, Outcome.NOT_PROCESSED_EXCESSIVE):
        assert outcomes[outcome] is not None
    corrected = where(RECEIVED, CorrectionRequested(date(2025, 4, 16)), Corrected(date(2025, 4, 18))).outcomes()
    assert corrected[Outcome.UNAVAILABLE_STILL_UNCLEAR] is None
    assert corrected[Outcome.GRANTED] is None


def test_it_counts_an_organs_own_days_when_they_are_given() -> None:
    closed = NATIONAL.with_organ_days(OrganDays(closed={date(2025, 4, 15): "搬迁", date(2025, 4, 16): "搬迁"}))
    assert where(RECEIVED).due == date(2025, 5, 14)
    assert standing([RECEIVED], calendar=closed).due == date(2025, 5, 16)


def test_it_judges_by_what_was_known_when_it_is_asked_about_an_earlier_day() -> None:
    history = (RECEIVED, ASKED, ThirdPartyAnswered(date(2025, 5, 9), "甲公司"), Extended(date(2025, 5, 12), 10))
    assert where(*history[:2]).due == date(2025, 6, 9)
    assert where(*history[:3]).due == date(2025, 5, 30)
    assert where(*history).due == date(2025, 6, 16)
