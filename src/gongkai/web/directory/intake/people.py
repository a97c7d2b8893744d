"""People and their roles from a table: one line a role; a person with several roles stands on several lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.roles import AUTHORITIES, Role
from gongkai.web.audit.acting import Actor, start_many, together
from gongkai.web.audit.kinds import batched
from gongkai.web.directory.intake.result import Result, chosen, day, entering, faults_of
from gongkai.web.directory.intake.table import Fault, Line, read
from gongkai.web.organs.models import Organ

COLUMNS = ("账号", "姓名", "单位代码", "岗位", "自")
OPTIONAL = ("工作邮箱", "岗位机关代码", "至")
ROLES: Mapping[str, Role] = {role.label: role for role in Role}
_FIELDS = {"username": "账号", "name": "姓名", "email": "工作邮箱"}
Draft = tuple[Any, dict[str, Any]]


def enter(data: bytes, *, by: Actor, on: date, is_rehearsal: bool) -> Result:
    """Enter the people of a file, or rehearse it. They get no password: an operator issues one, or they sign in from
    outside. Raises UnreadableTable, and what `start_many` raises."""
    batch = _Batch(read(data, columns=COLUMNS, optional=OPTIONAL))
    faults = list(batch.faults())
    if not faults:
        with entering(is_rehearsal=is_rehearsal), together():
            _enter(batch, by=by, on=on)
    counts = {"人员": len(batch.people), "岗位": len(batch.roles)}
    return Result(counts, sorted(faults, key=lambda fault: fault.line), is_rehearsal)


def _enter(batch: "_Batch", *, by: Actor, on: date) -> None:
    start_many(act="enrol", drafts=list(batch.people.values()), by=by, on=on)
    for act, is_authority in (("appoint", False), ("entrust", True)):
        drafts = [draft for draft in batch.roles if (Role(draft[0].role) in AUTHORITIES) is is_authority]
        start_many(act=act, drafts=drafts, by=by, on=on)


@dataclass(slots=True)
class _Batch:
    """The lines of one file on their way to rows."""

    lines: Sequence[Line]
    people: dict[str, Draft] = field(default_factory=dict)
    roles: list[Draft] = field(default_factory=list)
    held: set[tuple[str, str, str]] = field(default_factory=set)

    def faults(self) -> Iterator[Fault]:
        """What stands against each line; the drafts are made on the way."""
        organs, taken = self._organs(), self._taken()
        for line in self.lines:
            found: list[Fault] = []
            self._person(line, organs, taken, found)
            self._role(line, organs, found)
            yield from found

    def _organs(self) -> dict[str, Organ]:
        codes = {line[column] for line in self.lines for column in ("单位代码", "岗位机关代码") if line[column]}
        return {
            organ.code: organ
            for some in batched(codes)
            for organ in Organ.objects.filter(code__in=some, state="active").select_related("successor")
        }

    def _taken(self) -> set[str]:
        names = {line["账号"] for line in self.lines}
        return {
            name
            for some in batched(names)
            for name in User.objects.filter(username__in=some).values_list("username", flat=True)
        }

    def _person(self, line: Line, organs: Mapping[str, Organ], taken: set[str], found: list[Fault]) -> None:
        known = self.people.get(line["账号"])
        organ = organs.get(line["单位代码"])
        if organ is None:
            found.append(Fault(line.number, "单位代码", f"没有代码为“{line['单位代码']}”的在册机关。"))
        elif line["账号"] in taken:
            found.append(Fault(line.number, "账号", f"“{line['账号']}”已经登记过。请在人员页面上任命岗位。"))
        elif known is None:
            self._new_person(line, organ, found)
        elif (known[0].name, known[0].organ) != (line["姓名"], organ):
            found.append(
                Fault(line.number, "姓名", f"账号“{line['账号']}”在前面的行里是{known[0]}，姓名或者单位不同。")
            )

    def _new_person(self, line: Line, organ: Organ, found: list[Fault]) -> None:
        words = {"username": line["账号"], "name": line["姓名"], "email": line["工作邮箱"]}
        user = User(**words, organ=organ)
        user.set_unusable_password()
        found += faults_of(line, user, _FIELDS)
        self.people[line["账号"]] = (user, {**words, "is_demonstration": False, "organ": organ.code})

    def _role(self, line: Line, organs: Mapping[str, Organ], found: list[Fault]) -> None:
        code = line["岗位机关代码"] or line["单位代码"]
        if code not in organs:
            found.append(Fault(line.number, "岗位机关代码", f"没有代码为“{code}”的在册机关。"))
        role, since, until = chosen(line, "岗位", ROLES, found), day(line, "自", found), day(line, "至", found)
        if not line["自"]:
            found.append(Fault(line.number, "自", "请写明从哪一天起任职，例如 2025-02-17。"))
        if since and until and until < since:
            found.append(Fault(line.number, "至", "结束日期早于开始日期。"))
        if (line["账号"], code, line["岗位"]) in self.held:
            found.append(Fault(line.number, "岗位", "同一个人在同一机关的同一岗位出现了两次。"))
        self.held.add((line["账号"], code, line["岗位"]))
        if not found and role and since:
            self._new_role(self.people[line["账号"]][0], organs[code], role, since, until)

    def _new_role(self, user: User, organ: Organ, role: Role, since: date, until: date | None) -> None:
        state = "entrusted" if role in AUTHORITIES else "active"
        row = Membership(user=user, organ=organ, role=role.value, since=since, until=until, state=state)
        data = {
            "user": str(user.key), "organ": organ.code, "role": role.value,
            "since": since.isoformat(), "until": until.isoformat() if until else None,
        }  # fmt: skip
        self.roles.append((row, data))
