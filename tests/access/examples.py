"""For every address of the office an example: the words of its address, and someone of each sort.

An address whose view names an act needs no example of its own: who is right and who is wrong is read from the table of
acts. What a kind's thing is, is said once below.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Model

from gongkai.regulation.receipt import Channel
from gongkai.regulation.workdays import plain, read_announcement
from gongkai.web.accounts.acts import Act
from gongkai.web.accounts.doors import Rule
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import intake
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.calendar.models import HolidayNotice, Purpose, Reckoning
from gongkai.web.consultations.actions import receive_consultation
from gongkai.web.consultations.models import Consultation
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Organ
from gongkai.web.rules.models import OrganSettings
from gongkai.web.stationery.models import LetterTemplate
from tests.regulation.holiday_papers import OF_2027
from tests.web.applications.cases import a_submission
from tests.web.factories import a_membership, a_person, a_stored_file, an_organ
from tests.web.stationery.templates import a_template

TESTS = Path(__file__).resolve().parents[1] / "web"


@dataclass(frozen=True)
class World:
    """One organ with its people, and another that has nothing to do with it."""

    organ: Organ
    other: Organ
    things: Mapping[type[Model], Model]

    def someone(self, role: Role, *, at: Organ) -> User:
        return a_person("", role, at=at)


def a_world() -> World:
    organ, other = an_organ("青石县水利局"), an_organ("白沙县水利局")
    person, away = a_person("在册人员", at=organ), a_person("离岗人员", Role.CLERK, at=organ)
    row = a_membership(person, Role.CLERK, at=organ)
    lent = Substitution.objects.create(
        user=away, substitute=person, organ=organ, role=Role.CLERK, since="2019-05-15", until="2999-12-31"
    )
    entered = intake.arrive(organ, a_submission(), by=CONSOLE, on=date(2025, 3, 3), channel=Channel.IN_PERSON)
    asking = intake.arrive(other, a_submission(), by=CONSOLE, on=date(2025, 3, 3), channel=Channel.IN_PERSON)
    notice = HolidayNotice.objects.create(
        key="2027-1", year=2027, revision=1, organ=organ, number="国办发明电〔2026〕9号", issued="2026-11-04",
        holidays=plain(read_announcement(OF_2027).notice), source=OF_2027,
    )  # fmt: skip
    Reckoning.objects.create(notice=notice, purpose=Purpose.REHEARSAL)
    own = OrganSettings.objects.create(key=organ.code, organ=organ)
    things = {
        Organ: organ,
        User: person,
        Membership: row,
        Substitution: lent,
        StoredFile: a_stored_file(organ),
        HolidayNotice: notice,
        OrganSettings: own,
        Application: entered.application,
        LetterTemplate: a_template(organ),
        Consultation: receive_consultation(
            organ,
            asking.application,
            asks="consult_joint_organ",
            number=1,
            name=organ.name,
            question=None,
            on=date(2025, 3, 4),
            limit=date(2025, 3, 25),
        ),
    }
    return World(organ, other, things)


WORDS: dict[type[Model], Callable[[Any], dict[str, Any]]] = {
    Organ: lambda organ: {"code": organ.code},
    User: lambda user: {"key": user.key},
    Membership: lambda row: {"key": row.key},
    Substitution: lambda row: {"key": row.key},
    Application: lambda row: {"key": row.key},
    LetterTemplate: lambda row: {"key": row.key},
    Consultation: lambda row: {"key": row.key},
    StoredFile: lambda file: {"key": file.key},
    HolidayNotice: lambda notice: {"key": notice.key},
    OrganSettings: lambda own: {"key": own.key},
}
"""How an address names a thing of each kind."""

PLACES = {"year": 2026, "key": "2027-1", "purpose": "rehearsal", "run": "00000000-0000-4000-8000-000000000000"}
"""What fills an address that finds no thing of a kind."""


def address_of(route: str, rule: Rule, world: World) -> str:
    """The address of an example. Fails for a kind, or a word of the address, of which nothing is said above."""
    if rule.finds_a_thing:
        assert rule.of in WORDS, f"{route}: examples.py names no {rule.of.__name__}"
    for word, value in (WORDS[rule.of](world.things[rule.of]) if rule.finds_a_thing else PLACES).items():
        for sort in ("slug", "uuid", "int"):
            route = route.replace(f"<{sort}:{word}>", str(value))
    assert not set(route) & set("<>()[]"), f"{route}: examples.py does not say how to fill it"
    return f"/{route}"


def named_tests_of(act: Act) -> list[str]:
    """The names of the tests in the file of the act, wherever it stands."""
    files = TESTS.rglob(f"test_{act.name}.py")
    return [name for file in files for name in re.findall(r"^ *def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)]
