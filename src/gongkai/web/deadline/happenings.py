"""Which happenings the calculator knows, how they are named for the public, and what each has to be told.

Read off the table of acts and the classes of events; only the words of the fields are written here.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from itertools import groupby

from gongkai.regulation.acts import ACTS
from gongkai.regulation.events import EVENT_TYPES, DeliveryWay, EventKind, Inquiry, Opinion
from gongkai.regulation.outcomes import Outcome, outcome_rule

Choices = tuple[tuple[str, str], ...]

_NO_MATTER_TO_THE_CLOCK = frozenset(
    {
        EventKind.ARRIVED,
        EventKind.CONFIRMED,
        EventKind.RECEIVED,
        EventKind.REGISTERED,
        EventKind.SPLIT,
        EventKind.MERGED,
        EventKind.TRANSFERRED,
        EventKind.ARCHIVED,
        EventKind.SUPERSEDED,
    }
)
"""The receipt is asked for apart; the rest changes no day."""
_NOT_ASKED = frozenset({"on", "number", "approved_on", "approver", "yuan"})
_INQUIRIES: Mapping[Inquiry | None, str] = {
    Inquiry.CORRECTION: "补正",
    Inquiry.THIRD_PARTY: "征求第三方意见",
    Inquiry.JOINT_ORGAN: "征求共同制作机关意见",
    Inquiry.OTHER_ORGAN: "征求其他机关意见",
    Inquiry.FEE: "收费",
    Inquiry.REASONS: "说明理由",
    None: "延期、撤回、决定和送达",
}
_CLOSED_WITHOUT: Mapping[EventKind, Inquiry] = {
    EventKind.CORRECTION_TIMED_OUT: Inquiry.CORRECTION,
    EventKind.FEE_TIMED_OUT: Inquiry.FEE,
}
_TO_THE_APPLICANT = frozenset({Inquiry.CORRECTION, Inquiry.FEE, Inquiry.REASONS})
_OPINIONS = {Opinion.AGREES: "同意公开", Opinion.OBJECTS: "不同意公开"}
_WAYS = {
    DeliveryWay.IN_PERSON: "当面送达",
    DeliveryWay.POST: "邮寄",
    DeliveryWay.ELECTRONIC: "电子送达",
    DeliveryWay.OTHER: "其他方式",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a happening is told beside its day. kind: day, number, text or choice."""

    name: str
    label: str
    kind: str
    choices: Choices = ()
    is_required: bool = False

    def objection_to(self, text: str) -> str:
        """What is wrong with these words here, or nothing."""
        if not text:
            return f"请填写{self.label}。" if self.is_required else ""
        if self.kind == "number" and not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            return f"{self.label}“{text}”读不懂，请用阿拉伯数字填写，例如 20。"
        if self.kind == "choice" and text not in dict(self.choices):
            return f"{self.label}没有“{text}”这一项，请从列表中选择。"
        return ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One kind of event as the public is asked for it."""

    kind: EventKind
    label: str
    group: str
    asked: tuple[Asked, ...]


_MOST_DIGITS = 4
_ASKED = {
    "received_on": Asked("received_on", "对方收到之日（不知道的，可以不填）", "day"),
    "workdays": Asked("workdays", "工作日数", "number"),
    "name": Asked("name", "对方名称（只有一方的，可以不填）", "text"),
    "until": Asked("until", "延迟到哪一天", "day"),
    "opinion": Asked("opinion", "意见", "choice", tuple((one.value, word) for one, word in _OPINIONS.items())),
    "way": Asked("way", "方式", "choice", tuple((one.value, word) for one, word in _WAYS.items())),
    "outcome": Asked(
        "outcome", "办理结果", "choice", tuple((one.value, outcome_rule(one).full_label) for one in Outcome)
    ),
}


@cache
def happenings() -> Mapping[EventKind, Happening]:
    """All of them, group by group, each group in the order of a procedure."""
    known = [_happening(kind) for kind in ACTS if kind not in _NO_MATTER_TO_THE_CLOCK]
    order = list(_INQUIRIES.values())
    return {one.kind: one for one in sorted(known, key=lambda one: order.index(one.group))}


@cache
def grouped() -> tuple[tuple[str, tuple[Happening, ...]], ...]:
    """The same, to choose from."""
    return tuple((group, tuple(found)) for group, found in groupby(happenings().values(), lambda one: one.group))


def _happening(kind: EventKind) -> Happening:
    inquiry = getattr(EVENT_TYPES[kind], "inquiry", _CLOSED_WITHOUT.get(kind))
    left_out = _NOT_ASKED | ({"name"} if inquiry in _TO_THE_APPLICANT else set())
    asked = tuple(
        replace(_ASKED[field.name], is_required=field.default is MISSING)
        for field in fields(EVENT_TYPES[kind])
        if field.name not in left_out
    )
    return Happening(kind, ACTS[kind].label.removeprefix("登记"), _INQUIRIES[inquiry], asked)
