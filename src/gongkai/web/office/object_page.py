"""The page of one thing: what it is and how it stands, what can be done, what happened, what colleagues note.

An app declares the page of its kind and registers it at AppConfig.ready; it gets /office/<name>/<key>/.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils import timezone

from gongkai.web.accounts import access, acts
from gongkai.web.accounts.acts import Act
from gongkai.web.accounts.models import User
from gongkai.web.office.models import Note
from gongkai.web.ui.marks import Mark, due_mark


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the head."""

    label: str
    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry of the timeline: on which day what was done, by whom, for whom, under which article."""

    on: date
    what: str
    who: str
    for_whom: str = ""
    citation: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that was changed."""

    at: datetime
    who: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class History:
    """Both kinds of past, newest first."""

    happened: Sequence[Happened] = ()
    changed: Sequence[Changed] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """An act on the page: a link to its form (or, posted, the act itself), or the reason why it cannot be done.

    was_possible: it cannot be done today, but may have been done on an earlier day and only not been recorded yet.
    """

    act: Act
    url: str
    why_not: str = ""
    is_posted: bool = False
    was_possible: bool = False


def buttons(user: User, thing: Model, form: Callable[[Act], str], *, posted: Collection[str] = ()) -> list[Button]:
    """In the table's order, those that can be done first: the first of them is the page's primary act. `form` names
    the address where an act is done; an act without one has no button. `posted`: acts that need no form."""
    rows = [act for act in acts.table_of(type(thing)).acts.values() if not act.starts and form(act)]
    found = [Button(act, form(act), access.can(user, act.name, thing).refusal, act.name in posted) for act in rows]
    return sorted(found, key=lambda button: bool(button.why_not))


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectPage:
    """The page of a kind. `key` is the field that its address names.

    `facts(thing, on)`: the head. `due(thing)`: its due day. `past(thing)`: what happened. `form(thing, act)`: the
    address where an act is done; an act without one has no button here.
    """

    name: str
    model: type[Model]
    key: str
    facts: Callable[[Any, date], Sequence[Fact]]
    past: Callable[[Any], History]
    form: Callable[[Any, Act], str]
    due: Callable[[Any], date | None] = lambda _: None

    def state(self, thing: Model) -> str:
        """The word for how it stands; empty where the kind knows no states."""
        state = getattr(thing, "state", "")
        return acts.table_of(self.model).state_label(state) if state else ""

    def due_fact(self, thing: Model, on: date) -> Fact | None:
        """Its due day and how far that is."""
        due = self.due(thing)
        return None if due is None else Fact("到期日", due.isoformat(), due_mark(due, on))

    def notes(self, thing: Model) -> Sequence[Note]:
        """What colleagues noted, oldest first."""
        return list(Note.objects.filter(**self._named(thing)).select_related("author").order_by("at", "pk"))

    def note(self, thing: Model, *, by: User, text: str) -> Note:
        """Add a remark. Raises CannotNote for an empty or an overlong one."""
        text, longest = text.strip(), Note._meta.get_field("text").max_length  # noqa: SLF001
        if not 0 < len(text) <= longest:
            raise CannotNote(f"备注要有内容，最长 {longest} 个字；现在是 {len(text)} 个字。")
        return Note.objects.create(**self._named(thing), author=by, at=timezone.now(), text=text)

    def _named(self, thing: Model) -> dict[str, str]:
        return {"kind": self.name, "thing": str(getattr(thing, self.key))}


class CannotNote(ValueError):
    """The remark is not kept. The message is for the screen."""


_pages: dict[type[Model], ObjectPage] = {}


def register(page: ObjectPage) -> None:
    """Once, at the start. Raises ImproperlyConfigured where the kind has a page or the name is taken."""
    taken = next((one for one in _pages.values() if one.name == page.name or one.model is page.model), page)
    if taken is not page:
        raise ImproperlyConfigured(f"{page.name} or {page.model.__name__} has a page already.")
    _pages[page.model] = page


def pages() -> tuple[ObjectPage, ...]:
    """All pages."""
    return tuple(_pages.values())
