"""What is proposed for destruction: by the organ's own periods, never what is held, never to anyone but the head."""

import pytest
from django.test import Client

from gongkai.web.applications.acts import retention
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.archive import case_file
from gongkai.web.applications.archive.worklists import over
from gongkai.web.applications.rules_of import months_before
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.office import reminders
from gongkai.web.office.models import Notice
from gongkai.web.ui import clock
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day

OVER = day("2030-03-11")


@pytest.fixture
def archived(application):
    decided(application, day("2025-03-10"))
    do(application, "serve", by=CONSOLE, on=day("2025-03-11"))
    do(application, "archive", by=CONSOLE, on=day("2025-03-12"))
    return application


def test_it_stands_on_the_list_from_the_day_on_which_it_may_go(archived, head) -> None:
    for on, found in (("2030-03-10", []), ("2030-03-11", [archived])):
        with clock.fixed(day(on)):
            assert list(over(head)) == found


def test_what_a_dispute_needs_is_not_proposed(archived, head) -> None:
    with clock.fixed(OVER):
        do(archived, "hold_records", by=CONSOLE, on=OVER)
        assert not over(head).exists()


def test_the_case_file_comes_again_when_its_own_time_is_over(archived, head) -> None:
    case_file.keep(archived, by=CONSOLE, on=day("2025-03-12"))
    with clock.fixed(OVER):
        retention.erase_particulars(archived, by=head, on=OVER)
        assert not over(head).exists()
    for on, found in (("2035-12-31", []), ("2036-01-01", [archived])):
        with clock.fixed(day(on)):
            assert list(over(head)) == found


def test_nobody_else_is_asked(archived, handler, leader) -> None:
    with clock.fixed(OVER):
        assert not over(handler).exists()
        assert not over(leader).exists()


def test_the_head_is_told_of_a_morning_and_destroys_what_he_picked(archived, head, client: Client, settings) -> None:
    settings.MFA_REQUIRED = False
    with clock.fixed(OVER):
        reminders.remind(OVER)
        assert Notice.objects.filter(user=head, title__contains="1 件保存期满").exists()
        client.force_login(head)
        picked = {"act": "erase_particulars", "pick": [archived.pk]}
        shown = client.post("/office/lists/retention/together/", picked)
        assert "将要办理" in shown.content.decode()
        archived.refresh_from_db()
        assert archived.erased_on is None
        client.post("/office/lists/retention/together-done/", picked)
    archived.refresh_from_db()
    assert archived.erased_on == OVER


@pytest.mark.parametrize(
    ("on", "expected"), [("2030-03-31", "2029-03-31"), ("2028-02-29", "2027-02-28"), ("2029-03-01", "2028-03-01")]
)
def test_the_last_day_whose_time_is_over(on: str, expected: str) -> None:
    assert months_before(day(on), 12) == day(expected)
