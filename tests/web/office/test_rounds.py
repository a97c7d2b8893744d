"""The morning's round: once a working day, however many workers run; and what it tells of desks."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from gongkai.web.audit import effects
from gongkai.web.office import notices, reminders, rounds
from gongkai.web.office.models import Notice, Round
from tests.cli.test_serve import GONGKAI, env_with
from tests.web.audit.test_kill import a_database
from tests.web.factories import an_organ
from tests.web.office.cases import DAY, a_case, a_handler
from tests.web.work import work_off

SATURDAY = date(2025, 2, 22)


def at(hour: int, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, 30), tzinfo=UTC)


@pytest.fixture
def handler(db, that_day):
    return a_handler(an_organ("青石县水利局"), email="li@qingshi.example")


def test_it_comes_once_a_working_day_after_its_hour(handler, settings) -> None:
    ordered = []
    for day, hour in ((DAY, 7), (DAY, 8), (DAY, 9), (DAY, 23), (DAY + timedelta(1), 8), (SATURDAY, 8)):
        settings.TODAY = day
        rounds.tick(at(hour, day))
        work_off()
        ordered.append(DBTaskResult.objects.filter(task_path=rounds.morning.module_path).count())
    assert ordered == [0, 1, 1, 1, 2, 2]


def test_the_nights_comes_once_a_day_also_where_nobody_works(handler, settings, monkeypatch) -> None:
    done: list[date] = []
    monkeypatch.setattr(rounds, "_nightly", [lambda: done.append(settings.TODAY)])
    for day, hour in ((DAY, 2), (DAY, 3), (DAY, 9), (SATURDAY, 3), (SATURDAY, 23)):
        settings.TODAY = day
        rounds.tick(at(hour, day))
        work_off()
    assert done == [DAY, SATURDAY]
    assert not Round.objects.filter(name=rounds.NIGHT, done_at=None).exists()


def test_it_sends_each_person_one_letter_and_none_again(handler) -> None:
    case = a_case(handler.organ, due=DAY + timedelta(2))
    for hour in (8, 9, 10):
        rounds.tick(at(hour))
        work_off()
    (letter,) = mail.outbox
    assert letter.to == ["li@qingshi.example"]
    assert case.title not in letter.subject + letter.body
    assert Round.objects.get(name=rounds.MORNING).done_at is not None


def test_one_that_a_killed_worker_left_is_ordered_again_and_tells_nobody_twice(handler) -> None:
    a_case(handler.organ, due=DAY)
    rounds.tick(at(8))
    mornings = DBTaskResult.objects.filter(task_path=rounds.morning.module_path)
    mornings.get().claim("a worker that was killed")
    reminders.remind(DAY)
    rounds.tick(at(9))
    assert mornings.count() == 1
    rounds.tick(at(11))
    work_off()
    assert (mornings.count(), Notice.objects.count(), len(mail.outbox)) == (2, 1, 1)


def test_someone_is_told_when_a_thing_comes_when_its_day_is_near_and_when_it_is_past(handler) -> None:
    case = a_case(handler.organ, due=DAY + timedelta(10))
    for days in (0, 1, 7, 8, 11, 12):
        reminders.remind(DAY + timedelta(days))
    assert [notice.title[:4] for notice in Notice.objects.order_by("pk")] == ["新的待办", "即将到期", "已经逾期"]
    assert "到期日 2025-02-27。办结：等待答复（青石县水利局）" in Notice.objects.last().why
    case.due_on = DAY + timedelta(14)
    case.save()
    reminders.remind(DAY + timedelta(12))
    assert Notice.objects.last().title.startswith("即将到期")


def test_only_who_holds_a_role_on_that_day_is_reminded(handler) -> None:
    a_case(handler.organ)
    a_handler(an_organ()).memberships.update(until=DAY - timedelta(1))
    a_handler(handler.organ, is_active=False)
    reminders.remind(DAY)
    assert [notice.user for notice in Notice.objects.all()] == [handler]


def test_at_once_goes_out_at_the_next_beat(handler) -> None:
    notices.choose(handler, notices.Telling.AT_ONCE)
    notices.tell([handler], key="1", title="一件", url="/office/cases/")
    for _ in range(2):
        rounds.tick(at(7))
        work_off()
    assert len(mail.outbox) == 1


def test_what_fails_keeps_nothing_else_away(handler, monkeypatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    notices.choose(handler, notices.Telling.AT_ONCE)
    notices.tell([handler], key="1", title="一件", url="/office/cases/")
    done: list[bool] = []
    monkeypatch.setattr(rounds, "_also", [broken, lambda: done.append(True)])
    monkeypatch.setattr(effects, "retry", broken)
    rounds.tick(at(7))
    work_off()
    assert (len(mail.outbox), done) == (1, [True])


def test_a_notice_longer_than_its_line_is_cut_and_told(handler) -> None:
    notices.tell([handler], key="1", title="长" * 300, url="/office/cases/", why="长" * 500)
    notice = Notice.objects.get()
    assert (len(notice.title), len(notice.why), notice.title[-1]) == (200, 400, "…")


_ENTER = """
import django; django.setup()
from gongkai.web.config.setup import prepare; prepare()
from gongkai.web.accounts.models import User
from gongkai.web.office.notices import tell
users = [User.objects.create(username=f"p{n}", name="某", email=f"p{n}@qingshi.example") for n in range(30)]
tell(users, key="1", title="王某某的申请", url="/office/")
"""


def test_three_workers_at_once_send_each_letter_once(tmp_path: Path) -> None:
    """Real processes; without a mail server a letter is printed."""
    with a_database() as database:
        env = {**env_with(tmp_path), **database, "GONGKAI_DIGEST_AT": "00:00", "GONGKAI_TODAY": "2025-02-17"}
        env["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"
        subprocess.run([sys.executable, "-c", _ENTER], env=env, check=True)
        for expected in (1, 0):
            command = [GONGKAI, "worker", "--batch"]
            workers = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) for _ in "123"]
            printed = "".join(worker.communicate(timeout=120)[0] for worker in workers)
            assert [worker.returncode for worker in workers] == [0, 0, 0]
            assert "王某某" not in printed
            counts = [printed.count(f"To: p{number}@qingshi.example") for number in range(30)]
            assert counts == [expected] * 30
