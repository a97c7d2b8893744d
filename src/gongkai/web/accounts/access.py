"""May this person do that? One answer for an object and for a list, both from his standing and the table of acts.

A stranger learns nothing: what he may not see is not there (404). Who may see a thing but not do the act is told which
roles may (403).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import QuerySet

from gongkai.web.accounts.acts import Act, ActTable, table_of
from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.models import User
from gongkai.web.accounts.queries import standing_of
from gongkai.web.accounts.roles import Role
from gongkai.web.accounts.standing import Grant, Standing
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today

Person = User | AnonymousUser
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Answer:
    """True where he may. Else `refusal` says why not and what to do, and `is_hidden` that he may not even look."""

    grant: Grant | None = None
    refusal: str = ""
    is_hidden: bool = False

    def __bool__(self) -> bool:
        return self.grant is not None


def standing(user: Person) -> Standing:
    """What he holds today: kept on the person for one request by the middleware, read anew everywhere else."""
    kept = getattr(user, "standing", None)
    return standing_of(user, on=today()) if kept is None else kept


def organ_of(thing: models.Model) -> Organ | None:
    """The organ that the thing belongs to, by the way that its table names."""
    found: models.Model | None = thing
    for step in filter(None, table_of(type(thing)).organ.split("__")):
        found = getattr(found, step) if found is not None else None
    return found if isinstance(found, Organ) else None


def can(user: Person, act: str, thing: models.Model) -> Answer:
    """May he do this act to this thing as it stands? Whatever made it refuse is in the answer."""
    table = table_of(type(thing))
    answer = permitted(standing(user), table, table.act(act), organ_of(thing))
    state = getattr(thing, "state", None)
    if answer and state is not None and thing.pk is not None and state not in table.act(act).allowed_from:
        return Answer(refusal=wrong_state(table, table.act(act), state))
    return answer


def permitted(held: Standing, table: ActTable, act: Act, organ: Organ | None) -> Answer:
    """The half of `can` that asks for the role alone."""
    grant = held.grant_for(act.roles, organ)
    if grant is not None:
        return Answer(grant)
    if held.grant_for(table.seen_by, organ) is None:
        return Answer(refusal="没有这项内容，或者它不在您的工作范围内。", is_hidden=True)
    where = f"在“{organ}”" if organ else "在全站"
    return Answer(
        refusal=f"“{act.label}”要由{where}担任{act.who}的人员办理（{act.citation}）。如果这是您的工作，"
        "请向本机关的系统管理员申请岗位。"
    )


def wrong_state(table: ActTable, act: Act, state: str) -> str:
    """Why the state does not allow the act, in one sentence."""
    wanted = "、".join(f"“{table.state_label(name)}”" for name in sorted(act.allowed_from))
    return f"这项{table.label}现在是“{table.state_label(state)}”，“{act.label}”只能在{wanted}时办理。"


def require(user: Person, act: str, thing: models.Model) -> Grant:
    """The grant by which he may do it. Raises Forbidden or Hidden. The state is the act's own affair (audit.acting)."""
    table = table_of(type(thing))
    return granted(permitted(standing(user), table, table.act(act), organ_of(thing)))


def granted(answer: Answer) -> Grant:
    """The grant of an answer. Raises Forbidden or Hidden where it is a refusal."""
    if answer.grant is not None:
        return answer.grant
    raise (Hidden if answer.is_hidden else Forbidden)(answer.refusal)


def visible_to(user: Person, queryset: QuerySet[Row]) -> QuerySet[Row]:
    """The rows that he may see."""
    return _covered(user, queryset, table_of(queryset.model).seen_by)


def open_to(user: Person, act: str, queryset: QuerySet[Row]) -> QuerySet[Row]:
    """The rows to which he may do this act now: those for which `can` says yes."""
    row = table_of(queryset.model).act(act)
    return _covered(user, queryset, row.roles).filter(state__in=row.allowed_from)


def _covered(user: Person, queryset: QuerySet[Row], roles: Iterable[Role]) -> QuerySet[Row]:
    way = table_of(queryset.model).organ
    condition = standing(user).condition(roles, way)
    if condition is None:
        return queryset.none()
    # `can` asks each row for its organ and that organ's successor: bring both with the row
    return queryset.filter(condition).select_related(f"{way}__successor" if way else "successor")


def acts_open_to(user: Person, thing: models.Model) -> tuple[Act, ...]:
    """What he may do to this thing as it stands, in the table's order: the buttons of its page."""
    table, held, organ = table_of(type(thing)), standing(user), organ_of(thing)
    state = getattr(thing, "state", "")
    return tuple(act for act in table.open_in(state) if not act.starts and held.grant_for(act.roles, organ))
