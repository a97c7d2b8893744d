"""A line of a register becomes a case: its words sealed, its events judged by the rules as what they tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import ValidationError

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications import sealing
from gongkai.web.applications.acts.checks import check_fields, check_names_nobody
from gongkai.web.applications.models import Application, Particulars, Purpose
from gongkai.web.applications.recorded import fields_of
from gongkai.web.applications.registers.past import Fault, Line, events_of
from gongkai.web.applications.registers.reading import Register
from gongkai.web.applications.registers.result import Result
from gongkai.web.applications.table import BY_LAW
from gongkai.web.audit import histories
from gongkai.web.audit.chain import canonical
from gongkai.web.audit.kinds import kind_of
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today
from gongkai.web.vault import digest_for_lookup, digests_for_lookup

_ROW = "applications.register.row"
_BY_EVENT = {act.records: name for name, act in BY_LAW.items()}
_SEALED = ("name", "identity_number", "phone", "email", "address")
_NO_SUMMARY = "登记簿转入，摘要待补"


@dataclass(frozen=True, slots=True)
class Draft:
    """A line on its way to a case."""

    line: Line
    history: histories.History
    particulars: Particulars


class Drafting:
    """The lines of one register on their way into one organ."""

    def __init__(self, register: Register, organ: Organ, whose: histories.Whose) -> None:
        self.organ, self.whose = organ, whose
        self.digest = sha256(canonical([register.heads, len(register.rows)]).encode()).hexdigest()[:16]
        self.handlers = _handlers(organ)

    def drafted(self, line: Line, result: Result) -> Draft | None:
        """The case that the line tells, judged by the rules; None where they refuse it: the result says why."""
        thing = Application(key=self.key(line["number"]), organ=self.organ)
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

    def key(self, number: str) -> UUID:
        """The same for the same number, however often its register is entered."""
        return uuid5(NAMESPACE_URL, f"gongkai:register:{self.organ.code}:{number}")


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


def is_same_line(line: Line, held: str) -> bool:
    """Whether the case that is there was made of this very line. held: what its first event says of the line."""
    return held in digests_for_lookup(_as_text(line), _ROW)
