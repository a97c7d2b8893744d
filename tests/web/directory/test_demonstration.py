"""Accounts for whoever wants to see the office at work."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.directory import demonstration
from tests.web.directory.conftest import enrolled


@pytest.fixture
def loaded(settings, capsys) -> str:
    settings.DEMONSTRATION = True
    settings.DEMO_PASSWORD = "shown-at-start"  # noqa: S105
    call_command("load_demo")
    return capsys.readouterr().out


def test_it_tells_one_account_a_role_and_each_opens_the_office(loaded: str) -> None:
    assert "密码都是 shown-at-start" in loaded
    lines = loaded.splitlines()[1:]
    assert [role.label in line for role, line in zip(Role, lines, strict=True)] == [True] * len(Role)
    for line in lines:
        client = Client()
        client.post(reverse("account_login"), {"login": line.split()[0], "password": "shown-at-start"})
        assert client.get(reverse("office:organs")).status_code == 200


def test_it_can_be_loaded_again_with_another_password(loaded: str, settings) -> None:
    settings.DEMO_PASSWORD = ""
    call_command("load_demo")
    assert User.objects.count() == len(Role)
    assert not User.objects.first().check_password("shown-at-start")


def test_it_does_not_mix_with_people_of_ones_own() -> None:
    enrolled("zhang")
    with pytest.raises(CommandError, match=r"已有正式账号（zhang）"):
        call_command("load_demo")
    with pytest.raises(demonstration.RealData):
        demonstration.accounts("x")
