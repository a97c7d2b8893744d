"""What a person holds on one day, as a value: the roles, the organs that they reach, and for whom he stands in.

This is the one source of every permission: `can` asks it of an object, `visible_to` makes it a condition of a query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.web.accounts.roles import REACHING_BELOW, Role
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in an organ. path is empty where it holds in the whole site; on_behalf_of names the absent colleague;
    merged are the organs that were merged into this one."""

    role: Role
    organ_id: int | None
    path: str
    on_behalf_of: int | None = None
    merged: tuple[int, ...] = ()

    def covers(self, organ: Organ | None) -> bool:
        """The organ is its own, or was merged into its own (ALL 26.6), or lies below where the role reaches below."""
        if not self.path:
            return True
        if organ is None:
            return False
        if self.organ_id in {organ.pk, organ.successor_id}:
            return True
        return self.role in REACHING_BELOW and self._above(organ)

    def _above(self, organ: Organ) -> bool:
        after = organ.successor.path if organ.successor_id else ""
        return organ.path.startswith(self.path) or after.startswith(self.path)

    def condition(self, way: str) -> Q:
        """The same as `covers`, for a query; way is the lookup from a row to its organ, empty for the organ itself."""
        if not self.path:
            return Q()
        to = f"{way}__" if way else ""
        if self.role not in REACHING_BELOW:
            # by keys and not by a join or a subquery: so the database sees how few rows of a million these are, and
            # takes the index that begins with the organ
            return Q(**{f"{way or 'pk'}__in": (self.organ_id, *self.merged)})
        mine = Q(**{f"{to}pk": self.organ_id}) | Q(**{f"{to}successor": self.organ_id})
        below = Q(**{f"{to}path__startswith": self.path}) | Q(**{f"{to}successor__path__startswith": self.path})
        return mine | below


@dataclass(frozen=True, slots=True)
class Standing:
    """All that one person holds on one day. Own roles come before those he stands in for."""

    user_id: int | None
    on: date
    grants: tuple[Grant, ...] = ()

    def grant_for(self, roles: Iterable[Role], organ: Organ | None) -> Grant | None:
        """The grant by which he may act with one of these roles in that organ."""
        wanted = frozenset(roles)
        return next((grant for grant in self.grants if grant.role in wanted and grant.covers(organ)), None)

    def holds(self, roles: Iterable[Role]) -> bool:
        """He holds one of these roles, wherever."""
        wanted = frozenset(roles)
        return any(grant.role in wanted for grant in self.grants)

    def condition(self, roles: Iterable[Role], way: str) -> Q | None:
        """Which rows `grant_for` would find a grant for; None where there can be none."""
        wanted = frozenset(roles)
        conditions = [grant.condition(way) for grant in self.grants if grant.role in wanted]
        if not conditions:
            return None
        if Q() in conditions:
            return Q()
        found = conditions[0]
        for condition in conditions[1:]:
            found |= condition
        return found
