"""One line of a register as what happened in one case: its values, and the events that they tell, in order. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.regulation.events import (
    Archived,
    Arrived,
    Corrected,
    CorrectionRequested,
    CorrectionTimedOut,
    Decided,
    DeliveryWay,
    Event,
    Extended,
    FeeTimedOut,
    Opinion,
    Received,
    Registered,
    Sent,
    Served,
    ThirdPartyAnswered,
    ThirdPartyConsulted,
    Withdrawn,
)
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.parameter import parameter
from gongkai.regulation.receipt import RECEIPT_RULES, Channel
from gongkai.web.applications.registers import cells
from gongkai.web.applications.registers.columns import WITHDRAWN, columns
from gongkai.web.applications.registers.reading import Register, Row
from gongkai.web.directory.intake.sheet import word

_PARTY = "第三方1"
_NUMBER_LONGEST = 40
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against a line. column: by its label; cell: what stands there."""

    line: int
    column: str
    cell: str
    why: str
    instead: str = ""

    def __str__(self) -> str:
        shown = f"（{self.cell}）" if self.cell else ""
        return f"第 {self.line} 行“{self.column}”{shown}：{self.why}{self.instead}"


@dataclass(slots=True)
class Line:
    """A line as values by column. written: the cells of the columns as text; texts: every cell that holds anything, by
    its head."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def fault(self, column: str, why: str, instead: str = "") -> Fault:
        """A fault of one of its cells."""
        return Fault(self.number, columns()[column].label, self.written.get(column, "")[:_SHOWN], why, instead)


def line_of(register: Register, row: Row) -> Line:
    """The values of a row, and a fault for each cell that cannot be read."""
    line = Line(row.number)
    for place, cell in enumerate(row.cells):
        text = word(cell).strip()
        if text:
            head = (
                register.heads[place] if place < len(register.heads) and register.heads[place] else f"第{place + 1}列"
            )
            line.texts[head] = text
    for name, place in register.mapping.items():
        column, cell = columns()[name], row.cells[place] if place < len(row.cells) else None
        line.written[name] = word(cell).strip()
        try:
            line.values[name] = cells.read(column, cell, since_1904=register.since_1904)
        except cells.Unreadable as error:
            line.faults.append(Fault(row.number, column.label, line.written[name][:_SHOWN], error.why, error.instead))
            continue
        if column.is_required and line.values[name] is None:
            line.faults.append(Fault(row.number, column.label, "", "没有填写。", "请补填。"))
    line.faults += _at_odds(line)
    return line


def _at_odds(line: Line) -> Iterator[Fault]:
    """Cells that need another cell beside them."""
    number = line["number"]
    if number and (len(number) > _NUMBER_LONGEST or not number.isprintable()):
        yield line.fault("number", f"编号最长 {_NUMBER_LONGEST} 个字，写成一行。", "请核对。")
    for day, needs, why in _TOGETHER:
        if line[day] is not None and line[needs] is None and not _has_fault(line, needs):
            label = columns()[needs].label
            yield line.fault(day, f"{why}，“{label}”却没有填写。", f"请补填“{label}”。")


_TOGETHER = (
    ("outcome", "decided_on", "有办理结果"),
    ("decided_on", "outcome", "有答复日期"),
    ("corrected_on", "correction_on", "收到了补正"),
    ("third_party_answered_on", "third_party_on", "第三方答复了"),
    ("third_party_answered_on", "third_party_opinion", "第三方答复了"),
    ("sent_on", "decided_on", "答复已经发出"),
    ("served_on", "decided_on", "答复已经送达"),
)


def _has_fault(line: Line, column: str) -> bool:
    return any(fault.column == columns()[column].label for fault in line.faults)


def events_of(line: Line) -> list[tuple[Event, str]]:
    """What happened, in order, each with the column from which it is known. The line has no faults."""
    told = [*_beginning(line), *_course(line), *_end(line)]
    return [told[0], *sorted(told[1:], key=lambda one: one[0].on)]


def _beginning(line: Line) -> Iterator[tuple[Event, str]]:
    received: date = line["received_on"]
    if line["channel"] is None:
        yield Received(received), "received_on"
    else:
        channel = Channel(line["channel"])
        if RECEIPT_RULES[channel].needs_confirmation:
            yield Arrived(line["arrived_on"] or received, channel, line["submitted_on"], received), "received_on"
        else:
            yield Arrived(received, channel, line["submitted_on"]), "received_on"
    yield Registered(received, line["number"]), "number"


def _course(line: Line) -> Iterator[tuple[Event, str]]:
    if line["correction_on"]:
        yield CorrectionRequested(line["correction_on"]), "correction_on"
    if line["corrected_on"]:
        yield Corrected(line["corrected_on"]), "corrected_on"
    if line["third_party_on"]:
        yield ThirdPartyConsulted(line["third_party_on"], name=_PARTY), "third_party_on"
    if line["third_party_answered_on"]:
        answer = ThirdPartyAnswered(
            line["third_party_answered_on"], name=_PARTY, opinion=Opinion(line["third_party_opinion"])
        )
        yield answer, "third_party_answered_on"
    if line["extended_on"]:
        on = line["extended_on"]
        workdays = line["extended_by"] or parameter("extension_limit").on(on).value
        yield Extended(on, workdays, on, line["extension_approver"] or ""), "extended_on"


def _end(line: Line) -> Iterator[tuple[Event, str]]:
    outcome, decided = line["outcome"], line["decided_on"]
    if outcome is not None:
        yield _closing(outcome, decided, line["letter_number"] or ""), "outcome"
    if line["sent_on"] and outcome not in _WITHOUT_LETTER:
        way = DeliveryWay(line["way"]) if line["way"] else DeliveryWay.POST
        yield Sent(line["sent_on"], way), "sent_on"
    if line["served_on"] and outcome not in _WITHOUT_LETTER:
        yield Served(line["served_on"]), "served_on"
    if line["archived_on"]:
        yield Archived(line["archived_on"]), "archived_on"


_LAPSES: Mapping[str, type[Event]] = {
    WITHDRAWN: Withdrawn,
    Outcome.OTHER_CORRECTION_LAPSED.value: CorrectionTimedOut,
    Outcome.OTHER_FEE_UNPAID.value: FeeTimedOut,
}
_WITHOUT_LETTER = frozenset(_LAPSES)


def _closing(outcome: str, on: date, number: str) -> Event:
    lapse = _LAPSES.get(outcome)
    return Decided(on, Outcome(outcome), number) if lapse is None else lapse(on)
