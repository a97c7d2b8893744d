"""Who saw personal data: the list of all looks, and those at one thing on its page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from gongkai.web.accounts import access, acts
from gongkai.web.accounts.acts import ActsError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.kinds import kinds
from gongkai.web.audit.looks import looks_at
from gongkai.web.audit.models import Look
from gongkai.web.files.giving import files_of
from gongkai.web.office import worklist
from gongkai.web.office.filters import Days, Within
from gongkai.web.office.object_page import ObjectPage
from gongkai.web.office.worklist import Column, Worklist

READERS = frozenset({Role.HEAD, Role.SUPERVISOR, Role.OPERATOR})
"""Those who answer for the organ's handling of personal data, and those who inspect it (PIP 51, 54)."""


def register() -> None:
    """Once, at the start."""
    worklist.register(
        Worklist(
            name="looks",
            title="查看记录",
            icon="eye",
            model=Look,
            rows=rows,
            roles=READERS,
            is_seldom=True,
            columns=(
                Column("thing", "事项", _title),
                Column("at", "时间", lambda look: f"{timezone.localtime(look.at):%Y-%m-%d %H:%M:%S}", sorts=True),
                Column("user", "查看人"),
                Column("on_behalf_of", "代谁查看"),
                Column("organ", "机关"),
                Column("what", "查看内容"),
                Column("why", "用途"),
            ),
            filters=(Within(("user__name", "user__username", "stream_id")), Days("at", "日期", "at__date")),
            order="-at",
            prepare=find_things,
            link=_address,
            empty="有人查看或者下载含个人信息的内容时，时间、人员、内容和用途会记在这里，不能修改或者删除。",
        )
    )


def rows(user: User) -> QuerySet[Look]:
    """The looks at things of the organs where he answers for them."""
    condition = access.standing(user).condition(READERS, "organ")
    if condition is None:
        return Look.objects.none()
    return Look.objects.filter(condition).select_related("user", "on_behalf_of", "organ")


def find_things(user: User, looks: Sequence[Any]) -> None:
    """What was looked at, for a screen or a part of a file at once: a query a kind. What he may not see stays a key."""
    for kind in kinds():
        wanted = {look.stream_id: look for look in looks if look.stream_kind == kind.name}
        if not wanted:
            continue
        found = access.visible_to(user, kind.model.objects.all())
        known = {kind.stream_id(thing): thing for thing in found.filter(**{f"{kind.key}__in": list(wanted)})}
        for look in looks:
            if look.stream_kind == kind.name:
                look.thing = known.get(look.stream_id)


def _title(look: Any) -> str:
    """The thing by its number and name; its kind and key where it is gone, or is no single thing."""
    thing = getattr(look, "thing", None)
    return f"{_label(look.stream_kind)} {look.stream_id if thing is None else thing}"


def _address(look: Any) -> str:
    """The page of the thing, where a list of such things knows it."""
    thing = getattr(look, "thing", None)
    places = (one for one in worklist.worklists() if one.link is not None and isinstance(thing, one.model))
    return next((one.address_of(thing) for one in places), "")


def _label(kind: str) -> str:
    """The Chinese word for a kind of thing."""
    return next((table.label for table in acts.tables().values() if table.kind == kind), kind)


def material_of(user: User, thing: Model, page: ObjectPage) -> dict[str, Any]:
    """The files on the page of a thing; and who saw its personal data, for those who may know that."""
    named = {"kind": acts.table_of(page.model).kind, "stream_id": str(getattr(thing, page.key))}
    may_know = access.standing(user).grant_for(READERS, _organ(thing))
    return {"files": files_of(user, thing, **named), "looks": looks_at(**named) if may_know else ()}


def _organ(thing: Model) -> Any:
    try:
        return access.organ_of(thing)
    except ActsError:
        return None
