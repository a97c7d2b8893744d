"""救济告知: the sentence at the end of a letter that tells the applicant where he may go and within which time.

R1 offers reconsideration or a suit; R2, where reconsideration comes first, says so in the decision itself (ARL 23.2);
a partial grant that withholds under Arts 14–16 carries both, each for its part. The reconsideration organ is the one of
the letter's day: letters before 2024-01-01 and after it name different ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.days import value_on
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.grounds import Ground
from gongkai.regulation.organs import Organ, reconsideration_organs
from gongkai.regulation.outcomes import Outcome, Remedy
from gongkai.regulation.remedies import TELL_RECONSIDERATION_FIRST, remedy_for

ANY_COURT = "有管辖权的人民法院"
ONLINE_ADDRESS = cite("ARL 22.2")
TELL_REMEDIES = cite("REG 51")
_WHOLE = ("对其中不予公开的部分不服的", "对其他内容不服的")


@dataclass(frozen=True, slots=True)
class RemedyNotice:
    """What the letter tells. remedy: EITHER (R1), RECONSIDERATION_FIRST (R2), or BY_GROUNDS (both, each for its part).

    online_reconsideration: where to apply online; None where the organ's record holds no address.
    """

    remedy: Remedy
    reconsideration_organs: tuple[str, ...]
    court: str
    online_reconsideration: str | None
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Terms:
    """The words that both sentences are made of."""

    organs: str
    court: str
    days: int
    months: int
    days_after: int

    def either(self, what: str) -> str:
        return (
            f"{what}，可以自收到本告知之日起{self.days}日内向{self.organs}申请行政复议，"
            f"或者自收到本告知之日起{self.months}个月内向{self.court}提起行政诉讼。"
        )

    def first(self, what: str) -> str:
        return (
            f"{what}，应当先自收到本告知之日起{self.days}日内向{self.organs}申请行政复议；对行政复议决定不服的，"
            f"可以自收到行政复议决定书之日起{self.days_after}日内向{self.court}提起行政诉讼。"
        )


def remedy_notice(
    organ: Organ,
    outcome: Outcome,
    grounds: Sequence[Ground],
    on: date,
    *,
    administrative_query: Remedy = Remedy.EITHER,
) -> RemedyNotice:
    """The remedies of a letter of that day. Raises NotAllowed where the organ's record lacks who reconsiders."""
    return _told(organ, remedy_for(outcome, grounds, on, administrative_query=administrative_query), on)


def remedy_notice_of_items(
    organ: Organ,
    items: Mapping[int, tuple[Outcome, Sequence[Ground]]],
    on: date,
    *,
    administrative_query: Remedy = Remedy.EITHER,
) -> RemedyNotice:
    """The one block of a letter that replies to several items, by their numbers: where they differ, it names them.
    Raises NotAllowed as `remedy_notice` does."""
    found = {
        number: remedy_for(outcome, grounds, on, administrative_query=administrative_query)
        for number, (outcome, grounds) in items.items()
    }
    kinds = set(found.values())
    return _told(organ, kinds.pop(), on) if len(kinds) == 1 else _told(organ, Remedy.BY_GROUNDS, on, _parts(found))


def _parts(found: Mapping[int, Remedy]) -> tuple[str, str]:
    """For which items reconsideration comes first, and for which either is open."""
    first = [f"第{number}项{_PART[one][0]}" for number, one in found.items() if one is not Remedy.EITHER]
    either = [
        f"第{number}项{_PART[one][1]}" for number, one in found.items() if one is not Remedy.RECONSIDERATION_FIRST
    ]
    return f"对{'、'.join(first)}不服的", f"对{'、'.join(either)}不服的"


_PART = {
    Remedy.RECONSIDERATION_FIRST: ("", ""), Remedy.EITHER: ("", ""), Remedy.BY_GROUNDS: ("不予公开的部分", "其他内容"),
}  # fmt: skip


def _told(organ: Organ, remedy: Remedy, on: date, parts: tuple[str, str] = _WHOLE) -> RemedyNotice:
    found = reconsideration_organs(organ, on)
    court = organ.court or ANY_COURT
    terms, cited_at = _terms(str(found), court, on)
    text = _text(remedy, terms, parts)
    if organ.online_reconsideration:
        text += f"行政复议申请也可以通过互联网提交：{organ.online_reconsideration}。"
    first = () if remedy is Remedy.EITHER else (TELL_RECONSIDERATION_FIRST,)
    citations = (TELL_REMEDIES, found.citation, *cited_at, *first)
    return RemedyNotice(remedy, found.names, court, organ.online_reconsideration, text, citations)


def check_online_service(notice: RemedyNotice) -> None:
    """A decision served online names where to apply for reconsideration online, too. Raises NotAllowed where it does
    not."""
    if notice.online_reconsideration is None:
        rule = "通过互联网渠道送达决定的，应当同时提供提交行政复议申请的互联网渠道。"
        raise NotAllowed(rule, ONLINE_ADDRESS, "请先在机关信息中登记行政复议的网上申请地址，或者改用其他送达方式。")


def _text(remedy: Remedy, terms: _Terms, parts: tuple[str, str]) -> str:
    if remedy is Remedy.RECONSIDERATION_FIRST:
        return terms.first("如不服本处理决定")
    if remedy is Remedy.BY_GROUNDS:
        return terms.first(parts[0]) + terms.either(parts[1])
    return terms.either("如不服本处理决定")


def _terms(organs: str, court: str, on: date) -> tuple[_Terms, tuple[Citation, ...]]:
    names = ("reconsideration_period", "litigation_direct_period", "litigation_after_reconsideration_period")
    days, months, after = (value_on(name, on) for name in names)
    terms = _Terms(organs, court, days.value, months.value, after.value)
    return terms, (days.citation, months.citation, after.citation)
