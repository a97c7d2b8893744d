"""Who is told of what happened to roles and substitutions, and of those that end soon.

Told when the worker comes to it, in the words that hold then. Nobody is told of what he did himself.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.audit import effects
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect
from gongkai.web.office import reminders
from gongkai.web.office.notices import tell

ENDS_SOON = 7
"""How many days before it ends someone is told of his role."""
_ROLE, _SUBSTITUTION = "tell_of_role", "tell_of_substitution"


def register() -> None:
    """Once, at the start."""
    effects.register(_ROLE, _tell_of_role)
    effects.register(_SUBSTITUTION, _tell_of_substitution)
    reminders.register("ending", tell_of_ending)


def of_role(event: Recorded) -> Iterable[Effect]:
    """A role was given or taken."""
    yield Effect(_ROLE, _payload(event))


def of_substitution(event: Recorded) -> Iterable[Effect]:
    """Someone stands in, or no more."""
    yield Effect(_SUBSTITUTION, _payload(event))


def _payload(event: Recorded) -> dict[str, Any]:
    return {"key": event.stream_id, "act": event.kind, "on": event.on.isoformat(), "by": event.actor_id}


def _tell_of_role(key: str, payload: Mapping[str, Any]) -> None:
    row = Membership.objects.select_related("user", "organ").get(key=payload["key"])
    if payload["act"] in {"appoint", "entrust"}:
        title, why = f"您担任{_post(row)}", _span(row)
    else:
        title, why = f"您不再担任{_post(row)}", f"自 {payload['on']} 起"
    _tell_others([(row.user, title)], key, why, payload)


def _tell_of_substitution(key: str, payload: Mapping[str, Any]) -> None:
    row = Substitution.objects.select_related("user", "substitute", "organ").get(key=payload["key"])
    if payload["act"] == "substitute":
        told = [(row.substitute, f"请您代{row.user}：{_post(row)}"), (row.user, f"{row.substitute}代您：{_post(row)}")]
        why = _span(row)
    else:
        told = [
            (row.substitute, f"不再代{row.user}：{_post(row)}"),
            (row.user, f"{row.substitute}不再代您：{_post(row)}"),
        ]
        why = f"自 {payload['on']} 起"
    _tell_others(told, key, why, payload)


def _tell_others(told: Iterable[tuple[User, str]], key: str, why: str, payload: Mapping[str, Any]) -> None:
    for user, title in told:
        if user.pk != payload["by"]:
            tell([user], key=key, title=title, url=reverse("office:me"), why=why)


def tell_of_ending(on: date) -> None:
    """Those whose role or substitution ends within a week."""
    for row, user in _ending(on, on + timedelta(ENDS_SOON)):
        kind = "岗位" if isinstance(row, Membership) else "代班"
        tell(
            [user],
            key=f"ending:{row.key}:{row.until}",
            title=f"您的{kind}将到期：{_post(row)}",
            url=reverse("office:me"),
            why=f"到 {row.until} 为止，以后自动失去权限。需要续任的，请告诉政府信息公开工作机构负责人。",
        )


def _ending(first: date, last: date) -> Iterator[tuple[Membership | Substitution, User]]:
    soon = {"until__range": (first, last)}
    for row in Membership.objects.filter(**soon).exclude(state="ended").select_related("user", "organ"):
        yield row, row.user
    for row in Substitution.objects.filter(**soon).exclude(state="ended").select_related("substitute", "organ"):
        yield row, row.substitute


def _post(row: Membership | Substitution) -> str:
    return f"{row.organ or '全站'}{row.get_role_display()}"


def _span(row: Membership | Substitution) -> str:
    return f"自 {row.since} 起" + (f"，至 {row.until} 止" if row.until else "")
