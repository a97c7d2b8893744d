"""The page that says how the site stands; the command that prints the same; and a failed task put back."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongkai.web.accounts.roles import Role
from gongkai.web.audit import effects, readonly
from gongkai.web.audit.errors import ReadOnly
from gongkai.web.audit.models import AuditRow, SideEffect
from gongkai.web.office import rounds
from gongkai.web.operations import lines, queue, status
from gongkai.web.operations.lines import Line
from gongkai.web.operations.models import LastDone, Work, note
from gongkai.web.operations.worker import Worker
from gongkai.web.ui import clock
from gongkai.web.ui.marks import Tone
from tests.web.factories import a_person, an_organ
from tests.web.page import page_of
from tests.web.work import work_off

pytestmark = pytest.mark.django_db
SECRET = "欧阳娜娜 13912345678"  # noqa: S105


@pytest.fixture(autouse=True)
def a_home_of_its_own(settings, tmp_path: Path):
    settings.HOME, settings.MFA_REQUIRED = tmp_path, False


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(a_person("", Role.OPERATOR, at=an_organ()))
    return client


@pytest.fixture
def handler(monkeypatch):
    """Fails as long as `fails` is true; counts what it has done."""
    calls = {"fails": True, "done": 0}

    def handle(key: str, payload: object) -> None:
        if calls["fails"]:
            raise ValueError(SECRET)
        calls["done"] += 1

    monkeypatch.setitem(effects._handlers, "letter", handle)
    return calls


def ordered(number: int = 1) -> SideEffect:
    row = SideEffect.objects.create(key=f"organ/x/{number}/letter", name="letter")
    effects._order([row])
    return row


def tried_to_the_end() -> None:
    """As often as it is tried by itself."""
    for _ in range(effects.ATTEMPTS):
        Worker().drain()


LABELS = (
    "版本", "办理", "邮件", "日历", "数据库", "数据库结构", "数据密钥", "存储", "病毒扫描", "队列", "失败的事务",
    "后台进程", "每夜清理", "备份", "记录核对", "文件核对",
)  # fmt: skip


def test_page_and_command_say_the_same(desk: Client, capsys) -> None:
    page = page_of(desk.get("/office/status/"))
    note(Work.VERIFY)
    capsys.readouterr()
    with pytest.raises(SystemExit, match="1"):
        call_command("status")
    printed = capsys.readouterr().out
    for label in LABELS:
        assert label in page.text
        assert f"{label}：" in printed
    with pytest.raises(SystemExit):
        call_command("status", "--json")
    told = json.loads(capsys.readouterr().out)
    assert [line["label"] for line in told] == list(LABELS)
    assert {line["tone"] for line in told} <= {"green", "amber", "red"}


def test_every_line_that_is_not_green_says_what_to_do() -> None:
    shown = [line for group in status.status() for line in group.lines]
    assert [line.label for line in shown if line.tone is not Tone.GREEN and not line.what_to_do] == []
    assert [line.label for line in shown if line.tone is Tone.GREEN and line.what_to_do] == []


def test_a_task_that_failed_is_seen_without_its_words_and_put_back(desk: Client, handler) -> None:
    row = ordered()
    tried_to_the_end()
    page = page_of(desk.get("/office/status/"))
    assert "organ/x/1/letter" in page.text
    assert "办了 5 次都没有成" in page.text
    assert "欧阳" not in page.text
    assert lines.failures().tone is Tone.RED
    handler["fails"] = False
    task = next(field["value"] for field in page.all("input") if field["name"] == "task")
    answer = desk.post("/office/status/retry/", {"task": task}, follow=True)
    assert "已把 1 项事务放回队列" in page_of(answer).text
    assert AuditRow.objects.get(act="retry_task").stream_id == task
    Worker().drain()
    row.refresh_from_db()
    assert (handler["done"], row.done_at is not None) == (1, True)
    assert lines.failures().tone is Tone.GREEN
    again = desk.post("/office/status/retry/", {"task": task}, follow=True)
    assert "没有可以放回的事务" in page_of(again).text


def test_all_that_failed_are_put_back_at_once(desk: Client, handler) -> None:
    for number in range(3):
        ordered(number)
    tried_to_the_end()
    handler["fails"] = False
    desk.post("/office/status/retry/", {"all": "1"})
    Worker().drain()
    assert (handler["done"], queue.failed()) == (3, ())


def test_what_is_no_key_is_no_error(desk: Client) -> None:
    for key in ("", "x", str(uuid4()), "'; DROP TABLE"):
        assert desk.post("/office/status/retry/", {"task": key}).status_code == 302


def a_task(**fields: object) -> DBTaskResult:
    """Of another kind than effects."""
    run_after = timezone.now()
    words = {"args": [], "kwargs": {}}
    return DBTaskResult.objects.create(
        task_path="gongkai.web.office.rounds.morning", args_kwargs=words, backend_name="default", run_after=run_after,
        **fields,
    )  # fmt: skip


def test_a_task_whose_process_died_in_its_middle_is_among_them_and_is_put_back(desk: Client) -> None:
    begun = timezone.now() - queue.STUCK_AFTER
    task = a_task(status="RUNNING", started_at=begun + timedelta(minutes=1))
    assert queue.failed() == ()
    DBTaskResult.objects.update(started_at=begun - timedelta(seconds=1))
    (one,) = queue.failed()
    assert (one.what, one.why) == ("morning", "进程中途停止")
    desk.post("/office/status/retry/", {"task": one.key})
    task.refresh_from_db()
    assert (task.status, queue.failed()) == ("READY", ())


def test_an_effect_that_the_read_only_mode_met_is_tried_as_if_it_had_not_been(handler, monkeypatch) -> None:
    row = ordered()

    def refused(key: str, payload: object) -> None:
        raise ReadOnly

    monkeypatch.setitem(effects._handlers, "letter", refused)
    tried_to_the_end()
    row.refresh_from_db()
    assert (row.attempts, row.why) == (0, "")
    handler["fails"] = False
    monkeypatch.setitem(effects._handlers, "letter", lambda *_: None)
    Worker().drain()
    row.refresh_from_db()
    assert row.done_at is not None


def test_what_another_try_has_done_is_no_failure(handler) -> None:
    ordered()
    Worker().drain()
    assert queue.failed() == ()
    handler["fails"] = False
    Worker().drain()
    assert (handler["done"], queue.failed()) == (1, ())


@pytest.mark.parametrize("many", [1, 30])
def test_it_asks_as_often_for_many_failures_as_for_few(many: int, handler, django_assert_max_num_queries) -> None:
    for number in range(many):
        ordered(number)
    SideEffect.objects.update(attempts=effects.ATTEMPTS)
    with django_assert_max_num_queries(3):
        assert len(queue.failed()) == many


def test_the_worker_rests_while_the_site_is_read_only(handler) -> None:
    ordered()
    handler["fails"] = False
    readonly.turn_on("正在升级")
    Worker().drain()
    assert (handler["done"], queue.queue().waiting) == (0, 1)
    assert lines.read_only().tone is Tone.AMBER
    readonly.turn_off()
    Worker().drain()
    assert (handler["done"], queue.queue().waiting) == (1, 0)


def test_a_queue_that_stands_still_is_amber_then_red(handler) -> None:
    ordered()
    assert lines.waiting().tone is Tone.GREEN
    for minutes, tone in ((11, Tone.AMBER), (61, Tone.RED)):
        DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=minutes))
        assert lines.waiting().tone is tone


def test_a_worker_that_was_not_seen_for_two_minutes_is_red() -> None:
    assert lines.worker().tone is Tone.RED
    note(Work.WORKER, machine="m", process=1)
    assert lines.worker().tone is Tone.GREEN
    LastDone.objects.update(at=timezone.now() - timedelta(seconds=121))
    assert (lines.worker().tone, lines.worker().value) == (Tone.RED, "2 分钟前还在（m）")


@pytest.mark.parametrize(("hours", "tone"), [(1, Tone.GREEN), (37, Tone.AMBER), (24 * 8, Tone.RED)])
def test_a_backup_and_a_verification_grow_old(hours: int, tone: Tone) -> None:
    at = timezone.now() - timedelta(hours=hours)
    note(Work.BACKUP, at=at, name="b", size=1, files=1)
    note(Work.VERIFY, at=at)
    assert (lines.backup().tone, lines.verified().tone) == (tone, tone)


def test_a_verification_that_failed_is_red_with_the_first_place() -> None:
    note(Work.VERIFY, is_good=False, first="organ x 第 2 个事件")
    line = lines.verified()
    assert (line.tone, line.what_to_do) == (Tone.RED, "第一处问题：organ x 第 2 个事件")


@pytest.mark.parametrize(
    ("day", "tone"),
    [(date(2026, 6, 1), Tone.GREEN), (date(2026, 11, 20), Tone.AMBER), (date(2027, 1, 1), Tone.RED)],
)
def test_a_year_that_is_not_announced_is_said_in_time(day: date, tone: Tone) -> None:
    with clock.fixed(day):
        assert lines.calendar().tone is tone


@pytest.mark.parametrize(("wanted", "tone"), [(1, Tone.GREEN), (10**13, Tone.AMBER), (10**16, Tone.RED)])
def test_little_space_is_said_before_it_is_gone(wanted: int, tone: Tone, settings, monkeypatch) -> None:
    free = type("Usage", (), {"free": 5 * 10**12, "total": 6 * 10**12})
    monkeypatch.setattr(lines.shutil, "disk_usage", lambda _: free)
    settings.SPACE_WANTED = wanted
    assert lines.storage().tone is tone


def test_a_line_that_cannot_be_found_out_is_red_and_takes_no_other_with_it(monkeypatch) -> None:
    def broken() -> Line:
        raise DatabaseError(SECRET)

    monkeypatch.setitem(status._groups["数据"], "database", broken)
    shown = [line for group in status.status() for line in group.lines]
    assert len(shown) == len(LABELS)
    (line,) = [line for line in shown if line.value == "查不到"]
    assert (line.tone, "欧阳" in line.what_to_do) == (Tone.RED, False)


def test_another_app_adds_a_line_or_takes_one_over(monkeypatch) -> None:
    monkeypatch.setattr(status, "_groups", {name: dict(group) for name, group in status._groups.items()})
    status.register("scanner", lambda: Line("病毒扫描", "在线"))
    status.register("search", lambda: Line("检索", "在线"))
    labels = [line.label for group in status.status() for line in group.lines]
    assert labels.count("病毒扫描") == 1
    assert "检索" in labels


def test_the_night_takes_away_what_belongs_to_nothing_and_sessions_that_are_over(settings, tmp_path: Path) -> None:
    over = SessionStore()
    over.set_expiry(-1)
    over.save()
    stored = tmp_path / "stored" / "ab"
    stored.mkdir(parents=True)
    (stored / ".ab12.part").write_bytes(b"x")
    os.utime(stored / ".ab12.part", (0, 0))
    backend = {"BACKEND": "gongkai.web.files.storage.DiskStorage", "OPTIONS": {"location": tmp_path / "stored"}}
    settings.STORAGES = {**settings.STORAGES, "files": backend}
    storages._storages.clear()
    storages.__dict__.pop("backends", None)
    assert lines.tidied().value == "还没有过第一夜"
    rounds.tick(timezone.localtime().replace(hour=3))
    work_off()
    assert list(stored.iterdir()) == []
    assert not Session.objects.exists()
    assert "清除无主文件 1 个" in lines.tidied().value


def test_the_page_tells_on_which_day_files_were_verified_and_how_that_ended(desk) -> None:
    assert lines.verified_files().tone is Tone.AMBER
    call_command("verify_files")
    line = lines.verified_files()
    assert (line.tone, line.value[:10]) == (Tone.GREEN, f"{timezone.localdate()}")
    assert "通过，0 个文件" in line.value
    note(Work.VERIFY_FILES, is_good=False, first="文件 7：内容不在存放的地方。", files=3)
    text = page_of(desk.get("/office/status/")).text
    assert "第一处问题：文件 7：内容不在存放的地方。" in text
