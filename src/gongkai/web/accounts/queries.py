"""Reads of people and roles."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.accounts.standing import Grant, Standing


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
    """What a person holds on that day, read now. Two queries; a page asks once (accounts.middleware)."""
    if not isinstance(user, User) or not user.is_active:
        return Standing(None, on)
    own = [_grant(row) for row in memberships_of(user, on=on)]
    lent = [_grant(row, on_behalf_of=row.user_id) for row in substitutions_by(user, on=on)]
    return Standing(user.pk, on, (*own, *lent))


def _grant(row: Membership | Substitution, *, on_behalf_of: int | None = None) -> Grant:
    return Grant(Role(row.role), row.organ_id, row.organ.path if row.organ else "", on_behalf_of)
