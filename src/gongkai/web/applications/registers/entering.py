"""A register entered: each line judged by the rules as what it tells, the good ones written, the others told.

    enter(register, organ, by=user, way=Way.REHEARSE | Way.ALL_OR_NOTHING | Way.THE_GOOD)

A case has the same key however often its register is entered, so that a second time makes nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from gongkai.web.applications.models import Application, Particulars
from gongkai.web.applications.recorded import said
from gongkai.web.applications.registers.drafting import Draft, Drafting, is_same_line
from gongkai.web.applications.registers.past import Line, line_of
from gongkai.web.applications.registers.reading import Register
from gongkai.web.applications.registers.result import Result, Way
from gongkai.web.audit import histories
from gongkai.web.audit.acting import Actor
from gongkai.web.audit.kinds import batched, kind_of
from gongkai.web.audit.models import Event
from gongkai.web.organs.models import Organ
from gongkai.web.rules import numbering
from gongkai.web.rules.numbering import Series
from gongkai.web.ui.memory import one_memory

PERMITTED_BY = "record_receipt"
"""Who may register what was received may also take over the register in which that was kept."""
SLICE = 500
Progress = Callable[[int], None]


def enter(register: Register, organ: Organ, *, by: Actor, way: Way, progress: Progress = lambda _: None) -> Result:
    """Raises Forbidden or Hidden for someone who may not. progress is told how many lines are done."""
    whose = histories.whose(by, organ, Application, PERMITTED_BY)
    with one_memory():
        entering = _Entering(register, organ, whose)
        result = Result(way, len(register.rows))
        if way is Way.ALL_OR_NOTHING:
            entering.rehearse(result, lambda done: progress(done // 2))
            if result.faults:
                result.entered = 0
                return result
            return entering.write(Result(way, len(register.rows)), lambda done: progress((result.lines + done) // 2))
        return entering.rehearse(result, progress) if way is Way.REHEARSE else entering.write(result, progress)


class _Entering:
    """One register on its way into one organ."""

    def __init__(self, register: Register, organ: Organ, whose: histories.Whose) -> None:
        self.register, self.organ = register, organ
        self.drafting = Drafting(register, organ, whose)

    def rehearse(self, result: Result, progress: Progress) -> Result:
        """Judge every line, write nothing."""
        for done, drafts in self._slices(result):
            result.entered += len(drafts)
            progress(done)
        return result

    def write(self, result: Result, progress: Progress) -> Result:
        """Judge and write: all in one transaction, or the good ones slice by slice, each in its own."""
        if result.way is Way.ALL_OR_NOTHING:
            with transaction.atomic():
                return self._write(result, progress)
        return self._write(result, progress)

    def _write(self, result: Result, progress: Progress) -> Result:
        for done, drafts in self._slices(result):
            with transaction.atomic():
                Particulars.objects.bulk_create([one.particulars for one in drafts], batch_size=SLICE)
                histories.write([one.history for one in drafts])
                taken = [one.line["number"] for one in drafts]
                years = {one.line["received_on"].year for one in drafts}
                numbering.keep_clear(self.organ, Series.APPLICATION, taken, years=years)
            result.entered += len(drafts)
            progress(done)
        return result

    def _slices(self, result: Result) -> Iterator[tuple[int, list[Draft]]]:
        """Slice by slice what can be entered; faults, notes and what is there already go into the result."""
        seen: dict[str, int] = {}
        done = 0
        for rows in batched(self.register.rows):
            lines = [line_of(self.register, row) for row in rows]
            there = self._there(lines)
            drafts = [draft for line in lines if (draft := self._draft(line, seen, there, result))]
            done += len(lines)
            yield done, drafts

    def _there(self, lines: Iterable[Line]) -> "_There":
        numbers = [line["number"] for line in lines if line["number"]]
        keys = {str(self.drafting.key(number)) for number in numbers}
        firsts = Event.objects.filter(stream_kind=kind_of(Application).name, stream_id__in=keys, number=1)
        same = {row.stream_id: str(said(row.recorded, "case").get("row", "")) for row in firsts}
        others = Application.objects.filter(organ=self.organ, number__in=numbers).exclude(key__in=list(same))
        return _There(same, frozenset(others.order_by().values_list("number", flat=True)))

    def _draft(self, line: Line, seen: dict[str, int], there: "_There", result: Result) -> Draft | None:
        """The case of a line; None where something stands against it, or it is there already."""
        faults = list(line.faults)
        number = line["number"]
        if number and number in seen:
            faults.append(line.fault("number", f"这个编号在第 {seen[number]} 行已经有了。", "一件申请一行、一个编号。"))
        elif number:
            seen[number] = line.number
            if number in there.others:
                faults.append(line.fault("number", "系统里已经有另一件申请用了这个编号。", "请核对编号。"))
        result.faults += faults
        if faults:
            return None
        held = there.rows.get(str(self.drafting.key(number)))
        if held is not None:
            if is_same_line(line, held):
                result.known += 1
            else:
                why = "这一件已经转入过，登记簿里的内容现在不同。"
                result.faults.append(
                    line.fault("number", why, "没有改动系统里的记录；要改的，请在案件中用“更正记录”。")
                )
            return None
        return self.drafting.drafted(line, result)


@dataclass(frozen=True, slots=True)
class _There:
    """What is there of a slice: rows: stream → digest of the line it was made of; others: numbers of other cases."""

    rows: Mapping[str, str]
    others: frozenset[str]
