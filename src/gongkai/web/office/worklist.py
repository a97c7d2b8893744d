"""What a worklist is: one declaration, from which page, filters, order, export and search are made.

An app declares its lists beside its queries and registers them at AppConfig.ready. Each gets /office/<name>/ with
everything on it; no list has a view of its own.

    register(Worklist(
        name="applications", title="依申请公开", model=Application, rows=queries.worklist,
        columns=(Column("number", "编号", sorts=True), Column("due_on", "到期日", shape=Shape.DUE, sorts=True)),
        filters=(Words(("number",)), Choice("state", "状态", options=…), Days("due_on", "到期日")),
        order="due_on", empty="收到的申请会列在这里。",
    ))

`rows` gives what the person may see, and nothing else decides it. A field that the list can be ordered by has an index
of its own, so that a page of a million rows is read from where the page before it ended.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.http import QueryDict

from gongkai.web.accounts import acts
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.office.filters import Control, Own

PAGE = 50
RESERVED = frozenset({"sort", "after", "before", "view", "pick"})
"""Words of the address that no filter may take."""


class Shape(StrEnum):
    """How the value of a column is written."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    DUE = "due"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` reads it from a row, by default as the attribute of that name; `sorts` makes its head a link.

    Shape.DUE writes a day and how far it is; Shape.MARK a ui.marks.Mark.
    """

    name: str
    label: str
    value: Callable[[Any], Any] | None = None
    shape: Shape = Shape.TEXT
    sorts: bool = False

    def of(self, row: Model) -> Any:
        """The value for one row."""
        return getattr(row, self.name) if self.value is None else self.value(row)


class Filter(Protocol):
    """What a filter can do (office.filters holds them)."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def narrowed(self, rows: QuerySet[Any], asked: QueryDict, on: date) -> QuerySet[Any]: ...

    def controls(self, asked: QueryDict) -> Sequence[Control]: ...


@dataclass(frozen=True, slots=True)
class Bulk:
    """An act that may be done to many rows at once. `perform(thing, by, on)` does it to one, in its own transaction.

    options: where the act needs a choice that is the same for all rows, what there is to choose from, as value and
    word; `perform` then gets the chosen value as its fourth.
    """

    act: str
    perform: Callable[..., object]
    options: Callable[[User], Sequence[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture above the whole list, not above a filtered one: a template, its own style sheet, what it shows."""

    template: str
    style: str
    context: Callable[[User, date], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Start:
    """An act that makes a thing: a button above the list, for whoever may do it. `page` names its address."""

    act: str
    page: str


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A page that belongs to the list and is no act: a link beside its starts, for these roles."""

    label: str
    page: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Personal:
    """Columns with personal data. They stand in no list; a file has them for whoever says what for, and the look is
    written down. read: some rows at once to their cells, by the keys of the rows."""

    label: str
    heads: tuple[str, ...]
    read: Callable[[Sequence[Any]], Mapping[int, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """A list of the office. Raises ImproperlyConfigured where the parts do not fit together."""

    name: str
    title: str
    model: type[Model]
    rows: Callable[[User], QuerySet[Any]]
    columns: tuple[Column, ...]
    order: str
    empty: str
    filters: tuple[Filter | Own, ...] = ()
    views: Mapping[str, str] = field(default_factory=dict)
    bulk: tuple[Bulk, ...] = ()
    starts: tuple[Start, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    link: Callable[[Any], str] | None = None
    prepare: Callable[[User, Sequence[Any]], None] | None = None
    icon: str = "list"
    panel: Panel | None = None
    personal: Personal | None = None
    roles: frozenset[Role] | None = None
    is_daily: bool = False
    is_seldom: bool = False

    def __post_init__(self) -> None:
        taken = [name for one in self.filters for name in one.names]
        wrong = RESERVED.intersection(taken) or {name for name in taken if taken.count(name) > 1}
        if wrong:
            raise ImproperlyConfigured(f"{self.name}: the filters {sorted(wrong)} have a name that is taken.")
        if self.order.removeprefix("-") not in self.sorts:
            raise ImproperlyConfigured(f"{self.name}: {self.order} is the order of no column that sorts.")
        bare = sorted(name for name in self.sorts if not _is_indexed(self.model, name))
        if bare:
            raise ImproperlyConfigured(f"{self.name}: ordering by {bare} needs an index that begins with it.")

    @property
    def sorts(self) -> tuple[str, ...]:
        """The fields that the list can be ordered by."""
        return tuple(column.name for column in self.columns if column.sorts)

    @property
    def readers(self) -> frozenset[Role]:
        """The roles that may open the list: those who may see the things in it, unless the list says fewer."""
        return acts.table_of(self.model).seen_by if self.roles is None else self.roles

    def prepared(self, user: User, rows: Sequence[Any]) -> None:
        """What the columns need of these rows is read at once."""
        if self.prepare is not None:
            self.prepare(user, rows)

    def address_of(self, row: Model) -> str:
        """The page of a row; empty where it has none."""
        return "" if self.link is None else self.link(row)


def _is_indexed(model: type[Model], name: str) -> bool:
    """Some index of the table begins with the field."""
    meta = model._meta  # noqa: SLF001  (Django's own name for its public interface)
    try:
        found = meta.get_field(name)
    except FieldDoesNotExist:
        return False
    if found.primary_key or found.unique or found.db_index:
        return True
    first = {index.fields[0].removeprefix("-") for index in meta.indexes if index.fields}
    return name in first | {names.fields[0] for names in meta.total_unique_constraints}


_worklists: dict[str, Worklist] = {}


def register(worklist: Worklist) -> None:
    """Once, at the start. Raises ImproperlyConfigured where the name is taken."""
    if _worklists.get(worklist.name, worklist) is not worklist:
        raise ImproperlyConfigured(f"There is a worklist {worklist.name} already.")
    _worklists[worklist.name] = worklist


def worklists() -> tuple[Worklist, ...]:
    """All lists as they were registered: those of every day's work first, those that are seldom asked for last."""
    return tuple(sorted(_worklists.values(), key=lambda one: (not one.is_daily, one.is_seldom)))
