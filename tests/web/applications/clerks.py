"""A clerk as a process of his own: python -m tests.web.applications.clerks setup | register | letters | extend DAYS"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"
django.setup()

from gongkai.regulation.organs import Kind, Level  # noqa: E402
from gongkai.regulation.receipt import Channel  # noqa: E402
from gongkai.web.applications.acts import intake  # noqa: E402
from gongkai.web.applications.acts.doing import do  # noqa: E402
from gongkai.web.applications.acts.lettering import make_letter  # noqa: E402
from gongkai.web.applications.models import Application  # noqa: E402
from gongkai.web.applications.queries import events_of  # noqa: E402
from gongkai.web.audit.acting import CONSOLE  # noqa: E402
from gongkai.web.audit.errors import Stale  # noqa: E402
from gongkai.web.config.setup import prepare  # noqa: E402
from gongkai.web.directory import organ_acts  # noqa: E402
from gongkai.web.organs.models import Organ  # noqa: E402
from tests.web.applications.cases import RECEIVED, a_submission  # noqa: E402


def setup() -> None:
    prepare()
    organ_acts.register(
        by=CONSOLE, on=RECEIVED, code="qingshi-shuili", name="青石县水利局", level=Level.COUNTY, kind=Kind.DEPARTMENT
    )
    print(enter(), end="")


def enter() -> str:
    organ = Organ.objects.get(code="qingshi-shuili")
    entered = intake.arrive(organ, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    return entered.application.number


def register() -> None:
    print(" ".join(enter() for _ in range(8)), end="")


def extend() -> None:
    """By the page that both had open: version 2."""
    one = Application.objects.select_related("organ").get(number="qingshi-shuili-2025-00001")
    try:
        do(one, "extend", by=CONSOLE, on=RECEIVED, fields={"workdays": int(sys.argv[2])}, version=2)
    except Stale:
        print("stale", end="")
    else:
        print(one.due_on, end="")


def letters() -> None:
    """Five letters of one class, each on a case of its own."""
    for _ in range(5):
        one = Application.objects.select_related("organ").get(number=enter())
        given = {"unclear": "年度", "guidance": "写明文号", "period": 10, "contact": "公开办"}
        make_letter(one, by=CONSOLE, on=RECEIVED, letter="correction_notice", given=given)
        print(events_of(one).last().payload["office"]["number"], end=" ")


if __name__ == "__main__":
    globals()[sys.argv[1]]()
