"""Tables of acts: for one kind of thing, what may be done to it, in which states, by which roles, by which article.

Permissions, buttons, audit labels and a page of the documentation are read from these tables. A kind whose acts the
office itself defines ships them as YAML:

    kind: membership
    label: 岗位任职
    organ: organ            the way from the thing to its organ; "" where the thing is the organ
    seen_by: all            or a list of roles
    states: {active: 在岗, ended: 已免去}
    acts:
      withdraw:
        label: 免去岗位
        from: [active]      `new` where the act makes the thing
        to: [ended]
        roles: [head, operator]
        reference: REG 4 [A]
        confirm: 免去后立即生效。   optional: said before the act is done
        since: 2019-05-15          optional: the first day on which the act exists
        without_page: 由程序办理   optional: why no page of the office does it; an act has a page or says why not
        outside: [applicant]       optional: who outside of the organ may do it too, on his own case

A kind whose acts the law defines (applications) builds its table from the regulation's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from django.db import models

from gongkai.regulation.acts import Outsider
from gongkai.regulation.citation import Citation, cite
from gongkai.web.accounts.roles import Role

NEW = "new"
"""The state of what is not there yet."""
ALL_ROLES = frozenset(Role)


class ActsError(ValueError):
    """A table that misses something or names what is not there. Ours to mend: raised at the start, no user meets it."""


@dataclass(frozen=True, slots=True)
class Act:
    """One row of a table."""

    name: str
    label: str
    allowed_from: frozenset[str]
    leads_to: frozenset[str]
    roles: frozenset[Role]
    citation: Citation
    confirm: str = ""
    since: date | None = None
    without_page: str = ""
    outside: frozenset[Outsider] = frozenset()

    @property
    def starts(self) -> bool:
        """It makes the thing."""
        return NEW in self.allowed_from

    @property
    def who(self) -> str:
        """The roles in words, in the order of the list of roles; then those outside who may do it themselves."""
        inside = [role.label for role in Role if role in self.roles]
        return "、".join([*inside, *(one.label for one in Outsider if one in self.outside)])


@dataclass(frozen=True, slots=True)
class ActTable:
    """All acts of one kind of thing. Raises ActsError where the rows do not fit together."""

    kind: str
    label: str
    organ: str
    states: Mapping[str, str]
    acts: Mapping[str, Act]
    seen_by: frozenset[Role] = ALL_ROLES

    def __post_init__(self) -> None:
        known = {NEW, *self.states}
        for act in self.acts.values():
            strange = (act.allowed_from | act.leads_to) - known
            if strange or not act.allowed_from or not act.leads_to or not act.roles or not act.label:
                raise ActsError(f"{self.kind} 的 {act.name}：状态 {sorted(strange)} 未登记，或者缺状态、岗位、名称。")

    def act(self, name: str) -> Act:
        """Raises ActsError for an act that the table has not."""
        if name not in self.acts:
            raise ActsError(f"{self.kind} 没有名为 {name} 的行为；请先在它的 acts 表中登记。")
        return self.acts[name]

    def state_label(self, state: str) -> str:
        """The Chinese word for a state."""
        return "尚未建立" if state == NEW and NEW not in self.states else self.states[state]

    def open_in(self, state: str) -> tuple[Act, ...]:
        """The acts that the state allows, in the table's order."""
        return tuple(act for act in self.acts.values() if state in act.allowed_from)


def load(file: Traversable) -> ActTable:
    """Read a table from its YAML. Raises ActsError for a missing or unknown key, role or state."""
    data = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    _hold_to(file.name, data, wanted={"kind", "label", "organ", "seen_by", "states", "acts"})
    return ActTable(
        kind=data["kind"],
        label=data["label"],
        organ=data["organ"],
        states=data["states"],
        acts={name: _act(f"{file.name} 的 {name}", name, entry) for name, entry in data["acts"].items()},
        seen_by=_roles(file.name, data["seen_by"]),
    )


def _act(where: str, name: str, entry: Mapping[str, Any]) -> Act:
    _hold_to(
        where,
        entry,
        wanted={"label", "from", "to", "roles", "reference"},
        optional={"confirm", "since", "without_page", "outside"},
    )
    return Act(
        name=name,
        label=entry["label"],
        allowed_from=frozenset(entry["from"]),
        leads_to=frozenset(entry["to"]),
        roles=_roles(where, entry["roles"]),
        citation=cite(entry["reference"]),
        confirm=entry.get("confirm", ""),
        since=entry.get("since"),
        without_page=entry.get("without_page", ""),
        outside=frozenset(map(Outsider, entry.get("outside", ()))),
    )


def _roles(where: str, names: str | Iterable[str]) -> frozenset[Role]:
    if names == "all":
        return ALL_ROLES
    try:
        return frozenset(Role(name) for name in names)
    except ValueError as error:
        raise ActsError(f"{where}：没有这个岗位：{error}") from error


def _hold_to(where: str, entry: Mapping[str, Any], *, wanted: set[str], optional: Iterable[str] = ()) -> None:
    if not wanted <= set(entry) <= wanted | set(optional):
        raise ActsError(f"{where} 应当有 {'、'.join(sorted(wanted))}，现有 {'、'.join(sorted(entry))}。")


_tables: dict[type[models.Model], ActTable] = {}


def register(model: type[models.Model], table: ActTable) -> None:
    """Say once, at the start, which table governs the rows of a model. Raises ActsError where a kind is taken."""
    taken = next((other for other, known in _tables.items() if known.kind == table.kind and other is not model), None)
    if taken is not None:
        raise ActsError(f"{table.kind} 已经是 {taken.__name__} 的行为表，不能再给 {model.__name__}。")
    _tables[model] = table


def table_of(model: type[models.Model]) -> ActTable:
    """The table that governs the rows of a model. Raises ActsError where it has none."""
    if model not in _tables:
        raise ActsError(f"{model.__name__} 没有行为表；请在它的 AppConfig.ready 中登记。")
    return _tables[model]


def tables() -> Mapping[type[models.Model], ActTable]:
    """Every registered table."""
    return dict(_tables)
