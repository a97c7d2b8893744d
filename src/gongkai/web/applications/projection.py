"""How the row of an application follows from its events: the law's part by `standing`, the office's by a fold. Pure but
for the calendar and the policies, which are handed in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai.regulation.acts import RUNNING, State
from gongkai.regulation.events import Archived, Arrived, Confirmed, Event, Merged, Registered, Sent
from gongkai.regulation.policies import Policies
from gongkai.regulation.procedure import Standing, standing
from gongkai.regulation.procedure.replay import in_legal_order
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.applications.models.choices import Waits
from gongkai.web.applications.proposals import Proposal, Review, proposal_of
from gongkai.web.applications.recorded import legal_events, said
from gongkai.web.audit.chain import Recorded

Fields = dict[str, Any]
_OVER = frozenset({State.SERVED, State.LAPSED, State.WITHDRAWN, State.MERGED, State.ARCHIVED})
_FROM_THE_OFFICE = ("handler", "summary", "applicant_kind", "assisted")
_ABOUT_THE_CASE = (
    "organ", "applicant_kind", "applicant_digest", "content_digest", "code_digest", "items", "summary", "assisted",
    "handler", "split_from",
)  # fmt: skip
_DIGESTS = ("applicant_digest", "content_digest", "code_digest")
_ANEW = ("items", *_DIGESTS)
"""What a new version of the application brings anew, and the code a lost one is replaced by."""
_WAITS = {
    State.UNCONFIRMED: Waits.CLERK, State.AWAITING_CORRECTION: Waits.APPLICANT,
    State.AWAITING_PAYMENT: Waits.APPLICANT, State.CONSULTING: Waits.OTHERS, State.AWAITING_REASONS: Waits.APPLICANT,
    State.ARCHIVED: Waits.NOBODY,
}  # fmt: skip


def fields(past: Sequence[Recorded], *, calendar: WorkCalendar, policies: Policies) -> Fields:
    """The fields of the row, as plain values. Raises RegulationError where the events cannot have been."""
    events = legal_events(past)
    stands = standing(events, calendar=calendar, policies=policies)
    proposal = proposal_of(past)
    ordered = in_legal_order(events)
    return {
        **_of_the_case(past),
        **_of_the_beginning(ordered, stands),
        **_of_the_course(ordered, stands),
        "waits_for": _waits_for(stands, proposal).value,
        "proposal": proposal.review.value if proposal else "",
        "merged_into": _merged_into(past, ordered),
        **_of_what_is_kept(past),
    }


def _of_what_is_kept(past: Sequence[Recorded]) -> Fields:
    """What may still be destroyed, and since when it may not. With the particulars the keyed digests go, by which
    somebody could be found among the applications."""
    found: Fields = {"erased_on": None, "held_on": None, "file_kept_on": None}
    for one in past:
        day = one.on.isoformat()
        if one.kind == "erase_particulars":
            found |= {"erased_on": day, **dict.fromkeys(_DIGESTS, "")}
        elif one.kind in {"hold_records", "release_records"}:
            found["held_on"] = day if one.kind == "hold_records" else None
        elif one.kind in {"keep_case_file", "destroy_case_file"}:
            found["file_kept_on"] = day if one.kind == "keep_case_file" else None
    return found


def _merged_into(past: Sequence[Recorded], ordered: Sequence[Event]) -> str | None:
    """The key of the other application; none where the merging was struck out again."""
    if not any(isinstance(event, Merged) for event in ordered):
        return None
    key: str = next(said(one, "office")["into"] for one in reversed(past) if one.kind == "merge")
    return key


def _of_the_case(past: Sequence[Recorded]) -> Fields:
    """What was said of the case first, as later acts changed it; the newest version of the sealed application."""
    case = said(past[0], "case")
    found: Fields = {"handler": None, "split_from": None, "code_digest": "", "assisted": ""}
    found |= {name: case[name] for name in _ABOUT_THE_CASE if name in case}
    for one in past:
        office, sealed = said(one, "office"), said(one, "sealed")
        found |= {name: office[name] for name in _FROM_THE_OFFICE if name in office}
        found |= {name: office[name] for name in _ANEW if name in office}
        if sealed.get("purpose") == "application":
            found["particulars"] = sealed["key"]
    return {"particulars": None, **found}


def _of_the_beginning(ordered: Sequence[Event], stands: Standing) -> Fields:
    first = ordered[0]
    arrived = first if isinstance(first, Arrived) else None
    confirmed = next((event.on for event in ordered if isinstance(event, Confirmed)), None)
    number = next((event.number for event in ordered if isinstance(event, Registered)), "")
    return {
        "number": number,
        "year": (stands.receipt or first.on).year,
        "channel": arrived.channel.value if arrived else "",
        "submitted_on": _day(arrived.submitted_on) if arrived else None,
        "arrived_on": _day(arrived.on) if arrived else None,
        "confirmed_on": _day(confirmed or (arrived.confirmed_on if arrived else None)),
        "received_on": _day(stands.receipt),
        "confirm_by": _day(stands.confirm_by),
        "correction_notice_by": _day(stands.correction_notice_by),
    }


def _of_the_course(ordered: Sequence[Event], stands: Standing) -> Fields:
    in_time = stands.is_in_time
    waiting = [letter.limit for letter in stands.letters if letter.answered_on is None]
    return {
        "state": stands.state.value,
        "is_open": stands.state not in _OVER,
        "due_on": _day(stands.due),
        "due_is_provisional": stands.is_provisional,
        "waiting_until": _day(max(waiting)) if waiting and not stands.outcome else None,
        "lapses_from": _day(stands.lapses_from),
        "next_on": _day(_next(stands)),
        "outcome": stands.outcome.value if stands.outcome else "",
        "decided_on": _day(stands.decided_on),
        "sent_on": _day(_last(ordered, Sent)),
        "served_on": _day(stands.served_on),
        "replied_on": _day(stands.replied_on),
        "archived_on": _day(_last(ordered, Archived)),
        "is_late": None if in_time is None else not in_time,
    }


def _next(stands: Standing) -> date | None:
    """The day by which somebody here has to do something."""
    if stands.state is State.UNCONFIRMED:
        return stands.confirm_by
    if stands.state in {State.AWAITING_CORRECTION, State.AWAITING_PAYMENT}:
        return stands.lapses_from
    return None if stands.state in _OVER or stands.replied_on else stands.due


def _waits_for(stands: Standing, proposal: Proposal | None) -> Waits:
    if stands.state in RUNNING and proposal and proposal.review is not Review.RETURNED:
        if proposal.review is Review.PROPOSED:
            return Waits.REVIEWER
        return Waits.LEADER if proposal.is_cleared else Waits.SECRECY_REVIEWER
    return _WAITS.get(stands.state, Waits.HANDLER)


def _last(ordered: Sequence[Event], kind: type[Event]) -> date | None:
    return next((event.on for event in reversed(ordered) if isinstance(event, kind)), None)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
