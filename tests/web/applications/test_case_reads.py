"""The page of a case asks the database as often, whatever has happened in it and however much of it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.receipt import Channel
from gongkai.web.accounts.models import User
from gongkai.web.applications.acts import consulting, deciding, intake
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.material import LISTED
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock, memory
from tests.web.applications.cases import RECEIVED, a_draft, a_submission, passed
from tests.web.applications.conftest import day
from tests.web.page import page_of

MOST = 8
"""Session, person, his roles, the stamp of what is kept, the case, his notices, its events, its words."""
ON = day("2025-03-11")


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(day("2025-03-20")), memory.one_memory():
        yield


@pytest.fixture
def asked(handler: User, leader: User) -> Callable[[Application], list[int]]:
    """How often handler and leader ask the database for the page; what is kept of the organ is there already."""
    clients = []
    for user in (handler, leader):
        clients.append(Client())
        clients[-1].force_login(user)

    def count(thing: Application) -> list[int]:
        found = []
        for client in clients:
            client.get(reverse("applications:case", args=[thing.key]))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(reverse("applications:case", args=[thing.key])).status_code == 200
            found.append(len(queries))
        return found

    return count


def noted(thing: Application, upto: int) -> None:
    for number in range(thing.version, upto):
        do(thing, "add_note", by=CONSOLE, on=ON, words={"note": f"备注{number}"})


def test_however_long_its_history(client, handler, application, asked) -> None:
    for entries in (4, 60, 600):
        noted(application, entries)
        assert asked(application) == [MOST, MOST], entries
    client.force_login(handler)
    page = reverse("applications:case", args=[application.key])
    first, second = page_of(client.get(page)).text, page_of(client.get(f"{page}?page=2")).text
    assert ("备注599" in first, "备注589" in first) == (True, False)
    assert ("备注589" in second, "备注599" in second) == (True, False)
    assert "第 11 至 20 条，共 600 条" in second


def test_whatever_else_is_in_it(application, asked) -> None:
    passed(application, ON)
    for number in range(3):
        party = {"name": f"虚构{number}", "concerns": "报价"}
        consulting.consult_third_party(application, by=CONSOLE, on=ON, party=party)
        consulting.consult_organ(
            application, "consult_joint_organ", by=CONSOLE, on=ON, name=f"第{number}局", concerns="x"
        )
        words = dict.fromkeys(("what", "where", "keywords", "searcher", "result"), "写明")
        do(application, "log_search", by=CONSOLE, on=ON, words=words)
        office = {"title": f"第{number}份文书", "files": [{"key": str(application.key), "type": "pdf"}] * 3}
        do(application, "attach_redaction", by=CONSOLE, on=ON, office=office)
        do(application, "propose_fee", by=CONSOLE, on=ON, office={"yuan": 40}, words={"reason": "页数多"})
        assert asked(application) == [MOST, MOST], number


def test_however_many_items_were_asked_for(water: Organ, asked) -> None:
    items = [{"description": f"第{number}件"} for number in range(1, 31)]
    entered = intake.arrive(water, a_submission(items=items), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    thing = entered.application
    drafts = [a_draft(Outcome.REFUSED_PROCESS, item=item, grounds=(Ground.PROCESS,)) for item in range(1, 31)]
    deciding.propose_reply(thing, by=CONSOLE, on=ON, drafts=drafts)
    assert asked(thing) == [MOST, MOST]


def test_of_very_many_papers_the_newest_are_listed_and_all_on_request(client, handler, application, asked) -> None:
    for number in range(1, LISTED + 11):
        office = {"title": f"第{number:03d}份", "files": [{"key": str(application.key), "type": "pdf"}]}
        do(application, "attach_redaction", by=CONSOLE, on=ON, office=office)
    assert asked(application) == [MOST, MOST]
    client.force_login(handler)
    page = reverse("applications:case", args=[application.key])
    newest, every = page_of(client.get(page)).text, page_of(client.get(f"{page}?papers=all")).text
    assert ("第070份" in newest, "第011份" in newest, "第010份" in newest) == (True, True, False)
    assert ("第001份" in every, "没有列出" in every) == (True, False)
