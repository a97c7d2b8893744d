"""A visitor as a process of his own: python -m tests.web.apply.visitor setup | send COOKIE | ask COOKIE | guess …"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"
django.setup()

from datetime import timedelta  # noqa: E402

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.regulation.organs import Kind, Level  # noqa: E402
from gongkai.web.applications.acts.consulting import consult_third_party  # noqa: E402
from gongkai.web.applications.models import Application  # noqa: E402
from gongkai.web.apply.form import drafts  # noqa: E402
from gongkai.web.apply.models import Draft  # noqa: E402
from gongkai.web.apply.reply.asking import consultations  # noqa: E402
from gongkai.web.audit.acting import CONSOLE  # noqa: E402
from gongkai.web.config.setup import prepare  # noqa: E402
from gongkai.web.directory import organ_acts  # noqa: E402
from gongkai.web.ui.clock import today  # noqa: E402
from tests.web.apply.conftest import DAY, WORDS  # noqa: E402

HOST = {"HTTP_HOST": "localhost"}


def setup() -> None:
    """An organ, and a draft that is ready to be sent."""
    prepare()
    organ_acts.register(
        by=CONSOLE, on=DAY, code="qingshi-shuili", name="青石县水利局", level=Level.COUNTY, kind=Kind.DEPARTMENT
    )
    client = Client(**HOST)
    client.post("/apply/begin/", {"organ": "qingshi-shuili", "kind": "citizen"})
    assert client.post("/apply/form/", {**WORDS, "check": "1"}).url == "/apply/check/"
    Draft.objects.update(begun_at=timezone.now() - timedelta(minutes=5))
    print(client.cookies[drafts.COOKIE].value, end="")


def send() -> None:
    """The last button, from one of several windows."""
    client = Client(**HOST)
    client.cookies[drafts.COOKIE] = sys.argv[2]
    print(client.post("/apply/check/").status_code, Application.objects.count(), end="")


def ask() -> None:
    """A letter to a third party: its number and code."""
    client, thing = Client(**HOST), Application.objects.get()
    client.cookies[drafts.COOKIE] = sys.argv[2]
    client.post("/apply/receipt/")
    thing.refresh_from_db()
    consult_third_party(thing, by=CONSOLE, on=today(), party={"name": "乙公司"})
    print(thing.number, next(consultations(thing)).code, end="")


def answer() -> None:
    """The letter is answered, from one of several windows."""
    client = Client(**HOST)
    client.post("/reply/", {"number": sys.argv[2], "code": sys.argv[3]})
    print(client.post("/reply/answer/", {"opinion": "agrees", "signer": "乙公司"}).status_code, end="")


def guess() -> None:
    """Codes that are wrong: how many of them were looked at."""
    answers = [Client(**HOST).post("/track/", {"number": sys.argv[2], "code": "AAAABBBBCCCC"}) for _ in range(5)]
    print(sum("对不上" in one.content.decode() for one in answers), end="")


if __name__ == "__main__":
    globals()[sys.argv[1]]()
