"""What is asked of the calculator, read from the words of an address, so that every answer can be linked and printed.

    ?channel=registered_mail&arrived=2025-01-14&1=extended&1.on=2025-02-10&1.workdays=20&p.suspended_days=between

`received` is the short word for a day of receipt that is settled: ?received=2025-01-14. Nothing that was given is
dropped: what cannot be read stands again in its field, with a sentence beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from gongkai.regulation.dates import read_day
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.event_records import RecordError, from_record
from gongkai.regulation.events import Arrived, Event, Received
from gongkai.regulation.policies import POLICIES, Policies, PolicyError
from gongkai.regulation.receipt import Channel
from gongkai.web.deadline.happenings import Asked, Happening, happenings

MOST = 40
"""More happenings than any application has; an address with more is refused."""
_ARRIVAL = ("submitted", "arrived", "confirmed")
_PREFIX = "p."


@dataclass(frozen=True, slots=True)
class Row:
    """One happening as it was written. without: the address of the same question without it."""

    number: int
    happening: Happening
    written: Mapping[str, str]
    wrong: str = ""
    without: str = ""

    @property
    def fields(self) -> list[tuple[Asked, str]]:
        """What it has to be told beside its day, and what was told."""
        return [(asked, self.written.get(asked.name, "")) for asked in self.happening.asked]

    @property
    def day_id(self) -> str:
        """The field of its day, where a sentence about it leads."""
        return f"event-{self.number}-on"


@dataclass(slots=True)
class Question:
    """What was written, what of it could be read, and what could not (field → sentence)."""

    given: Mapping[str, str]
    wrong: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    policies: Policies = field(default_factory=Policies)
    today: date | None = None

    @property
    def has_wrong_rows(self) -> bool:
        """Some happening cannot be read."""
        return any(row.wrong for row in self.rows)

    @property
    def chose_policies(self) -> bool:
        """Some choice is not the usual one."""
        return self.policies != Policies() or "policies" in self.wrong

    @property
    def can_be_answered(self) -> bool:
        """The receipt is there, and nothing that was written is wrong."""
        return bool(self.events) and not self.wrong and not self.has_wrong_rows


def read(given: Mapping[str, str]) -> Question:
    """The question in these words."""
    written = {name: value for name, value in given.items() if name != "add"}
    if "received" in written:
        written.setdefault("arrived", written.pop("received"))
    question = Question(written)
    question.today = _day(question, "today", "截至哪一天")
    question.policies = _policies(question)
    _receipt(question)
    _rows(question, given.get("add", ""))
    return question


def _day(question: Question, name: str, label: str) -> date | None:
    text = question.given.get(name, "").strip()
    if not text:
        return None
    try:
        return read_day(text)
    except RegulationError as error:
        question.wrong[name] = f"{label}：{error}"
        return None


def _policies(question: Question) -> Policies:
    chosen = {
        name.removeprefix(_PREFIX): value
        for name, value in question.given.items()
        if name.startswith(_PREFIX) and value.strip()
    }
    try:
        return Policies.read(chosen)
    except PolicyError as error:
        question.wrong["policies"] = str(error)
        return Policies()


def _receipt(question: Question) -> None:
    labels = zip(_ARRIVAL, ("提交之日", "到达之日", "确认之日"), strict=True)
    submitted, arrived, confirmed = (_day(question, name, label) for name, label in labels)
    channel = question.given.get("channel", "")
    if channel and channel not in list(Channel):
        question.wrong["channel"] = "没有这种申请方式，请从列表中选择。"
    if arrived is None and "arrived" in question.given and "arrived" not in question.wrong:
        question.wrong["arrived"] = "请填写申请到达（或者收到）的日期，例如 2025-01-14。"
    if arrived and "channel" not in question.wrong:
        kind = Channel(channel) if channel else None
        receipt = Arrived(arrived, kind, submitted, confirmed) if kind else Received(arrived)
        question.events.append(receipt)


def _rows(question: Question, added: str) -> None:
    numbers = sorted(int(name) for name in question.given if name.isascii() and name.isdigit())[:MOST]
    for place, number in enumerate(numbers, start=1):
        row = _row(question, place, number)
        if row is not None:
            question.rows.append(row)
    if added in happenings() and len(question.rows) < MOST:
        happening = next(one for kind, one in happenings().items() if kind == added)
        question.rows.append(Row(len(numbers) + 1, happening, {}, without=f"?{urlencode(dict(question.given))}"))


def _row(question: Question, place: int, number: int) -> Row | None:
    """The happening of that number, counted anew from one; its event goes to the question."""
    given = question.given
    found = next((one for kind, one in happenings().items() if kind == given[str(number)]), None)
    if found is None:
        question.wrong["add"] = f"没有“{given[str(number)]}”这种事项，请从列表中选择。"
        return None
    names = ("on", *(one.name for one in found.asked))
    written = {name: given.get(f"{number}.{name}", "").strip() for name in names}
    wrong = _event(question, found, written) if any(written.values()) else ""
    return Row(place, found, written, wrong, f"?{urlencode(dict(_without(given, number)))}")


def _event(question: Question, happening: Happening, written: Mapping[str, str]) -> str:
    """Add the event, or say what is wrong with it."""
    if not written["on"]:
        return "请填写日期，例如 2025-02-10。"
    objection = next(filter(None, (asked.objection_to(written[asked.name]) for asked in happening.asked)), "")
    if objection:
        return objection
    record: dict[str, Any] = {name: _value(text) for name, text in written.items() if text}
    try:
        question.events.append(from_record({"kind": happening.kind.value, **record}))
    except (RecordError, RegulationError) as error:
        return str(error)
    return ""


def _value(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdigit() else text


def _without(given: Mapping[str, str], number: int) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if name != str(number) and not name.startswith(f"{number}."):
            yield name, value


def policy_choices(policies: Policies) -> Iterator[dict[str, Any]]:
    """Every open question of the law, with what is chosen."""
    for policy in POLICIES:
        chosen = getattr(policies, policy.name)
        yield {
            "policy": policy,
            "field": f"{_PREFIX}{policy.name}",
            "is_usual": chosen == policy.default,
            "choices": [(str(value), words, value == chosen) for value, words in policy.variants.items()],
        }
