"""Where the law is silent on the clock, an organ has to choose. Each choice is a field here, with its default, its
other values and the article that leaves it open; settings pages, case pages and the calculator read them from POLICIES.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from gongkai.regulation.citation import Citation, cite


class SuspendedDays(StrEnum):
    """Which of the days between sending a consultation and its return are not counted."""

    AFTER_SENDING = "after_sending"
    BOTH_ENDS = "both_ends"
    BETWEEN = "between"


class ReasonsDemand(StrEnum):
    """What a demand for reasons (Art 35) does to the reply period."""

    RUNS = "runs"
    SUSPENDS = "suspends"


class Extensions(StrEnum):
    """Whether a reply period that begins anew may be extended again."""

    ONCE = "once"
    ONCE_A_PERIOD = "once_a_period"


class ElectronicReply(StrEnum):
    """On which day an electronic reply counts as given."""

    SENDING_DAY = "sending_day"
    ARRIVAL_DAY = "arrival_day"


class YesNo(StrEnum):
    """A choice between two."""

    YES = "yes"
    NO = "no"


class PolicyError(ValueError):
    """A setting that names no policy, or a value that the policy does not offer."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One open question of the law and the answers to choose from: value → what it means."""

    name: str
    label: str
    help: str
    default: StrEnum | int
    variants: Mapping[StrEnum | int, str]
    citation: Citation


def _about(
    label: str,
    *,
    help: str,  # noqa: A002 (the word a settings page uses)
    variants: Mapping[Any, str],
    reference: str,
) -> Mapping[str, Any]:
    return {"label": label, "help": help, "variants": variants, "citation": cite(reference)}


def _days(*numbers: int, unit: str = "日") -> Mapping[int, str]:
    return {number: f"{number}{unit}" for number in numbers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The choices of one organ."""

    suspended_days: SuspendedDays = field(
        default=SuspendedDays.AFTER_SENDING,
        metadata=_about(
            "征求意见期间的起止",
            help="征求意见所需时间不计入答复期限；发出之日与返回之日是否也不计，条例没有写明。",
            variants={
                SuspendedDays.AFTER_SENDING: "发出之日照计，返回之日不计",
                SuspendedDays.BOTH_ENDS: "发出之日和返回之日都不计",
                SuspendedDays.BETWEEN: "发出之日和返回之日都照计",
            },
            reference="REG 33.3 [A]",
        ),
    )
    unproved_receipt_days: int = field(
        default=3,
        metadata=_about(
            "收件日无法证明时的推定",
            help="征求意见书、告知书的收件日没有凭证的，推定为发出后第几日（自然日）收到。",
            variants=_days(0, 1, 2, 3, 5, 7),
            reference="REG 32 [A]",
        ),
    )
    mail_allowance_days: int = field(
        default=3,
        metadata=_about(
            "补正材料的在途时间",
            help="补正期限届满后，另留几日（自然日）等候在途邮件，再认定逾期不补正。",
            variants=_days(0, 1, 2, 3, 5, 7),
            reference="REG 30 [A]",
        ),
    )
    correction_workdays: int = field(
        default=15,
        metadata=_about(
            "补正的合理期限",
            help="补正告知书没有另行写明时，给申请人的补正期限。各地多为5至15个工作日。",
            variants=_days(5, 7, 10, 15, unit="个工作日"),
            reference="REG 30 [K]",
        ),
    )
    reasons_workdays: int = field(
        default=10,
        metadata=_about(
            "说明理由的期限",
            help="说明理由告知书没有另行写明时，给申请人的期限。",
            variants=_days(5, 7, 10, 15, unit="个工作日"),
            reference="REG 35 [A]",
        ),
    )
    reasons_demand: ReasonsDemand = field(
        default=ReasonsDemand.RUNS,
        metadata=_about(
            "要求说明理由期间的答复期限",
            help="条例没有写明要求说明理由是否影响答复期限；有的地方在等待期间停止计算。",
            variants={
                ReasonsDemand.RUNS: "照常计算",
                ReasonsDemand.SUSPENDS: "比照征求意见，等待期间不计",
            },
            reference="REG 35 [A]",
        ),
    )
    other_organ_suspends: YesNo = field(
        default=YesNo.YES,
        metadata=_about(
            "征求其他机关意见的期间不计",
            help="“征求第三方和其他机关意见所需时间”是否包括第十一条的协调和第十七条的提请确定，各地理解不一。",
            variants={YesNo.YES: "不计入答复期限", YesNo.NO: "照常计算"},
            reference="REG 33.3 [A]",
        ),
    )
    other_organ_workdays: int = field(
        default=15,
        metadata=_about(
            "其他机关答复的期限",
            help="协办函、提请确定函要求对方答复的期限；条例没有规定，比照第三十四条。",
            variants=_days(5, 7, 10, 15, unit="个工作日"),
            reference="REG 33.3 [A]",
        ),
    )
    extensions: Extensions = field(
        default=Extensions.ONCE,
        metadata=_about(
            "重新计算后能否再次延期",
            help="补正、缴费后答复期限重新计算；此前已经延期的，能否再延一次。",
            variants={Extensions.ONCE: "一件申请只延一次", Extensions.ONCE_A_PERIOD: "每个答复期限可延一次"},
            reference="REG 33.2 [A]",
        ),
    )
    electronic_reply: ElectronicReply = field(
        default=ElectronicReply.SENDING_DAY,
        metadata=_about(
            "电子方式答复之日",
            help="以电子方式送达的，以哪一天判断是否按期答复。",
            variants={ElectronicReply.SENDING_DAY: "发出之日", ElectronicReply.ARRIVAL_DAY: "到达之日"},
            reference="L235 [A]",
        ),
    )

    def __post_init__(self) -> None:
        for policy in POLICIES:
            if getattr(self, policy.name) not in policy.variants:
                raise _not_offered(policy, getattr(self, policy.name))

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Self:
        """Policies out of text such as {"suspended_days": "both_ends"}; what is not named keeps its default.

        Raises PolicyError.
        """
        chosen: dict[str, Any] = {name: _value(name, text) for name, text in settings.items()}
        return cls(**chosen)


def _value(name: str, text: str) -> StrEnum | int:
    for policy in POLICIES:
        if policy.name == name:
            for value in policy.variants:
                if str(value) == text.strip():
                    return value
            raise _not_offered(policy, text)
    raise PolicyError(f"没有名为 {name} 的口径；可用的是 {'、'.join(policy.name for policy in POLICIES)}。")


def _not_offered(policy: Policy, value: object) -> PolicyError:
    offered = "、".join(f"{variant}（{meaning}）" for variant, meaning in policy.variants.items())
    return PolicyError(f"口径 {policy.name}（{policy.label}）不能是“{value}”；可选 {offered}。")


def _described() -> tuple[Policy, ...]:
    return tuple(
        Policy(name=one.name, default=one.default, **one.metadata)
        for one in fields(Policies)
        if one.default is not MISSING
    )


POLICIES: tuple[Policy, ...] = _described()
"""Every policy, in the order of a settings page."""
