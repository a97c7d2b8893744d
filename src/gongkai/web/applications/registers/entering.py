"""A register entered: each line judged by the rules as what it tells, the good ones written, the others told.

    enter(register, organ, by=user, way=Way.REHEARSE | Way.ALL_OR_NOTHING | Way.THE_GOOD)

A case has the same key however often its register is entered, so that a second time makes nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.checks import check_fields, check_names_nobody
from gongkai.web.applications.models import Application, Particulars, Purpose
from gongkai.web.applications.recorded import fields_of, said
from gongkai.web.applications.registers.columns import columns
from gongkai.web.applications.registers.past import Fault, Line, events_of, line_of
from gongkai.web.applications.registers.reading import Register
from gongkai.web.applications.table import BY_LAW
from gongkai.web.audit import histories
from gongkai.web.audit.acting import Actor
from gongkai.web.audit.chain import canonical
from gongkai.web.audit.kinds import batched, kind_of
from gongkai.web.audit.models import Event
from gongkai.web.organs.models import Organ
from gongkai.web.rules import numbering
from gongkai.web.rules.numbering import Series
from gongkai.web.ui.clock import today
from gongkai.web.ui.memory import one_memory
from gongkai.web.vault import digest_for_lookup, digests_for_lookup

PERMITTED_BY = "record_receipt"
"""Who may register what was received may also take over the register in which that was kept."""
SLICE = 500
_ROW = "applications.register.row"
_BY_EVENT = {act.records: name for name, act in BY_LAW.items()}
_SEALED = ("name", "identity_number", "phone", "email", "address")
_NO_SUMMARY = "登记簿转入，摘要待补"


class Way(StrEnum):
    """What is done with lines that are good when others are not."""

    REHEARSE = "rehearse"
    ALL_OR_NOTHING = "all"
    THE_GOOD = "good"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {"rehearse": "只核对，不转入", "all": "全部无误才转入", "good": "先转入无误的"}[self.value]


@dataclass(slots=True)
class Result:
    """What came of a register. entered: written, or in a rehearsal what would be; known: there already, the same."""

    way: Way
    lines: int = 0
    entered: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Lines against which something stands."""
        return len({fault.line for fault in self.faults})

    def __str__(self) -> str:
        known = f"，{self.known} 件此前已经转入" if self.known else ""
        refused = f"，{self.refused} 行要改" if self.refused else ""
        if self.way is Way.REHEARSE:
            return f"核对了 {self.lines} 行：可以转入 {self.entered} 件{known}{refused}。"
        if self.way is Way.ALL_OR_NOTHING and self.refused:
            return f"没有转入：{self.refused} 行要改{known}。"
        return f"已转入 {self.entered} 件{known}{refused}。"


@dataclass(frozen=True, slots=True)
class Draft:
    """A line on its way to a case."""

    line: Line
    history: histories.History
    particulars: Particulars


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
        self.register, self.organ, self.whose = register, organ, whose
        self.digest = sha256(canonical([register.heads, len(register.rows)]).encode()).hexdigest()[:16]
        self.handlers = _handlers(organ)

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
        keys = {str(self._key(number)) for number in numbers}
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
        held = there.rows.get(str(self._key(number)))
        if held is not None:
            if held in digests_for_lookup(_as_text(line), _ROW):
                result.known += 1
            else:
                why = "这一件已经转入过，登记簿里的内容现在不同。"
                result.faults.append(
                    line.fault("number", why, "没有改动系统里的记录；要改的，请在案件中用“更正记录”。")
                )
            return None
        return self._judged(line, result)

    def _judged(self, line: Line, result: Result) -> Draft | None:
        thing = Application(key=self._key(line["number"]), organ=self.organ)
        content = _content(line)
        handler, told = self._handler(line), events_of(line)
        try:
            self._check(line, content)
            row = sealing.drafted(thing.key, Purpose.APPLICATION, content)
            thing.handler = handler
            pasts = [self._past(line, event) for event, _ in told]
            pasts[0] = self._first(line, pasts[0], content, row, handler)
            history = histories.judged(thing, pasts, by=self.whose)
        except histories.Refused as error:
            column = told[pasts.index(error.past)][1]
            result.faults.append(_of_rule(line, column, error.why))
            return None
        except ValidationError as error:
            result.faults.append(line.fault("summary", "".join(error.messages), ""))
            return None
        result.notes += _notes(line, thing, handler)
        return Draft(line, history, row)

    def _check(self, line: Line, content: Mapping[str, Any]) -> None:
        summary = line["summary"] or _NO_SUMMARY
        check_fields(summary=summary)
        check_names_nobody(summary, content)

    def _past(self, line: Line, event: Any) -> histories.Past:
        taken_over = {"register": self.digest, "line": line.number}
        data: dict[str, Any] = {"event": fields_of(event), "office": {"taken_over": taken_over}}
        return histories.Past(_BY_EVENT[event.kind], event.on, data)

    def _first(
        self, line: Line, past: histories.Past, content: Mapping[str, Any], row: Particulars, handler: User | None
    ) -> histories.Past:
        case = {
            "organ": self.organ.code, "applicant_kind": line["applicant_kind"],
            "applicant_digest": sealing.digest_of_applicant(content),
            "content_digest": sealing.digest_of_content(content), "code_digest": "", "items": 1,
            "summary": line["summary"] or _NO_SUMMARY, "assisted": "",
            "row": digest_for_lookup(_as_text(line), _ROW),
        }  # fmt: skip
        if handler is not None:
            case["handler"] = kind_of(User).stream_id(handler)
        return histories.Past(past.act, past.on, {**past.data, "case": case, "sealed": sealing.named(row)})

    def _handler(self, line: Line) -> User | None:
        found: Sequence[User] = self.handlers.get(line["handler"] or "", ())
        return found[0] if len(found) == 1 else None

    def _key(self, number: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"gongkai:register:{self.organ.code}:{number}")


@dataclass(frozen=True, slots=True)
class _There:
    """What is there of a slice: rows: stream → digest of the line it was made of; others: numbers of other cases."""

    rows: Mapping[str, str]
    others: frozenset[str]


def _handlers(organ: Organ) -> dict[str, list[User]]:
    """Those who handle applications in the organ, by name and by account."""
    found: dict[str, list[User]] = {}
    rows = Membership.objects.filter(in_force(today()), organ=organ, role=Role.HANDLER).select_related("user")
    for user in {row.user for row in rows}:
        for name in {user.name, user.username}:
            found.setdefault(name, []).append(user)
    return found


def _content(line: Line) -> dict[str, Any]:
    """What is sealed: applicant, what is asked, and the whole line as it was written, so that nothing is lost."""
    applicant = {name: line[name] for name in _SEALED if line[name]}
    items = [{"description": line["description"]}] if line["description"] else []
    return {"applicant": applicant, "items": items, "wish": {}, "register": dict(line.texts)}


def _as_text(line: Line) -> str:
    return canonical(line.texts)


def _of_rule(line: Line, column: str, error: Exception) -> Fault:
    if isinstance(error, RegulationError):
        return line.fault(column, f"{error.rule}（{error.citation}）", error.instead)
    return line.fault(column, str(error))


def _notes(line: Line, thing: Application, handler: User | None) -> Iterator[Fault]:
    """What is entered all the same, and somebody should look at."""
    if line["handler"] and handler is None:
        why = "本机关没有（或者不止一位）这个姓名或者账号的承办人员。"
        yield line.fault("handler", why, "照样转入，没有分派；姓名随原行密封保存。")
    if line["due_on"] and thing.due_on and line["due_on"] != thing.due_on:
        yield line.fault("due_on", f"按条例推算，到期日是 {thing.due_on}。", "照样转入，以推算的为准；请核对。")


def shown(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Faults as plain values, to be kept."""
    return [
        {"line": one.line, "column": one.column, "cell": one.cell, "why": one.why, "instead": one.instead}
        for one in faults
    ]


def labels_of(mapping: Mapping[str, int], register: Register) -> list[tuple[str, str, str]]:
    """The mapping for people: column, its label, the head under which it was found."""
    return [
        (name, column.label, register.heads[mapping[name]] if name in mapping else "")
        for name, column in columns().items()
    ]
