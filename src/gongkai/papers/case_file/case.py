"""What a case file is made of: the case, its papers in order, its events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What the cover says. number: 案卷号; retention: 保管期限, as the organ's rules have it."""

    organ: str
    number: str
    title: str
    applicant: str
    received_on: date
    closed_on: date
    outcome: str
    handler: str
    retention: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the file. name: of the file, with its suffix; read: gives its bytes, asked for once at a time, so that
    a large file is never in memory as a whole. maker: 责任者; number: 文号, where it has one."""

    name: str
    title: str
    maker: str
    on: date
    read: Callable[[], bytes]
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event of the case as it was recorded. hash: its own; previous: that of the event before it."""

    number: int
    what: str
    on: date
    recorded_at: str
    who: str
    hash: str
    previous: str


@dataclass(frozen=True, slots=True)
class Case:
    """One application, complete (REG 45: 登记、审核、办理、答复、归档)."""

    record: CaseRecord
    papers: Sequence[Paper]
    events: Sequence[LoggedEvent]
