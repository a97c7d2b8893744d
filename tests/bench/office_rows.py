"""People and organs for the measuring of lists, and cases as a kind that the office knows."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gongkai.regulation.organs import Kind, Level
from gongkai.web.accounts import acts
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.office import worklist
from gongkai.web.organs.models import Organ
from tests.web.factories import a_person
from tests.web.office.casework.declared import CASES, TABLE
from tests.web.office.casework.models import Case


@contextmanager
def cases_known() -> Iterator[None]:
    """Within this block cases are a kind with a list."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(acts._tables, Case, TABLE)
        patch.setitem(worklist._worklists, CASES.name, CASES)
        yield


def people(organs: int) -> tuple[User, User]:
    """That many organs; someone who works in one, and an operator of all."""
    fields = {"level": Level.COUNTY.value, "kind": Kind.DEPARTMENT.value, "depth": 1}
    rows = [Organ(code=f"organ-{n}", name=f"第{n}局", path=f"{n:04d}", **fields) for n in range(organs)]
    made = Organ.objects.bulk_create(rows)
    return a_person("承办", Role.HANDLER, at=made[organs // 2]), a_person("管理", Role.OPERATOR)
