"""What the frame of every office page needs: where one can go, and how many notices wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.web.accounts import access
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit import readonly
from gongkai.web.office import notices
from gongkai.web.office.worklist import worklists

OFFICE = "/office/"


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation."""

    title: str
    url: str
    icon: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame for one request. Asks for nothing before a template wants it."""

    user: User
    path: str

    @property
    def places(self) -> tuple[Place, ...]:
        """The desk, and the lists that he may open."""
        return (self._place("工作台", OFFICE, "desk", exact=True), *self.lists)

    @property
    def lists(self) -> Iterator[Place]:
        held = access.standing(self.user)
        for one in worklists():
            if held.holds(one.readers):
                yield self._place(one.title, reverse(f"office:{one.name}"), one.icon)

    @property
    def is_operator(self) -> bool:
        return access.standing(self.user).holds({Role.OPERATOR})

    @property
    def unread(self) -> int:
        return notices.unread(self.user)

    @property
    def read_only(self) -> readonly.Switched | None:
        """Why nothing can be done now; None where all goes its way."""
        return readonly.state()

    def _place(self, title: str, url: str, icon: str, *, exact: bool = False) -> Place:
        return Place(title, url, icon, self.path == url if exact else self.path.startswith(url))


def shell(request: HttpRequest) -> dict[str, Any]:
    """For templates of the office alone; `frame` is what a page extends that may stand inside of it or outside. A
    request that is refused at the door has no person yet, and a stranger sees nothing of the office."""
    user = getattr(request, "user", None)
    if not request.path.startswith(OFFICE) or not isinstance(user, User) or not access.standing(user).grants:
        return {}
    return {"office": Shell(user, request.path), "frame": "ui/office.html"}
