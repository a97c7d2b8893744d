"""公开前审查的行为: the one table of what can be done with a draft: from which state, by which role, on which article.

Buttons, permissions, audit labels and docs are read from it; what follows from an act is in review.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import DataError, citations, read
from gongkai.regulation.review_chain import Role


class State(StrEnum):
    """Where a draft stands."""

    NEW = "new"
    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    REFERRED = "referred"
    WITHHELD = "withheld"
    APPROVED = "approved"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


STATE_LABELS = {
    State.NEW: "尚未拟稿",
    State.DRAFTING: "拟稿中",
    State.IN_REVIEW: "审查中",
    State.REFERRED: "报请确定中",
    State.WITHHELD: "不予公开",
    State.APPROVED: "待发布",
    State.PUBLISHED: "已发布",
    State.TAKEN_DOWN: "已撤下",
    State.WITHDRAWN: "已撤回",
    State.ARCHIVED: "已归档",
}


class Act(StrEnum):
    """What can be done with a draft."""

    DRAFT = "draft"
    CHANGE = "change"
    SUBMIT = "submit"
    PASS = "pass"  # noqa: S105 (an act, no password)
    GIVE_OPINION = "give_opinion"
    REFER = "refer"
    RECORD_ANSWER = "record_answer"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    VERIFY = "verify"
    CORRECT = "correct"
    TAKE_DOWN = "take_down"
    ARCHIVE = "archive"


AT_A_STAGE = frozenset({Act.PASS, Act.GIVE_OPINION, Act.REFER, Act.SEND_BACK})
DECIDING = frozenset({Act.PASS, Act.GIVE_OPINION})


class Opinion(StrEnum):
    """What the secrecy reviewer, or the authority asked, says."""

    DISCLOSE = "disclose"
    WITHHOLD = "withhold"
    REFER = "refer"


OPINION_LABELS = {Opinion.DISCLOSE: "公开", Opinion.WITHHOLD: "不予公开", Opinion.REFER: "需报请确定"}


@dataclass(frozen=True, slots=True)
class ReviewAct:
    """A line of the table of acts. roles empty: the role of the stage that is waiting."""

    act: Act
    label: str
    states: frozenset[State]
    roles: frozenset[Role]
    needs_reason: bool
    citations: tuple[Citation, ...]


@cache
def acts() -> MappingProxyType[Act, ReviewAct]:
    """The table of acts. Raises DataError where an act is missing or unknown."""
    table = read("review.yaml")["acts"]
    if list(table) != [act.value for act in Act]:
        raise DataError("review.yaml 的 acts 应当与 Act 逐一对应、顺序相同。")
    return MappingProxyType({Act(key): _act(Act(key), entry) for key, entry in table.items()})


def _act(act: Act, entry: dict[str, Any]) -> ReviewAct:
    cited_at = citations(entry, f"review.yaml {act}")
    states, roles = frozenset(map(State, entry["from"])), frozenset(map(Role, entry["roles"]))
    return ReviewAct(act, entry["label"], states, roles, entry.get("reason", False), cited_at)


def cited() -> Iterator[Entry]:
    """Every act, for docs/law-to-code.md."""
    for row in acts().values():
        value = "、".join(STATE_LABELS[state] for state in State if state in row.states)
        yield from entries("review.yaml", row.act, label=row.label, value=value, citations=row.citations)
