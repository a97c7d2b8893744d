"""The day and the people of the applications' tests, and somebody in the asked organ."""

from typing import Any

import pytest
from django.test import Client

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts.consulting import consult_organ, consult_third_party
from gongkai.web.applications.models import Application
from gongkai.web.organs.models import Organ
from tests.web.applications.conftest import application, day, handler, ledger_holds, reviewer, school, water
from tests.web.directory.conftest import enrolled
from tests.web.work import work_off

__all__ = ["application", "handler", "ledger_holds", "reviewer", "school", "water"]

ASKED = day("2025-03-05")


@pytest.fixture
def teacher(school: Organ) -> User:
    """Handles applications in the asked organ."""
    return enrolled("teacher", Role.HANDLER, at=school)


@pytest.fixture
def asked(application, handler, school, teacher, settings) -> Application:
    """Two letters on one day: one with a code, one to the desk of the other organ."""
    settings.MFA_REQUIRED = False
    party = {"name": "乙公司", "concerns": "投标报价"}
    consult_third_party(application, by=handler, on=ASKED, party=party, received_on=ASKED)
    consult_organ(application, "consult_joint_organ", by=handler, on=ASKED, name=school.name, concerns="联合印发的通知")
    work_off()
    application.refresh_from_db()
    return application


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client
