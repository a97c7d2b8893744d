"""How long the machine works from the sent sign-in form to the desk: two answers, the password's hash among them."""

import os
from collections.abc import Iterator
from importlib import import_module

import django
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings

from tests.bench.measure import Measured, measure

_PASSWORD = "qing-shi-7-shui"  # noqa: S105


def rows() -> Iterator[Measured]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    made = import_module("tests.web.factories")  # models are there only after the set-up
    hashers = import_module("gongkai.web.config.settings").PASSWORD_HASHERS
    with override_settings(MFA_REQUIRED=False, PASSWORD_HASHERS=hashers):
        roles = import_module("gongkai.web.accounts.roles").Role
        user = made.a_person("张三", roles.HEAD, at=made.an_organ("青石县水利局"))
        user.set_password(_PASSWORD)
        user.save()

        def sign_in() -> None:
            cache.clear()  # this many sign-ins a minute are otherwise refused
            client = Client(SERVER_NAME="localhost")
            client.post("/account/sign-in/", {"login": user.username, "password": _PASSWORD})
            assert client.get(settings.LOGIN_REDIRECT_URL).status_code == 200

        yield measure("from the sent password to the desk, on SQLite", sign_in, runs=20, unit="次")
        yield measure("of that the password's hash", lambda: user.check_password(_PASSWORD), runs=20, unit="次")
