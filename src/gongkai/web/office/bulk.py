"""One act on many rows: what would happen to each, then each in its own transaction, then a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts import access, acts
from gongkai.web.accounts.acts import Act
from gongkai.web.accounts.errors import Refused
from gongkai.web.accounts.models import User
from gongkai.web.audit.errors import Collision
from gongkai.web.office.worklist import Bulk, Worklist

AT_ONCE = 200
"""As many as one page and one request take."""
REFUSALS = (Refused, RegulationError, Collision)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would happen, or did happen, to one thing. `why_not` is empty where the act can be or was done."""

    thing: Model
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A bulk act on what someone picked. Rows that he may not see are not in it, and nobody says that they exist."""

    worklist: Worklist
    bulk: Bulk
    outcomes: tuple[Outcome, ...]

    @property
    def act(self) -> Act:
        """The act's row in the table of its kind."""
        return acts.table_of(self.worklist.model).act(self.bulk.act)

    @property
    def possible(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if not one.why_not)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.why_not)


def plan(worklist: Worklist, act: str, picked: Sequence[int], *, by: User) -> Plan | None:
    """What the act would do to each. None where the list has no such bulk act."""
    bulk = next((one for one in worklist.bulk if one.act == act), None)
    if bulk is None:
        return None
    things = worklist.rows(by).filter(pk__in=list(picked)[:AT_ONCE]).order_by("pk")
    return Plan(worklist, bulk, tuple(Outcome(thing, access.can(by, act, thing).refusal) for thing in things))


def carry_out(planned: Plan, *, by: User, on: date, option: str = "") -> Plan:
    """Do it, one transaction a row. What is refused meanwhile is in the report; the others are done all the same."""
    return Plan(planned.worklist, planned.bulk, tuple(_done(planned, by, on, option)))


def _done(planned: Plan, by: User, on: date, option: str) -> Iterator[Outcome]:
    for one in planned.outcomes:
        if one.why_not:
            yield one
            continue
        try:
            planned.bulk.perform(one.thing, by, on, *([option] if planned.bulk.options else []))
        except REFUSALS as error:
            yield Outcome(one.thing, str(error))
        else:
            yield Outcome(one.thing)
