"""What a person sees of a worklist at an address: its rows, how many, the filters as he set them, and the ways on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict

from gongkai.web.accounts.models import User
from gongkai.web.office.filters import Control, Own
from gongkai.web.office.paging import Count, Order, Page, Place, counted, page
from gongkai.web.office.worklist import PAGE, Column, Filter, Shape, Worklist
from gongkai.web.ui.marks import Mark, due_mark


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it is written; `mark` stands beside a day."""

    column: Column
    text: str
    mark: Mark | None = None

    @property
    def indent(self) -> str:
        """The full-width spaces before it, by which a list shows a tree."""
        return self.text[: len(self.text) - len(self.text.lstrip("　"))]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the page behind it, and its cells. The first cell is its name."""

    pk: int
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: where a click leads, and how the list is ordered by it now (`aria-sort`)."""

    column: Column
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A worklist as asked. Nothing is read before a page or a count is wanted."""

    worklist: Worklist
    user: User
    asked: QueryDict
    on: date

    @property
    def order(self) -> Order:
        """As asked, or as the list has it."""
        wanted = Order.of(self.asked.get("sort", ""))
        return wanted if wanted.field in self.worklist.sorts else Order.of(self.worklist.order)

    @property
    def filters(self) -> Sequence[Filter]:
        """The filters as they are for this person."""
        return [one.of(self.user) if isinstance(one, Own) else one for one in self.worklist.filters]

    @property
    def rows(self) -> QuerySet[Any]:
        """All rows that he may see and asked for."""
        rows = self.worklist.rows(self.user)
        for one in self.filters:
            rows = one.narrowed(rows, self.asked, self.on)
        return rows

    def page(self) -> Page:
        """The page that the address names; the first where the address names none that there can be."""
        after, before = (self._place(word) for word in ("after", "before"))
        return page(self.rows, self.order, size=PAGE, after=after, before=None if after else before)

    def _place(self, word: str) -> Place | None:
        text = self.asked.get(word, "")
        return Place.read(text, self.order, self.worklist.model) if text else None

    def counted(self) -> Count:
        """How many rows there are, up to a thousand."""
        return counted(self.rows)

    @property
    def controls(self) -> Sequence[Control]:
        """The fields of the filter form."""
        return [control for one in self.filters for control in one.controls(self.asked)]

    @property
    def is_filtered(self) -> bool:
        """Some filter is in use."""
        return any(control.value for control in self.controls)

    @property
    def heads(self) -> Iterator[Head]:
        """The columns, in order."""
        now = self.order
        for column in self.worklist.columns:
            is_here = column.name == now.field
            turned = Order(column.name, is_here and not now.is_descending)
            word = "" if not is_here else "descending" if now.is_descending else "ascending"
            yield Head(column, self.query(sort=str(turned)) if column.sorts else "", word)

    def query(self, **changed: object) -> str:
        """The address's query with these words in place of the old ones, always from the first page unless it says."""
        kept = self.asked.copy()
        for word in ("after", "before", "pick", "csrfmiddlewaretoken", "name"):
            kept.pop(word, None)
        for word, value in changed.items():
            kept[word] = str(value)
        for word in [word for word, value in kept.items() if not value]:
            del kept[word]
        return f"?{kept.urlencode()}" if kept else "?"

    @property
    def query_now(self) -> str:
        """The query without the page: what a saved view keeps."""
        return self.query().removeprefix("?")

    def lines(self, rows: Sequence[Model]) -> list[Line]:
        """Rows as they are written."""
        columns = self.worklist.columns
        self.worklist.prepared(self.user, rows)
        return [
            Line(row.pk, self.worklist.address_of(row), tuple(self._cell(column, row) for column in columns))
            for row in rows
        ]

    def _cell(self, column: Column, row: Model) -> Cell:
        value = column.of(row)
        mark = due_mark(value, self.on) if column.shape is Shape.DUE and value else None
        return Cell(column, "", value) if isinstance(value, Mark) else Cell(column, written(value), mark)


def written(value: Any) -> str:
    """A value in a table or a file: days as 2025-02-17, nothing as nothing."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def built_in_views(worklist: Worklist) -> Mapping[str, str]:
    """The views that every reader of a list finds: the whole list first."""
    return {"全部": "", **worklist.views}
