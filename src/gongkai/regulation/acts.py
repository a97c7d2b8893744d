"""The one table of acts on an application (acts.yaml): what may be done, in which states, by whom, by which article.

An act records exactly one kind of event; its `leads_to` lists every state that it can end in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.events import EventKind


class Phase(Enum):
    """The five phases of Art 45."""

    REGISTRATION = "登记"
    REVIEW = "审核"
    HANDLING = "办理"
    REPLY = "答复"
    ARCHIVE = "归档"


class Role(StrEnum):
    """Who may record an act. Which person holds a role is the organ's affair."""

    INTAKE = "intake"
    HANDLER = "handler"
    OFFICE_HEAD = "office_head"
    LEADER = "leader"

    @property
    def label(self) -> str:
        """The Chinese word for the role."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.INTAKE: "收件人员",
    Role.HANDLER: "承办人员",
    Role.OFFICE_HEAD: "政府信息公开工作机构负责人",
    Role.LEADER: "审签负责人",
}


class State(StrEnum):
    """Where an application stands."""

    NEW = "new"
    UNCONFIRMED = "unconfirmed"
    RECEIVED = "received"
    HANDLING = "handling"
    CONSULTING = "consulting"
    AWAITING_REASONS = "awaiting_reasons"
    AWAITING_CORRECTION = "awaiting_correction"
    AWAITING_PAYMENT = "awaiting_payment"
    DECIDED = "decided"
    SENT = "sent"
    SERVED = "served"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """The Chinese word for the state."""
        return STATES[self].label


class Outsider(StrEnum):
    """Someone outside of the organ who does an act himself, on his own case alone."""

    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    JOINT_ORGAN = "joint_organ"
    OTHER_ORGAN = "other_organ"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _OUTSIDER_LABELS[self]


_OUTSIDER_LABELS = {
    Outsider.APPLICANT: "申请人",
    Outsider.THIRD_PARTY: "第三方",
    Outsider.JOINT_ORGAN: "共同制作机关",
    Outsider.OTHER_ORGAN: "其他机关",
}


@dataclass(frozen=True, slots=True)
class StateEntry:
    """What a state is called, to which phase of Art 45 it belongs, and on what it stands."""

    label: str
    phase: Phase
    citation: Citation


@dataclass(frozen=True, slots=True)
class Act:
    """One row. rule: what must hold, said to whoever is refused; instead: what he can do; since: law from then on;
    outside: who outside of the organ may do it too."""

    name: str
    label: str
    records: EventKind
    role: Role
    allowed_from: frozenset[State]
    leads_to: frozenset[State]
    rule: str
    instead: str
    citation: Citation
    since: date
    outside: frozenset[Outsider] = frozenset()


class ActsError(ValueError):
    """acts.yaml misses something or says it twice. Ours to mend; no user meets it."""


def _states_of(names: str | Iterable[str], groups: Mapping[str, list[str]]) -> Iterator[State]:
    for name in [names] if isinstance(names, str) else names:
        if name in groups:
            yield from _states_of(groups[name], groups)
        else:
            yield State(name)


def _state(entry: Mapping[str, str]) -> StateEntry:
    return StateEntry(entry["label"], Phase(entry["phase"]), cite(entry["reference"]))


def _act(name: str, entry: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Act:
    wanted = {"label", "records", "role", "from", "to", "rule", "instead", "reference", "since"}
    if set(entry) - {"outside"} != wanted or not all(entry.values()):
        raise ActsError(f"acts.yaml 的 {name} 应当写全 {'、'.join(sorted(wanted))}，且不留空。")
    return Act(
        name=name,
        label=entry["label"],
        records=EventKind(entry["records"]),
        role=Role(entry["role"]),
        allowed_from=frozenset(_states_of(entry["from"], groups)),
        leads_to=frozenset(_states_of(entry["to"], groups)),
        rule=entry["rule"],
        instead=entry["instead"],
        citation=cite(entry["reference"]),
        since=entry["since"],
        outside=frozenset(map(Outsider, entry.get("outside", ()))),
    )


_TABLE = yaml.load(resources.files("gongkai.regulation").joinpath("acts.yaml").read_text("utf-8"), yaml.CSafeLoader)

STATES: Mapping[State, StateEntry] = {State(name): _state(entry) for name, entry in _TABLE["states"].items()}
RUNNING = frozenset(_states_of("running", _TABLE["groups"]))
"""The organ is at work on it."""
WAITING = frozenset(_states_of("waiting", _TABLE["groups"]))
"""The applicant has to do something first."""
CLOSED = frozenset(_states_of(["closed", "archived"], _TABLE["groups"]))
"""Nothing is left to do but to archive."""

ACTS: Mapping[EventKind, Act] = {
    act.records: act for act in (_act(name, entry, _TABLE["groups"]) for name, entry in _TABLE["acts"].items())
}
"""Every act, by the event that it records, in the order of a procedure."""
