"""The one record of who saw personal data: each download, each look at what is masked on screens (PIP 51, 54).

It is written before the data is shown, and can be neither changed nor deleted.
"""

from collections.abc import Sequence
from datetime import date

from django.db import models

from gongkai.web.accounts import access
from gongkai.web.accounts.acts import ALL_ROLES
from gongkai.web.accounts.models import User
from gongkai.web.audit.kinds import kind_of
from gongkai.web.audit.models import Look
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import now
from gongkai.web.ui.numbers import request_id


def record_look(user: User, *, kind: str, stream_id: str, organ: Organ | None, what: str, why: str) -> Look:
    """Write down that he saw personal data of a thing. `what` and `why` name data and purpose, and hold none of it."""
    grant = access.standing(user).grant_for(ALL_ROLES, organ)
    return Look.objects.create(
        at=now(),
        user=user,
        on_behalf_of_id=None if grant is None else grant.on_behalf_of,
        organ=organ,
        stream_kind=kind,
        stream_id=stream_id,
        what=what[:200],
        why=why[:200],
        request_id=request_id(),
    )


def looked_at(user: User, thing: models.Model, *, what: str, why: str) -> Look:
    """`record_look` for a thing at hand."""
    kind = kind_of(type(thing))
    return record_look(
        user, kind=kind.name, stream_id=kind.stream_id(thing), organ=access.organ_of(thing), what=what, why=why
    )


def has_looked(user: User, thing: models.Model, *, what: str, on: date) -> bool:
    """Whether it is written down already that he saw this on that day."""
    kind = kind_of(type(thing))
    his = Look.objects.filter(user=user, stream_kind=kind.name, stream_id=kind.stream_id(thing), what=what[:200])
    return his.filter(at__date=on).exists()


def looks_at(kind: str, stream_id: str, most: int = 50) -> Sequence[Look]:
    """Who saw personal data of this thing, newest first."""
    found = Look.objects.filter(stream_kind=kind, stream_id=stream_id).order_by("-at", "-pk")
    return list(found.select_related("user", "on_behalf_of")[:most])
