"""The invented applications: every state is there, the figures are the reports', and loading again changes nothing."""

import pytest
from django.core.management import call_command

from gongkai.web.applications.demonstration import load
from gongkai.web.applications.models import Application
from gongkai.web.applications.table import table
from gongkai.web.audit.models import Event
from gongkai.web.ui import clock
from tests.web.applications.conftest import day


@pytest.fixture
def loaded(settings):
    with clock.fixed(day("2026-11-20")):
        call_command("load_demo")
        yield


def test_every_state_is_there_and_some_are_late(loaded) -> None:
    assert set(Application.objects.values_list("state", flat=True)) == set(table().states)
    assert Application.objects.filter(is_open=True, due_on__lt=day("2026-11-20")).count() >= 3


def test_the_figures_are_those_of_the_reports(loaded) -> None:
    eight = Application.objects.filter(organ__code="zhengdong-shehuishiye", year=2023)
    kinds = sorted(eight.values_list("applicant_kind", "outcome"))
    assert kinds == [("legal_service", "granted")] * 3 + [("natural_person", "granted")] * 5
    one = Application.objects.get(organ__code="kaifeng-zhengwufuwu", year=2023)
    assert (one.applicant_kind, one.outcome) == ("natural_person", "unavailable.not_held")


def test_whoever_did_something_has_the_role_for_it(loaded) -> None:
    one = Application.objects.filter(organ__code="kaifeng-zhengwufuwu", state="decided").first()
    of_it = Event.objects.filter(stream_kind="application", stream_id=str(one.key)).select_related("actor")
    did = {event.kind: event.actor.username for event in of_it}
    assert did["propose_reply"] == "demo-handler"
    assert did["give_secrecy_opinion"] == "demo-secrecy-reviewer"
    assert did["decide"] == "demo-leader"


def test_an_applicant_reads_how_the_offices_are_reached(loaded, client) -> None:
    assert "政府信息公开办公室（演示）" in client.get("/apply/?organ=kaifeng-zhengwufuwu").content.decode()


def test_loading_again_changes_nothing(loaded) -> None:
    before = Application.objects.count()
    assert load() == 0
    assert Application.objects.count() == before
