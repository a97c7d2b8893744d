"""What the record of a case knows of a letter: the applicant, the organ, the course, the proposal. Two questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from gongkai.regulation.events import EVENT_TYPES, Deferred, Extended, Inquiry
from gongkai.regulation.organs import Kind
from gongkai.web.applications import sealing
from gongkai.web.applications.letters.replying import reply_words
from gongkai.web.applications.models import Application
from gongkai.web.applications.proposals import Proposal, proposal_of
from gongkai.web.applications.queries import events_of
from gongkai.web.applications.recorded import in_force, is_of_law, legal, said
from gongkai.web.applications.table import BY_LAW
from gongkai.web.audit.chain import Recorded
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import above
from gongkai.web.rules.letter_head import letter_head_of

COURSE = {
    Inquiry.CORRECTION: "告知补正", Inquiry.FEE: "发出收费通知", Inquiry.REASONS: "要求说明理由",
    Inquiry.THIRD_PARTY: "书面征求第三方意见", Inquiry.JOINT_ORGAN: "征求共同制作机关意见",
    Inquiry.OTHER_ORGAN: "征求其他机关意见",
}  # fmt: skip
_WAYS = {
    "post": "邮寄",
    "in_person": "当面领取",
    "electronic": "电子邮件",
    "email": "电子邮件",
    "fax": "传真",
    "online": "网上获取",
}


@dataclass(frozen=True)
class Facts:
    """The case as its letters see it. past: its events in the ledger's order."""

    thing: Application
    past: Sequence[Recorded]
    words: Mapping[str, Mapping[str, Any]]

    @property
    def content(self) -> Mapping[str, Any]:
        """The sealed application."""
        return self.words.get(str(self.thing.particulars), {})

    def sealed(self, one: Recorded) -> Mapping[str, Any]:
        """The words that an event sealed."""
        return self.words.get(said(one, "sealed").get("key", ""), {})

    def last(self, kind: str, **office: Any) -> Recorded | None:
        """The last event of that kind of which this is said."""
        found = (one for one in reversed(self.past) if one.kind == kind)
        return next((one for one in found if all(said(one, "office").get(k) == v for k, v in office.items())), None)

    @cached_property
    def proposal(self) -> Proposal | None:
        return proposal_of(self.past)

    @property
    def proposed(self) -> Mapping[str, Any]:
        """What a reply says of the proposal: outcome, finding, elements, grounds."""
        proposal = self.proposal
        if proposal is None:
            return {}
        row = next(one for one in self.past if one.number == proposal.number)
        written = self.sealed(row).get("replies", ())
        return reply_words(proposal, written, self.asked)

    @property
    def asked(self) -> Sequence[str]:
        """What the applicant wrote, item by item."""
        return [item.get("description", "") for item in self.content.get("items", ())]

    @property
    def course(self) -> Iterator[Mapping[str, str]]:
        """补正、延期、征求意见的日期."""
        for one in in_force(self.past):
            cls = EVENT_TYPES[BY_LAW[one.kind].records] if is_of_law(one) else None
            if cls is Extended:
                yield {"on": one.on.isoformat(), "what": "告知延长答复期限"}
            elif cls is not None and one.kind in _ASKING:
                yield {"on": one.on.isoformat(), "what": COURSE[legal(one).inquiry]}  # type: ignore[attr-defined]


_ASKING = frozenset({
    "request_correction", "consult_third_party", "consult_joint_organ", "consult_other_organ", "notify_fee",
    "demand_reasons",
})  # fmt: skip


def facts_of(thing: Application) -> Facts:
    """Read anew."""
    past = [row.recorded for row in events_of(thing)]
    keys = {said(one, "sealed").get("key") for one in past} | {str(thing.particulars or "")}
    return Facts(thing, past, sealing.opened(key for key in keys if key))


def known(facts: Facts, *, on: date) -> dict[str, Any]:
    """What every letter of the case may need, by the keys of gongkai.papers."""
    thing, applicant = facts.thing, facts.content.get("applicant", {})
    head = letter_head_of(thing.organ, on=on)
    wish = facts.content.get("wish", {})
    found = {
        "organ": organ_record(thing.organ, name=head.name),
        "letter_head": head.title,
        "contact": "，".join(filter(None, (head.contact, head.phone, head.address, head.postcode))),
        "applicant": applicant.get("name", ""),
        "applicant_type": thing.applicant_kind,
        "address": applicant.get("address", ""),
        "phone": applicant.get("phone", ""),
        "email": applicant.get("email", ""),
        "person_served": applicant.get("name", ""),
        "received_on": _iso(thing.received_on),
        "submitted_on": _iso(thing.submitted_on),
        "asked_for": _listed(facts.asked),
        "course": list(facts.course),
        "due": _iso(thing.due_on),
        "handler": str(thing.handler or ""),
        "how_supplied": _WAYS.get(wish.get("way", ""), ""),
        "channel": thing.get_channel_display(),
        "summary": thing.summary,
        "outcome": thing.outcome,
        "on": on.isoformat(),
        "dates": [{"what": what, "on": _iso(day)} for what, day in _days(thing) if day],
        **_of_letters(facts),
    }
    return {key: value for key, value in found.items() if value not in ("", None, [])}


def _listed(asked: Sequence[str]) -> str:
    """As one quotation; several items bear the numbers by which they are answered."""
    if len(asked) < 2:
        return "；".join(asked)
    return "；".join(f"（{place}）{text}" for place, text in enumerate(asked, start=1))


def _days(thing: Application) -> tuple[tuple[str, date | None], ...]:
    return (
        ("提交", thing.submitted_on), ("到达", thing.arrived_on), ("确认", thing.confirmed_on),
        ("收到", thing.received_on),
    )  # fmt: skip


def _of_letters(facts: Facts) -> dict[str, str]:
    """What earlier acts said that a letter repeats: by when after an extension or a deferral, and who approved."""
    found: dict[str, str] = {}
    for one in in_force(facts.past):
        event = legal(one) if one.kind in {"extend", "defer"} else None
        if isinstance(event, Extended):
            found |= {"reply_by": _iso(facts.thing.due_on), "approver": event.approver}
        elif isinstance(event, Deferred):
            found["reply_by"] = _iso(event.until)
    return found


def organ_record(organ: Organ, *, name: str) -> dict[str, str]:
    """The organ as the remedies need it: by its place in the directory's tree, nearest first."""
    higher = [one for one in reversed(list(above(organ))) if one.state == "active"]
    governments = [one.name for one in higher if one.kind == Kind.GOVERNMENT]
    departments = [one.name for one in higher if one.kind in {Kind.DEPARTMENT, Kind.VERTICAL, Kind.JUSTICE}]
    record = {"name": name, "level": organ.level, "kind": organ.kind}
    if governments:
        record["higher_government" if organ.kind == Kind.GOVERNMENT else "own_government"] = governments[0]
    if departments:
        record["superior_department"] = departments[0]
    return record


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
