"""The sentences of a derivation: what falls on a day, why, and by which article. {braces} are filled from the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.events import Inquiry
from gongkai.regulation.receipt import RECEIPT_RULES, Channel


class Severity(IntEnum):
    """Whether a sentence only tells, or warns."""

    PLAIN = 0
    NOTICE = 1
    SEVERE = 2


@dataclass(frozen=True, slots=True)
class StepRule:
    """One sentence. label: what falls on the day."""

    label: str
    why: str
    citation: Citation
    severity: Severity = Severity.PLAIN


class Step(NamedTuple):
    """One step of a derivation. Its sentences are written only when they are asked for."""

    day: date
    rule: StepRule
    citation: Citation
    facts: Mapping[str, object]

    @property
    def what(self) -> str:
        """What falls on the day."""
        return self._said(self.rule.label)

    @property
    def why(self) -> str:
        """By which rule, in one sentence."""
        return self._said(self.rule.why)

    @property
    def severity(self) -> Severity:
        """Whether the step only tells, or warns."""
        return self.rule.severity

    def _said(self, sentence: str) -> str:
        facts = {name: in_words(fact) if isinstance(fact, date) else fact for name, fact in self.facts.items()}
        return sentence.format_map(facts)


def _rule(label: str, why: str, reference: str, severity: Severity = Severity.PLAIN) -> StepRule:
    return StepRule(label, why, cite(reference), severity)


def _notice(label: str, why: str, reference: str) -> StepRule:
    return _rule(label, why, reference, Severity.NOTICE)


def _severe(label: str, why: str, reference: str) -> StepRule:
    return _rule(label, why, reference, Severity.SEVERE)


# Receipt
RECEIVED_BY: Mapping[Channel, StepRule] = {
    channel: StepRule(f"收到申请（{rule.label}）", rule.why + "当日不计入期限。", rule.citation)
    for channel, rule in RECEIPT_RULES.items()
}
ARRIVED_BY: Mapping[Channel, StepRule] = {
    channel: StepRule(f"申请到达（{rule.label}），尚未确认收到", rule.why, rule.citation)
    for channel, rule in RECEIPT_RULES.items()
}
CONFIRM_BY = _rule(
    "与申请人确认收到的建议日", "条例没有规定确认的期限，建议在到达后的下一个工作日前确认。", "REG 31(3) [A]"
)
RECEIVED = _rule("收到申请", "收到申请之日不计入答复期限，自次日起按工作日计算。", "CPL 85 [A]")
REGISTERED = _rule("登记编号{number}", "申请应当登记、审核、办理、答复、归档。", "REG 45")
CORRECTION_BY = _rule(
    "告知补正的最后一日", "申请内容不明确的，自收到申请之日起{workdays}个工作日内一次性告知补正。", "REG 30"
)
PERIOD = _rule("{workdays}个工作日届满", "不能当场答复的，自{anchor}的次日起{workdays}个工作日内答复。", "REG 33.2")

# Correction
CORRECTION_REQUESTED = _rule(
    "告知申请人补正", "申请内容不明确，一次性告知补正；答复期限自收到补正的申请之日起重新计算。", "REG 30"
)
CORRECTED = _rule("收到补正的申请", "答复期限自收到补正的申请之日起计算，当日不计入。", "REG 30")
CORRECTION_LAPSED = _rule("视为放弃申请", "申请人无正当理由逾期不补正，不再处理该申请。", "REG 30")
LATE_CORRECTION_REQUEST = _severe(
    "补正告知已迟",
    "应当不迟于{limit}一次性告知补正，迟了{late}日；期限仍自收到补正的申请之日起计算，但迟延告知本身违反规定。",
    "REG 30",
)
LATE_CORRECTION = _notice(
    "逾期补正", "补正期限已于{limit}届满；尚未认定视为放弃，按有正当理由接收。请附理由说明。", "REG 30"
)

# Letters that wait for an answer
LETTER_NAMES: Mapping[Inquiry, str] = {
    Inquiry.CORRECTION: "补正告知书",
    Inquiry.FEE: "收费通知",
    Inquiry.REASONS: "说明理由告知书",
    Inquiry.THIRD_PARTY: "第三方征求意见书",
    Inquiry.JOINT_ORGAN: "共同制作机关征求意见书",
    Inquiry.OTHER_ORGAN: "其他机关征求意见函",
}
ASKED: Mapping[Inquiry, StepRule] = {
    Inquiry.CORRECTION: CORRECTION_REQUESTED,
    Inquiry.FEE: _rule("发出收费通知", "等待缴费期间不计答复期限；缴费后答复期限重新计算。", "FEE [K]"),
    Inquiry.REASONS: _rule("要求申请人说明理由", "申请的数量、频次明显超过合理范围的，可以要求说明理由。", "REG 35"),
    Inquiry.THIRD_PARTY: _rule(
        "书面征求第三方意见{name}", "公开可能损害第三方合法权益的，应当书面征求其意见。", "REG 32"
    ),
    Inquiry.JOINT_ORGAN: _rule(
        "征求共同制作机关意见{name}", "由牵头的行政机关办理的，可以征求其他机关的意见。", "REG 34"
    ),
    Inquiry.OTHER_ORGAN: _rule(
        "征求其他机关意见{name}", "涉及其他机关或者不能确定是否可以公开的，征求有关机关意见。", "REG 33.3 [A]"
    ),
}
LIMIT: Mapping[Inquiry, StepRule] = {
    Inquiry.CORRECTION: _rule(
        "申请人补正的最后一日", "自收到补正告知书（{received}）起{workdays}个工作日。", "REG 30 [A]"
    ),
    Inquiry.FEE: _rule(
        "申请人缴费的最后一日", "自收到收费通知（{received}）次日起{workdays}个工作日内缴纳。", "FEE [K]"
    ),
    Inquiry.REASONS: _rule(
        "申请人说明理由的最后一日", "自收到告知书（{received}）起{workdays}个工作日。", "REG 35 [A]"
    ),
    Inquiry.THIRD_PARTY: _rule(
        "第三方提出意见的最后一日{name}",
        "第三方自收到征求意见书（{received}）之日起{workdays}个工作日内提出意见；逾期未提出的，由行政机关决定是否公开。",
        "REG 32",
    ),
    Inquiry.JOINT_ORGAN: _rule(
        "共同制作机关提出意见的最后一日{name}",
        "自收到征求意见书（{received}）之日起{workdays}个工作日内提出意见；逾期未提出的，视为同意公开。",
        "REG 34",
    ),
    Inquiry.OTHER_ORGAN: _rule(
        "其他机关答复的最后一日{name}",
        "自收到来函（{received}）之日起{workdays}个工作日；条例没有规定，比照第三十四条。",
        "REG 33.3 [A]",
    ),
}
ANSWERED: Mapping[Inquiry, StepRule] = {
    Inquiry.CORRECTION: CORRECTED,
    Inquiry.FEE: _rule("申请人缴费", "答复期限自缴费的次日起重新计算。", "FEE [K]"),
    Inquiry.REASONS: _rule("申请人说明理由", "理由不合理的，告知不予处理；合理的，按期或者延迟答复。", "REG 35"),
    Inquiry.THIRD_PARTY: _rule(
        "第三方提出意见{name}", "有合理理由不同意公开的，不予公开；征求意见期间至此为止。", "REG 32"
    ),
    Inquiry.JOINT_ORGAN: _rule("共同制作机关提出意见{name}", "征求意见期间至此为止。", "REG 34"),
    Inquiry.OTHER_ORGAN: _rule("其他机关答复{name}", "征求意见期间至此为止。", "REG 33.3 [A]"),
}
PRESUMED = _rule(
    "推定收到{what}之日", "没有收件凭证，按发出后第{days}日推定；取得凭证后请登记实际收件之日。", "REG 32 [A]"
)
NOTICE_RECEIVED = _rule("收到{what}", "期限自实际收件之日起算。", "CPL 85 [A]")
LATE_ANSWER = _notice("{what}的答复已逾期", "期限已于{limit}届满，此后的时间照常计入答复期限。", "REG 33.3")
SILENT: Mapping[Inquiry, StepRule] = {
    Inquiry.THIRD_PARTY: _notice(
        "第三方逾期未提出意见{name}", "不视为同意，也不视为不同意，由行政机关决定是否公开。", "REG 32"
    ),
    Inquiry.JOINT_ORGAN: _notice("共同制作机关逾期未提出意见{name}", "视为同意公开。", "REG 34"),
    Inquiry.OTHER_ORGAN: _notice("其他机关逾期未答复{name}", "条例没有规定后果，由本机关决定。", "REG 33.3 [A]"),
    Inquiry.REASONS: _notice("申请人逾期未说明理由", "没有合理理由的，可以告知不予处理。", "REG 35"),
    Inquiry.CORRECTION: _notice(
        "可以认定视为放弃申请", "补正期限和在途时间均已届满；申请人没有正当理由的，登记视为放弃。", "REG 30"
    ),
    Inquiry.FEE: _notice("可以认定视为放弃申请", "缴费期限已经届满；仍未缴纳的，登记视为放弃。", "FEE [K]"),
}
LAPSE_FROM: Mapping[Inquiry, StepRule] = {
    Inquiry.CORRECTION: _rule(
        "逾期不补正可以结案的第一日",
        "补正期限届满，另留{allowance}日在途时间，其后第一个工作日起可以认定视为放弃。",
        "REG 30 [A]",
    ),
    Inquiry.FEE: _rule("逾期不缴费可以结案的第一日", "缴费期限届满后的第一个工作日起可以认定视为放弃。", "FEE [K]"),
}
FEE_LAPSED = _rule("视为放弃申请", "申请人逾期未缴纳信息处理费，不再处理该申请。", "FEE [K]")
LATE_PAYMENT = _notice("逾期缴费", "缴费期限已于{limit}届满；尚未认定视为放弃，收取后应当办理。", "FEE [K]")
CONSULTED_AFTER_DUE = _severe(
    "期限届满后才征求意见", "答复期限已于{due}届满，此后征求意见不能使已经逾期变为按期。", "REG 33"
)

# Longer periods
EXTENDED = _rule(
    "延长答复期限{workdays}个工作日", "经公开工作机构负责人同意并告知申请人，最长不超过{limit}个工作日。", "REG 33.2"
)
DEFERRED = _rule(
    "告知延迟至{until}答复", "理由合理但不能按期答复的，可以确定延迟答复的合理期限并告知申请人。", "REG 35"
)
SUSPENDED = _rule(
    "{first}至{last}不计入", "征求第三方和其他机关意见所需时间不计入答复期限，其间有{workdays}个工作日。", "REG 33.3"
)
DUE = _rule("答复的最后一日", "自{anchor}的次日起，计入的工作日至此满{workdays}个。", "REG 33")
DUE_DEFERRED = _rule("答复的最后一日", "以告知申请人的延迟答复之日为准。", "REG 35")

# The end
SPLIT = _rule("拆分出{into}", "一件申请包含多项内容的，可以按一事一申请拆分；本件继续办理第一项。", "FEE")
MERGED = _rule("并入{into}", "同一次提交重复登记，由另一登记办理；本件计入“其他处理—其他”。", "AR21 [K]")
TRANSFERRED = _rule(
    "告知由{to}负责公开", "所申请信息不属于本机关负责公开的，告知申请人并说明理由和该机关。", "REG 36(5)"
)
WITHDRAWN = _rule("申请人撤回申请", "终止办理，计入“其他处理—其他”。", "AR21 [K]")
DECIDED = _rule("作出决定", "根据不同情况分别作出答复。", "REG 36")
SENT = _rule("答复发出", "邮寄的，以交邮之日判断是否按期。", "L235")
SERVED = _rule("答复送达", "复议、诉讼的期限自送达起算。", "L235")
ARCHIVED = _rule("归档", "一案一档。", "REG 45")
REPLIED_LATE = _severe("答复逾期", "应当不迟于{due}答复，迟了{late}日。", "REG 33")
NOT_CONSULTED = _notice(
    "没有征求第三方意见的记录", "以保护第三方合法权益为由不予公开的，应当有书面征求意见的记录。", "REG 32"
)

# As of a day
OVERDUE = _severe("已经逾期", "应当不迟于{due}答复，已超过{late}日；请尽快答复，并记录原因。", "REG 33")
UNCONFIRMED = _notice("尚未与申请人确认收到", "确认之前不算收到；拖延确认会损害申请人，请尽快联系。", "REG 31 [A]")
PROVISIONAL = _notice("日期为暂定", "推算涉及尚未公布放假安排的年份，只按星期计算；通知公布后会改变。", "CAL")
