"""审查流程: who looks at a draft before it is published, and in which order. An organ chooses a chain or makes its own.

No chain goes without a secrecy stage that cannot be left out: what is to be disclosed is first reviewed for secrecy
(REG 17, SEC 35, SECR 42).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import citations, read
from gongkai.regulation.errors import NotAllowed

SECRECY = cite("SEC 35")
_TABLE = "review.yaml"


class Role(StrEnum):
    """In which capacity a person acts."""

    DRAFTER = "drafter"
    SECTION_HEAD = "section_head"
    DISCLOSURE_OFFICE = "disclosure_office"
    SECRECY_REVIEWER = "secrecy_reviewer"
    LEADER_IN_CHARGE = "leader_in_charge"
    COSIGNER = "cosigner"
    MAIN_LEADER = "main_leader"
    SUPERVISION_GROUP = "supervision_group"
    LEADING_GROUP = "leading_group"
    PROOFREADER = "proofreader"
    PUBLISHER = "publisher"


ROLE_LABELS = {
    Role.DRAFTER: "拟稿人",
    Role.SECTION_HEAD: "科室（单位）负责人",
    Role.DISCLOSURE_OFFICE: "政府信息公开工作机构",
    Role.SECRECY_REVIEWER: "保密审查员",
    Role.LEADER_IN_CHARGE: "分管领导",
    Role.COSIGNER: "会签人",
    Role.MAIN_LEADER: "主要领导",
    Role.SUPERVISION_GROUP: "监督小组",
    Role.LEADING_GROUP: "领导小组",
    Role.PROOFREADER: "校对人",
    Role.PUBLISHER: "发布员",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One look at the draft, by one role. secrecy: its result is the secrecy opinion."""

    key: str
    label: str
    role: Role
    citations: tuple[Citation, ...]
    secrecy: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The order of stages. The stages of one step run side by side; `optional` ones only where the draft asks for them.

    one_person: sets of stages of which one person may pass more than one; otherwise nobody passes two.
    Raises NotAllowed for a chain without a compulsory secrecy stage, or with a stage twice.
    """

    key: str
    label: str
    steps: tuple[tuple[Stage, ...], ...]
    citations: tuple[Citation, ...]
    optional: frozenset[str] = frozenset()
    one_person: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        keys = [stage.key for stage in self.stages]
        if not any(stage.secrecy and stage.key not in self.optional for stage in self.stages):
            instead = "请在流程中加入必经的保密审查环节。"
            raise NotAllowed(f"审查流程“{self.label}”没有必经的保密审查。", SECRECY, instead)
        if len(keys) != len(set(keys)) or not all(self.steps):
            instead = "请使每个环节恰好出现一次，每一步至少有一个环节。"
            raise NotAllowed(f"审查流程“{self.label}”有重复的环节或者空的步骤。", cite("REG 17 [A]"), instead)
        if not self.optional <= set(keys):
            unknown = "、".join(sorted(self.optional - set(keys)))
            raise NotAllowed(f"审查流程“{self.label}”没有环节{unknown}。", cite("REG 17 [A]"), "请核对可选环节。")

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All stages in order."""
        return tuple(stage for step in self.steps for stage in step)

    def required(self, extra: frozenset[str]) -> tuple[tuple[Stage, ...], ...]:
        """The steps of one round: the compulsory stages and the optional ones asked for."""
        left_out = self.optional - extra
        steps = (tuple(stage for stage in step if stage.key not in left_out) for step in self.steps)
        return tuple(step for step in steps if step)

    def one_person_may_pass(self, stage: str, other: str) -> bool:
        """Whether the chain lets the person who passed the other stage pass this one, too."""
        return any({stage, other} <= group for group in self.one_person)


@dataclass(frozen=True, slots=True)
class Check:
    """A question of the review form (政府信息公开审查呈批单)."""

    key: str
    label: str
    citations: tuple[Citation, ...]


@cache
def stages() -> MappingProxyType[str, Stage]:
    """The stages that chains are made of, by key."""
    return MappingProxyType({key: _stage(key, entry) for key, entry in read(_TABLE)["stages"].items()})


@cache
def chains() -> MappingProxyType[str, Chain]:
    """The chains that stand ready, by key. `ordinary` is the one to begin with."""
    return MappingProxyType({key: _chain(key, entry) for key, entry in read(_TABLE)["chains"].items()})


@cache
def checks() -> tuple[Check, ...]:
    """What every review asks of a draft, in the order of the review form."""
    table = read(_TABLE)["checks"]
    return tuple(Check(key, entry["label"], citations(entry, f"{_TABLE} {key}")) for key, entry in table.items())


def _stage(key: str, entry: dict[str, Any]) -> Stage:
    cited_at, role = citations(entry, f"{_TABLE} {key}"), Role(entry.pop("role"))
    return Stage(key=key, role=role, citations=cited_at, **entry)


def _chain(key: str, entry: dict[str, Any]) -> Chain:
    return Chain(
        key=key,
        label=entry["label"],
        steps=tuple(tuple(stages()[stage] for stage in step) for step in entry["steps"]),
        citations=citations(entry, f"{_TABLE} {key}"),
        optional=frozenset(entry.get("optional", ())),
        one_person=tuple(frozenset(group) for group in entry.get("one_person", ())),
    )


def cited() -> Iterator[Entry]:
    """Every stage, chain and check, for docs/law-to-code.md."""
    for stage in stages().values():
        role = ROLE_LABELS[stage.role]
        yield from entries(_TABLE, stage.key, label=stage.label, value=role, citations=stage.citations)
    for chain in chains().values():
        value = " → ".join(" ∥ ".join(stage.label for stage in step) for step in chain.steps)
        yield from entries(_TABLE, chain.key, label=chain.label, value=value, citations=chain.citations)
    for check in checks():
        yield from entries(_TABLE, check.key, label=check.label, citations=check.citations)
