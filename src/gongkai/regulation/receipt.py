"""收到申请之日 (Art 31): on which day an application counts as received. It depends on the way it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate
from gongkai.regulation.workdays import WorkCalendar


class Channel(StrEnum):
    """The way an application came."""

    IN_PERSON = "in_person"
    ORAL = "oral"
    REGISTERED_MAIL = "registered_mail"
    ORDINARY_MAIL = "ordinary_mail"
    INTERNET = "internet"
    FAX = "fax"
    FORWARDED = "forwarded"

    @property
    def rule(self) -> "ReceiptRule":
        """How the day of receipt follows for this way."""
        return RECEIPT_RULES[self]


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """How the day of receipt follows for one way of applying."""

    label: str
    why: str
    needs_confirmation: bool
    citation: Citation


RECEIPT_RULES: Mapping[Channel, ReceiptRule] = {
    Channel.IN_PERSON: ReceiptRule("当面提交", "当面提交的，提交之日为收到申请之日。", False, cite("REG 31(1)")),
    Channel.ORAL: ReceiptRule(
        "口头申请", "书面确有困难而口头提出、由工作人员代填的，提出之日为收到申请之日。", False, cite("REG 31(1) [A]")
    ),
    Channel.REGISTERED_MAIL: ReceiptRule(
        "挂号信、特快专递", "以需要签收的邮寄方式提交的，行政机关签收之日为收到申请之日。", False, cite("REG 31(2)")
    ),
    Channel.ORDINARY_MAIL: ReceiptRule(
        "平常信函",
        "以无需签收的邮寄方式提交的，应当于收到当日与申请人确认，确认之日为收到申请之日。",
        True,
        cite("REG 31(2)"),
    ),
    Channel.INTERNET: ReceiptRule(
        "互联网渠道", "通过互联网渠道提交的，双方确认之日为收到申请之日。", True, cite("REG 31(3)")
    ),
    Channel.FAX: ReceiptRule("传真", "通过传真提交的，双方确认之日为收到申请之日。", True, cite("REG 31(3)")),
    Channel.FORWARDED: ReceiptRule(
        "其他机关转来", "其他机关转来的，本机关收到转来件之日为收到申请之日。", False, cite("REG 31 [A]")
    ),
}
CONFIRM_NEXT_WORKDAY = cite("REG 31(3) [A]")
_ORDER = cite("REG 31")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt and its rule; while the applicant has not been reached, no day but the day to reach him by.

    The law names no limit for confirming; confirm_by is the next working day after arrival, a service level of ours.
    """

    day: date | None
    rule: ReceiptRule
    confirm_by: date | None = None


def receipt(
    channel: Channel,
    *,
    arrived_on: date,
    submitted_on: date | None = None,
    confirmed_on: date | None = None,
    calendar: WorkCalendar,
) -> Receipt:
    """Art 31 applied to the facts. Raises ImpossibleDate where they cannot follow one another."""
    if submitted_on and submitted_on > arrived_on:
        raise _disorder("到达", arrived_on, "提交", submitted_on)
    if confirmed_on and confirmed_on < arrived_on:
        raise _disorder("确认", confirmed_on, "到达", arrived_on)
    rule = RECEIPT_RULES[channel]
    if not rule.needs_confirmation:
        return Receipt(arrived_on, rule)
    if confirmed_on is None:
        return Receipt(None, rule, calendar.add(arrived_on, 1))
    return Receipt(confirmed_on, rule)


def _disorder(what: str, day: date, before: str, earlier: date) -> ImpossibleDate:
    return ImpossibleDate(
        f"{what}之日 {in_words(day)} 早于{before}之日 {in_words(earlier)}，收到申请之日无从认定。",
        _ORDER,
        "请核对两个日期。",
    )
