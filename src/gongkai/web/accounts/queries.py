"""Reads of people and roles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.accounts.standing import Grant, Standing
from gongkai.web.organs.kept import kept
from gongkai.web.organs.models import Organ


def in_force(day: date) -> Q:
    """Rows with since and until that hold on that day, both ends included."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def memberships_of(user: User, *, on: date) -> QuerySet[Membership]:
    """The roles a person holds on that day. Those in an organ that was merged hold on, with its successor's reach."""
    return Membership.objects.filter(in_force(on), user=user).select_related("organ").order_by("pk")


def substitutions_by(user: User, *, on: date) -> QuerySet[Substitution]:
    """Whom a person stands in for on that day. Only as long as the absent colleague holds the role himself."""
    theirs = Membership.objects.filter(in_force(on), user=OuterRef("user"), role=OuterRef("role"), user__is_active=True)
    in_that_organ = Exists(theirs.filter(organ=OuterRef("organ")))
    site_wide = Q(organ=None) & Exists(theirs.filter(organ=None))
    rows = Substitution.objects.filter(in_force(on), in_that_organ | site_wide, substitute=user)
    return rows.select_related("organ").order_by("pk")


def standing_of(user: User | AnonymousUser, *, on: date) -> Standing:
    """What a person holds on that day, read now. Two queries at most; a page asks once (accounts.middleware)."""
    if not isinstance(user, User) or not user.is_active:
        return Standing(None, on)
    columns = ("role", "organ_id", "organ__path")
    own = memberships_of(user, on=on).order_by().values_list(*columns, Value(0), "pk")
    lent = substitutions_by(user, on=on).order_by().values_list(*columns, "user_id", "pk")
    rows = sorted(own.union(lent, all=True), key=lambda row: (row[3] != 0, row[4]))
    merged = kept("accounts.merged", _merged_into) if rows else {}
    grants = (
        Grant(Role(role), organ_id, path or "", absent or None, tuple(merged.get(organ_id, ())))
        for role, organ_id, path, absent, _ in rows
    )
    return Standing(user.pk, on, tuple(grants))


def _merged_into() -> Mapping[int | None, Sequence[int]]:
    """For each organ those that were merged into it, all over the site."""
    merged: dict[int | None, list[int]] = defaultdict(list)
    rows = Organ.objects.exclude(successor=None).order_by("pk")
    for organ_id, successor_id in rows.values_list("pk", "successor_id"):
        merged[successor_id].append(organ_id)
    return merged
