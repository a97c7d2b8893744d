"""信息处理费: the fee for applications beyond a number or frequency (REG 42, 国办函〔2020〕109号).

Two progressive tariffs, of which the organ applies one to each application and never both (FEE 3): by items, counted
for one applicant over one calendar month; by volume, counted for one application, pages of several never added up.
Money is whole yuan.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain, count, takewhile
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import citations, read
from gongkai.regulation.dates import in_words
from gongkai.regulation.days import Limit, Step, WorkingDays, value_on, working_limit
from gongkai.regulation.errors import ImpossibleDate, NotAllowed

CHOICE = cite("FEE 3")
BY_ITEMS, BY_VOLUME = cite("FEE 4"), cite("FEE 5")
NOTICE = cite("FEE 6 [K]")
EXEMPT_PUBLISHED = cite("FEE 5 [K]")
APPLICANT_IDENTITY = cite("FEE 4 [A]")


class Tariff(StrEnum):
    """The two ways of counting (FEE 3)."""

    PER_ITEM = "per_item"
    PER_VOLUME = "per_volume"


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a tariff: its first and last unit and the price of each unit in it. last is None in an open band."""

    first: int
    last: int | None
    yuan: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Rate:
    """A line of a tariff: the price of each unit from `first` on, which goes up by `rise` after each `every` units."""

    first: int
    yuan: int
    citation: Citation
    every: int | None = None
    rise: int = 0

    def bands(self, end: int | None) -> Iterator[Band]:
        """One band, or without end one for each rise."""
        if self.every is None:
            yield Band(self.first, end, self.yuan, self.citation)
            return
        for n in count():
            first = self.first + n * self.every
            yield Band(first, first + self.every - 1, self.yuan + n * self.rise, self.citation)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A tariff as it stands from a day on. Only its last rate may rise."""

    label: str
    unit: str
    since: date
    rates: tuple[Rate, ...]
    citations: tuple[Citation, ...]

    def bands(self, up_to: int) -> Iterator[Band]:
        """The bands that the first `up_to` units fall into."""
        ends = [rate.first - 1 for rate in self.rates[1:]]
        every = chain.from_iterable(rate.bands(end) for rate, end in zip(self.rates, [*ends, None], strict=True))
        return takewhile(lambda band: band.first <= up_to, every)


@dataclass(frozen=True, slots=True)
class FeeStep:
    """One band as it applied: how many units, at which price, by which article."""

    what: str
    units: int
    rate: int
    yuan: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount with its derivation."""

    tariff: Tariff
    yuan: int
    steps: tuple[FeeStep, ...]


@dataclass(frozen=True, slots=True)
class Charge:
    """The organ's choice for one application (FEE 3), with the reason it recorded. waived: it does not charge."""

    fee: Fee
    reason: str
    waived: bool = False

    @property
    def yuan(self) -> int:
        """What the applicant is asked to pay."""
        return 0 if self.waived else self.fee.yuan


@dataclass(frozen=True, slots=True)
class Received:
    """What counting needs of an application: its number, the applicant's identity number and the day of receipt."""

    application: str
    applicant: Hashable
    on: date


@cache
def schedules(tariff: Tariff) -> tuple[Schedule, ...]:
    """A tariff through time, oldest first."""
    entry = read("fees.yaml")[tariff]
    return tuple(_schedule(tariff, entry, since, value) for since, value in entry["values"].items())


def schedule(tariff: Tariff, on: date) -> Schedule:
    """The tariff in force on that day. Raises ImpossibleDate before 2021: no such fee could be charged."""
    for one in reversed(schedules(tariff)):
        if one.since <= on:
            return one
    first = schedules(tariff)[0]
    rule = f"{in_words(on)}尚不能收取信息处理费：收费办法自{in_words(first.since)}起施行。"
    raise ImpossibleDate(rule, cite("FEE [K]"), "此前收到的申请不收取信息处理费。")


def month_fee(items: int, on: date) -> Fee:
    """The total for so many applications of one applicant in the calendar month of that day."""
    return _fee(Tariff.PER_ITEM, _counted(items, "件数", BY_ITEMS), on, after=0)


def item_fee(ordinal: int, on: date) -> Fee:
    """The fee for one application, by its ordinal among the applicant's in the calendar month."""
    return _fee(Tariff.PER_ITEM, _counted(ordinal, "当月序号", BY_ITEMS), on, after=ordinal - 1)


def volume_fee(pages: int, on: date, *, already_public: int = 0) -> Fee:
    """The fee for one application by pages (one side of A4 or smaller each); pages already public are not charged."""
    if not 0 <= already_public <= _counted(pages, "页数", BY_VOLUME):
        rule = f"已主动公开的页数应当在0至{pages}之间，收到的是{already_public}。"
        raise NotAllowed(rule, EXEMPT_PUBLISHED, "请核对页数。")
    if already_public == pages:
        return Fee(Tariff.PER_VOLUME, 0, (FeeStep("全部信息已主动公开，不按量收费。", pages, 0, 0, EXEMPT_PUBLISHED),))
    return _fee(Tariff.PER_VOLUME, pages - already_public, on, after=0)


def charge(fee: Fee, *, reason: str, waived: bool = False) -> Charge:
    """Record which tariff is applied to an application, and why. Raises NotAllowed without a reason."""
    if not reason.strip():
        instead = "请写明选用按件计收或者按量计收（或者不收费）的理由。"
        raise NotAllowed("对每件申请只能选择一种计收标准，选择应当记录理由。", CHOICE, instead)
    return Charge(fee, reason, waived)


def month_ordinals(received: Iterable[Received]) -> Mapping[str, int]:
    """Application → its ordinal among the same applicant's in the calendar month of receipt, in order of receipt.

    Received on the same day: in the order given. The applicant is one by identity number or credit code [A].
    """
    counts: dict[tuple[Hashable, int, int], int] = {}
    ordinals: dict[str, int] = {}
    for one in sorted(received, key=lambda one: one.on):
        month = (one.applicant, one.on.year, one.on.month)
        counts[month] = counts.get(month, 0) + 1
        ordinals[one.application] = counts[month]
    return MappingProxyType(ordinals)


def check_notice(*, issued_on: date, reply_due_on: date) -> None:
    """A fee notice is issued inside the reply period (FEE 6). Raises NotAllowed after it."""
    if issued_on > reply_due_on:
        rule = f"收费通知应当在申请处理期限内发出，期限已于{in_words(reply_due_on)}届满。"
        raise NotAllowed(rule, NOTICE, "请不再收费，尽快作出答复。")


def payment_limit(notice_received_on: date, calendar: WorkingDays) -> Limit:
    """The last day to pay: 20 working days from the day after the notice was received; later = abandoned."""
    period = value_on("fee_payment_period", notice_received_on)
    start = Step(notice_received_on, "申请人收到收费通知", "收到当日不计算在内。", period.citation)
    return working_limit(start, period.value, calendar, what="缴纳费用的最后一日", citation=period.citation)


def _counted(number: int, what: str, citation: Citation) -> int:
    if number < 1:
        raise NotAllowed(f"{what}应当是不小于1的整数，收到的是{number}。", citation, "请核对后重新计算。")
    return number


def _fee(tariff: Tariff, units: int, on: date, *, after: int) -> Fee:
    """The fee of the units after the first `after` ones."""
    table = schedule(tariff, on)
    steps = tuple(_step(table, band, after, units) for band in table.bands(units) if (band.last or units) > after)
    return Fee(tariff, sum(step.yuan for step in steps), steps)


def _step(table: Schedule, band: Band, after: int, units: int) -> FeeStep:
    first, last = max(band.first, after + 1), min(band.last or units, units)
    number = last - first + 1
    span = f"第{first}{table.unit}" if number == 1 else f"第{first}至{last}{table.unit}"
    price = f"每{table.unit}{band.yuan}元，{number}{table.unit}共{number * band.yuan}元" if band.yuan else "不收费"
    return FeeStep(f"{span}：{price}。", number, band.yuan, number * band.yuan, band.citation)


def _schedule(tariff: Tariff, entry: Mapping[str, Any], since: date, value: dict[str, Any]) -> Schedule:
    cited_at = citations(value, f"fees.yaml {tariff} {since}")
    rates = tuple(_rate(tariff, row) for row in value["bands"])
    return Schedule(entry["label"], entry["unit"], since, rates, cited_at)


def _rate(tariff: Tariff, row: dict[str, Any]) -> Rate:
    (citation,) = citations(row, f"fees.yaml {tariff} {row['from']}")
    return Rate(first=row.pop("from"), citation=citation, **row)


def cited() -> Iterator[Entry]:
    """Every rate of every tariff, for docs/law-to-code.md."""
    for one in (schedule for tariff in Tariff for schedule in schedules(tariff)):
        name = f"{one.label}@{one.since}"
        yield from entries("fees.yaml", name, label=one.label, citations=one.citations)
        for rate in one.rates:
            rise = f"，每{rate.every}{one.unit}加{rate.rise}元" if rate.every else ""
            label, value = f"{one.label}：第{rate.first}{one.unit}起", f"{rate.yuan}元/{one.unit}{rise}"
            yield from entries("fees.yaml", name, label=label, value=value, citations=(rate.citation,))
    yield from entries("fees.py", "charge", label="一件申请只用一种标准，记录理由", citations=(CHOICE,))
    yield from entries("fees.py", "check_notice", label="收费通知在处理期限内发出", citations=(NOTICE,))
    yield from entries("fees.py", "volume_fee", label="已主动公开的页不收费", citations=(EXEMPT_PUBLISHED,))
    yield from entries("fees.py", "month_ordinals", label="同一申请人按证件号码认定", citations=(APPLICANT_IDENTITY,))
