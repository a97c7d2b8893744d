"""A process that acts without end, and tells each act once it is acknowledged; and one that works off what follows.

python -m tests.web.audit.busy setup | perish 5 | work | rename-twenty-times shared | order-letter | merge
                             | enrol-until-refused
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.regulation.errors import NotAllowed  # noqa: E402
from gongkai.regulation.organs import Kind as OrganKind  # noqa: E402
from gongkai.regulation.organs import Level  # noqa: E402
from gongkai.web.accounts.letters import send_letter  # noqa: E402
from gongkai.web.audit import effects, kinds  # noqa: E402
from gongkai.web.audit.acting import CONSOLE  # noqa: E402
from gongkai.web.audit.kinds import Effect, Kind  # noqa: E402
from gongkai.web.audit.models import AuditRow  # noqa: E402
from gongkai.web.config.setup import prepare  # noqa: E402
from gongkai.web.directory import organ_acts, people_acts  # noqa: E402
from gongkai.web.organs.models import Organ  # noqa: E402

DAY = date(2025, 2, 17)


def write_down(key: str, payload: object) -> None:
    """An effect that can be counted: one row each time it is done."""
    AuditRow.objects.create(at=timezone.now(), stream_kind="effect", stream_id=key, act="effect", outcome="done")


def send_out(key: str, payload: object) -> None:
    """Something that leaves the machine: counted where a kill cannot take it back, with a while before it is marked."""
    AuditRow.objects.create(at=timezone.now(), stream_kind="sent", stream_id=key, act="effect", outcome="done")
    time.sleep(0.01)


def post(key: str, payload: object) -> None:
    send_letter(key, to="li@qingshi.example", subject="一件", body="一件")


def order_letter() -> None:
    effects.order("letter/1", Effect("post"))


def setup() -> None:
    prepare()
    for code in ("busy", "shared", "ending", "calm"):
        organ_acts.register(by=CONSOLE, on=DAY, code=code, name="某局", level=Level.COUNTY, kind=OrganKind.DEPARTMENT)


def act() -> None:
    organ = Organ.objects.get(code="busy")
    while True:
        organ_acts.rename(organ, by=CONSOLE, on=DAY, name=f"忙局{organ.version + 1}", version=organ.version)
        print(organ.version, flush=True)


def perish() -> None:
    """As many times as the word says: an actor and a worker begin, and each is killed at some moment of its own.

    They are forked from a process that is loaded already, so that the kill meets their work and not their start.
    """
    for _ in range(int(sys.argv[2])):
        born = {_fork(act), _fork(work)}
        for process in random.sample(sorted(born), 2):
            time.sleep(random.uniform(0.02, 0.35))  # noqa: S311
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _fork(do: Callable[[], None]) -> int:
    """The child never comes back: it is killed, or ends loudly."""
    process = os.fork()
    if process == 0:
        try:
            do()
        finally:
            os._exit(1)
    return process


def rename_twenty_times() -> None:
    organ = Organ.objects.get(code=sys.argv[2])
    for number in range(20):
        organ_acts.rename(organ, by=CONSOLE, on=DAY, name=f"忙局{os.getpid()}-{number}")


def enrol_until_refused() -> None:
    """Each is told once it is acknowledged; the refusal ends the process well."""
    organ = Organ.objects.get(code="ending")
    for number in count():
        try:
            people_acts.enrol(by=CONSOLE, on=DAY, username=f"p{os.getpid()}-{number}", name="某", organ=organ)
        except NotAllowed:
            return
        print(number, flush=True)


def merge() -> None:
    organ_acts.merge(Organ.objects.get(code="ending"), by=CONSOLE, on=DAY, into=Organ.objects.get(code="calm"))


def work() -> None:
    call_command("work", batch="--batch" in sys.argv)


if __name__ == "__main__":
    effects.LEASE = timedelta(0)  # nobody waits ten minutes for what a killed worker had in hand
    effects.register("write_down", write_down)
    effects.register_outward("send_out", send_out)
    effects.register_outward("post", post)
    organ_kind = kinds.kind_of(Organ)
    fields = {name: getattr(organ_kind, name) for name in Kind.__slots__}
    kinds._kinds[Organ] = Kind(**{**fields, "effects": lambda _: [Effect("write_down"), Effect("send_out")]})
    globals()[sys.argv[1].replace("-", "_")]()
