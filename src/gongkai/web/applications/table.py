"""The one table of acts on an application: the Regulation's own (regulation.acts), and the office's (acts.yaml)."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation import acts as law
from gongkai.regulation.acts import ACTS, STATES, State
from gongkai.regulation.citation import cite
from gongkai.web.accounts.acts import NEW, Act, ActTable
from gongkai.web.accounts.roles import Role

WHO: Mapping[law.Role, frozenset[Role]] = {
    law.Role.INTAKE: frozenset({Role.CLERK, Role.HANDLER}),
    law.Role.HANDLER: frozenset({Role.HANDLER}),
    law.Role.OFFICE_HEAD: frozenset({Role.HEAD}),
    law.Role.LEADER: frozenset({Role.LEADER}),
}
"""Which roles (岗位) do the work of each role that the Regulation knows."""
SEEN_BY = frozenset(
    {Role.CLERK, Role.HANDLER, Role.REVIEWER, Role.SECRECY_REVIEWER, Role.LEADER, Role.HEAD, Role.SUPERVISOR}
)
CORRECT = ACTS[law.EventKind.SUPERSEDED].name
"""更正记录: the act by which a wrong record is replaced."""
BY_LAW: Mapping[str, law.Act] = {act.name: act for act in ACTS.values()}
"""The Regulation's acts by name."""


@cache
def table() -> ActTable:
    """Raises ActsError where a row is not whole."""
    states = {state.value: entry.label for state, entry in STATES.items() if state.value != NEW}
    acts = {**{name: _of_law(act) for name, act in BY_LAW.items()}, **{act.name: act for act in _of_the_office()}}
    return ActTable("application", "申请", "organ", states, acts, SEEN_BY)


def _of_law(act: law.Act) -> Act:
    return Act(
        name=act.name,
        label=act.label,
        allowed_from=frozenset(state.value for state in act.allowed_from),
        leads_to=frozenset(state.value for state in act.leads_to) - {NEW},
        roles=WHO[act.role],
        citation=act.citation,
        since=act.since,
        outside=act.outside,
    )


def _of_the_office() -> Iterator[Act]:
    data = yaml.load(
        resources.files("gongkai.web.applications").joinpath("acts.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    groups = {"begun": [state.value for state in State if state is not State.NEW], **data["groups"]}
    for name, entry in data["acts"].items():
        yield _of_office(name, entry, groups)


def _of_office(name: str, entry: Mapping[str, Any], groups: Mapping[str, Iterable[str]]) -> Act:
    states = frozenset(groups.get(entry["from"], [entry["from"]]))
    return Act(
        name=name,
        label=entry["label"],
        allowed_from=states,
        leads_to=states,
        roles=frozenset(Role(role) for role in entry["roles"]),
        citation=cite(entry["reference"]),
        confirm=entry.get("confirm", ""),
        outside=frozenset(map(law.Outsider, entry.get("outside", ()))),
    )
