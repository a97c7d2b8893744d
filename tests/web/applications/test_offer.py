"""What the page offers is what the act accepts: every act on every invented case, tried and undone."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from gongkai.regulation.errors import RegulationError
from gongkai.regulation.events import EVENT_TYPES, Asked, DeliveryWay, Opinion, Superseded
from gongkai.regulation.outcomes import Outcome
from gongkai.web.accounts.errors import Refused
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.case import CasePage
from gongkai.web.applications.proposals import record_of
from gongkai.web.applications.recorded import in_force, is_of_law, legal, legal_number
from gongkai.web.applications.table import BY_LAW, CORRECT
from gongkai.web.audit.models import Event
from gongkai.web.ui import clock
from tests.web.applications.cases import a_draft
from tests.web.applications.conftest import day
from tests.web.directory.conftest import enrolled

ON = day("2026-11-20")
EVERY = (Role.CLERK, Role.HANDLER, Role.REVIEWER, Role.SECRECY_REVIEWER, Role.LEADER, Role.HEAD)


@pytest.fixture
def cases(settings) -> Iterator[list[Application]]:
    """Of the invented cases one of each course: of all that have been through the same acts, the first."""
    settings.MFA_REQUIRED = False
    with clock.fixed(ON):
        call_command("load_demo")
        courses: dict[tuple[str, ...], Application] = {}
        for thing in Application.objects.select_related("organ").order_by("pk"):
            acts = Event.objects.filter(stream_kind="application", stream_id=str(thing.key)).order_by("number")
            courses.setdefault((thing.state, *acts.values_list("kind", flat=True)), thing)
        yield list(courses.values())


def everybody(thing: Application) -> User:
    """One person with every role in the organ of the case."""
    username = f"all-{thing.organ.code}"
    return User.objects.filter(username=username).first() or enrolled(username, *EVERY, at=thing.organ)


def words_of_law(thing: Application, page: CasePage, act: str) -> Mapping[str, Any]:
    """What the event of the law holds beside its day, as somebody would enter it who knows the case."""
    cls = EVENT_TYPES[BY_LAW[act].records]
    if cls is Superseded:
        record = [one for one in in_force(page.material.past) if is_of_law(one) and one.kind != CORRECT]
        return {
            "number": legal_number(page.material.past, record[-1].number),
            "reason": "记错",
            "by": legal(record[-1]),
        }
    known = {
        "number": "", "workdays": 5, "yuan": 40, "approved_on": ON, "approver": "主任", "until": day("2027-01-04"),
        "into": "另一件", "to": "另一个机关", "way": DeliveryWay.POST, "opinion": Opinion.AGREES,
        "outcome": page.proposal.outcome if page.proposal else Outcome.GRANTED,
    }  # fmt: skip
    asked = [name for name in cls.__dataclass_fields__ if name in known]
    named = {"name": _name(page, cls)} if "name" in cls.__dataclass_fields__ else {}
    return {**{name: known[name] for name in asked}, **named}


def _name(page: CasePage, cls: Any) -> str:
    """Whoever was not asked yet, or whose answer is waited for."""
    if issubclass(cls, Asked):
        return "另一方"
    waiting = [one for one in page.standing.letters if not one.answered_on and one.inquiry is cls.inquiry]
    return waiting[0].name if waiting else ""


def another(thing: Application) -> str:
    return str(Application.objects.exclude(pk=thing.pk).first().key)


def words_of_office(thing: Application, act: str) -> Mapping[str, Any]:
    if act == "propose_reply":
        return {"replies": [record_of(a_draft(item=item).whole) for item in range(1, thing.items + 1)]}
    known = {"review_reply": {"review": "approved"}, "return_reply": {"review": "returned"},
             "give_secrecy_opinion": {"opinion": "may"}, "ask_extension": {"workdays": 5},
             "propose_fee": {"yuan": 40}, "merge": {"into": another(thing)}}  # fmt: skip
    return known.get(act, {})


def refusal(thing: Application, page: CasePage, act: str, user: User) -> str:
    """What the act itself says against being done today; empty where it is done. It is undone in any case."""
    with transaction.atomic():
        try:
            fields = words_of_law(thing, page, act) if act in BY_LAW else None
            do(thing, act, by=user, on=ON, fields=fields, office=words_of_office(thing, act))
            found = ""
        except (RegulationError, Refused) as error:
            found = str(error)
        transaction.set_rollback(True)
    thing.refresh_from_db()
    return found


def test_every_act_is_offered_if_and_only_if_it_is_accepted(cases) -> None:
    wrong = []
    for thing in cases:
        page = CasePage(thing, everybody(thing), ON)
        for button in page.offer.buttons:
            said = refusal(thing, page, button.act.name, page.user)
            if bool(said) is not bool(button.why_not):
                wrong.append((str(thing), thing.state, button.act.name, button.why_not, said))
    assert wrong == []


def test_the_form_of_what_is_offered_opens(cases, client) -> None:
    wrong = []
    for thing in {one.state: one for one in cases}.values():
        user = everybody(thing)
        client.force_login(user)
        text = client.get(reverse("applications:case", args=[thing.key])).content.decode()
        for button in CasePage(thing, user, ON).offer.buttons:
            if button.why_not and not button.was_possible:
                assert f'href="{button.url}"' not in text or button.act.name == "make_letter", button
                continue
            assert f'href="{button.url}"' in text, button
            answer = client.get(button.url)
            if answer.status_code != 200 or "没有办成" in answer.content.decode():
                wrong.append((str(thing), thing.state, button.act.name, answer.status_code))
    assert wrong == []


def test_what_is_too_late_today_is_recorded_as_of_the_day_on_which_it_was_done(cases) -> None:
    late = next(one for one in cases if one.state == "handling" and one.due_on and one.due_on < ON)
    page = CasePage(late, everybody(late), ON)
    extend = next(button for button in page.offer.buttons if button.act.name == "extend")
    assert extend.why_not
    assert extend.was_possible
    fields = {"workdays": 20, "approver": "公开办主任", "approved_on": late.received_on}
    do(late, "extend", by=page.user, on=page.material.past[-1].on, fields=fields)
    late.refresh_from_db()
    assert late.due_on > ON
