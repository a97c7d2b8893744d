"""For every address of the office an example: the words of its address, and someone of each sort.

An address whose view names an act needs no example of its own: who is right and who is wrong is read from the table of
acts. What a kind's thing is, is said once below.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.organs.models import Organ
from tests.web.factories import a_membership, a_person, an_organ


@dataclass(frozen=True)
class World:
    """One organ with its people, and another that has nothing to do with it."""

    organ: Organ
    other: Organ
    things: Mapping[type[Model], Model]

    def someone(self, role: Role, *, at: Organ) -> User:
        return a_person("", role, at=at)


def a_world() -> World:
    organ, other = an_organ("青石县水利局"), an_organ("白沙县水利局")
    person, away = a_person("在册人员", at=organ), a_person("离岗人员", Role.CLERK, at=organ)
    row = a_membership(person, Role.CLERK, at=organ)
    lent = Substitution.objects.create(
        user=away, substitute=person, organ=organ, role=Role.CLERK, since="2019-05-15", until="2999-12-31"
    )
    return World(organ, other, {Organ: organ, User: person, Membership: row, Substitution: lent})


WORDS: dict[type[Model], Callable[[Any], dict[str, Any]]] = {
    Organ: lambda organ: {"code": organ.code},
    User: lambda user: {"key": user.key},
    Membership: lambda row: {"key": row.key},
    Substitution: lambda row: {"key": row.key},
}
"""How an address names a thing of each kind."""
