"""行政复议、行政诉讼: cases over disclosure in which the organ is respondent or defendant, and their cells in table 4.

A case that is open on 31 December counts as pending in that year, and with its result in the year in which it ends;
table 4 has no carry-over (AR21, local reading). A case in which the organ itself reconsiders is not counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import citations, read
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome, Remedy
from gongkai.regulation.remedies import RECONSIDERATION_FIRST, remedy_for

COUNTED_AGAIN = cite("AR21 [K]")
WITHOUT_RECONSIDERATION = RECONSIDERATION_FIRST[0]


class Row(StrEnum):
    """The three groups of table 4."""

    RECONSIDERATION = "reconsideration"
    LITIGATION_DIRECT = "litigation_direct"
    LITIGATION_AFTER_RECONSIDERATION = "litigation_after_reconsideration"


class Column(StrEnum):
    """The cells of a group beside its total."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"
    PENDING = "pending"


class Forum(StrEnum):
    """Where a case is heard."""

    RECONSIDERATION = "reconsideration"
    LITIGATION = "litigation"


@dataclass(frozen=True, slots=True)
class Result:
    """How a case can end, and the column in which that counts."""

    key: str
    label: str
    column: Column
    forums: frozenset[Forum]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One case. row: which of the three groups. opened_on: when it was accepted, or refused at the door.

    outcome, grounds, replied_on: of the reply that is fought over; None for a case over silence or over publication.
    Raises ImpossibleDate or NotAllowed where the facts do not fit together.
    """

    number: str
    row: Row
    opened_on: date
    result: Result | None = None
    ended_on: date | None = None
    outcome: Outcome | None = None
    grounds: Sequence[Ground] = ()
    replied_on: date | None = None

    def __post_init__(self) -> None:
        if (self.result is None) != (self.ended_on is None):
            instead = "请同时填写结果和审结日期，或者都不填。"
            raise NotAllowed(f"案件 {self.number} 的结果和审结日期应当同时具备。", COUNTED_AGAIN, instead)
        if self.ended_on and self.ended_on < self.opened_on:
            rule = f"案件 {self.number} 的审结日期{in_words(self.ended_on)}早于受理日期{in_words(self.opened_on)}。"
            raise ImpossibleDate(rule, COUNTED_AGAIN, "请核对两个日期。")
        forum = Forum.RECONSIDERATION if self.row is Row.RECONSIDERATION else Forum.LITIGATION
        if self.result and forum not in self.result.forums:
            instead = "请从该程序的结果中选择。"
            raise NotAllowed(f"“{self.result.label}”不是该程序的结果。", self.result.citations[-1], instead)


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that should not be, but is recorded all the same."""

    number: str
    sentence: str
    citation: Citation


@cache
def results() -> Mapping[str, Result]:
    """disputes.yaml by key."""
    return MappingProxyType({key: _result(key, entry) for key, entry in read("disputes.yaml").items()})


def column_in(dispute: Dispute, year: int) -> Column | None:
    """The column in which the case counts in that year; None where it had not yet begun, or had ended before."""
    if dispute.opened_on.year > year or (dispute.ended_on and dispute.ended_on.year < year):
        return None
    if dispute.result is None or dispute.ended_on is None or dispute.ended_on.year > year:
        return Column.PENDING
    return dispute.result.column


def table4(disputes: Iterable[Dispute], year: int) -> Mapping[Row, Mapping[str, int]]:
    """The fifteen cells of a year: each row's columns and its `total`."""
    counts = {row: dict.fromkeys((column.value for column in Column), 0) for row in Row}
    for dispute in disputes:
        column = column_in(dispute, year)
        if column:
            counts[dispute.row][column.value] += 1
    return MappingProxyType(
        {row: MappingProxyType(cells | {"total": sum(cells.values())}) for row, cells in counts.items()}
    )


def concerns(disputes: Iterable[Dispute]) -> tuple[Concern, ...]:
    """Direct suits over withholding under Arts 14–16 decided since 2024: reconsideration should have come first."""
    return tuple(_direct(dispute) for dispute in disputes if _skipped_reconsideration(dispute))


def _skipped_reconsideration(dispute: Dispute) -> bool:
    if dispute.row is not Row.LITIGATION_DIRECT or dispute.outcome is None or dispute.replied_on is None:
        return False
    remedy = remedy_for(dispute.outcome, dispute.grounds, dispute.replied_on)
    return remedy in {Remedy.RECONSIDERATION_FIRST, Remedy.BY_GROUNDS}


def _direct(dispute: Dispute) -> Concern:
    sentence = f"案件 {dispute.number} 对不予公开决定未经复议直接起诉：应当先申请行政复议，请核对是否登记有误。"
    return Concern(dispute.number, sentence, WITHOUT_RECONSIDERATION)


def _result(key: str, entry: dict[str, Any]) -> Result:
    cited_at = citations(entry, f"disputes.yaml {key}")
    forums = frozenset(Forum(forum) for forum in entry.pop("in"))
    return Result(key=key, label=entry["label"], column=Column(entry["column"]), forums=forums, citations=cited_at)


def cited() -> Iterator[Entry]:
    """Every result, for docs/law-to-code.md."""
    for one in results().values():
        yield from entries("disputes.yaml", one.key, label=one.label, value=one.column, citations=one.citations)
    label = "年末未审结的计入尚未审结，审结之年再计结果"
    yield from entries("disputes.py", "column_in", label=label, citations=(COUNTED_AGAIN,))
    label = "对不予公开决定未经复议直接起诉的提示"
    yield from entries("disputes.py", "concerns", label=label, citations=RECONSIDERATION_FIRST)
