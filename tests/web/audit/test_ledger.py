"""What somebody changed behind the program's back is found, the first place first, and can be mended where the events
still say how."""

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.web.audit import ledger
from gongkai.web.audit.models import Event
from gongkai.web.directory import organ_acts, people_acts
from gongkai.web.organs.models import Organ, OrganVersion
from gongkai.web.ui import clock
from tests.web.directory.conftest import DAY
from tests.web.factories import an_organ

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_events(water, operator):
    with clock.fixed(DAY):
        organ_acts.rename(water, by=operator, on=DAY, name="甲局")
        organ_acts.rename(water, by=operator, on=DAY, name="乙局")
        yield


@contextmanager
def without_triggers():
    """As somebody would who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE audit_auditrow DISABLE TRIGGER USER")
        else:
            for table in ("audit_event", "audit_auditrow"):
                for what in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{what}")
        yield cursor


def first() -> str:
    return str(next(ledger.verify(), ""))


def test_it_finds_nothing_where_nobody_meddled(capsys) -> None:
    assert first() == ""
    call_command("verify")
    assert "核对通过" in capsys.readouterr().out


def test_it_names_an_event_whose_content_was_changed() -> None:
    with without_triggers():
        Event.objects.filter(stream_id="qingshi-shuili", number=2).update(payload={"name": "丁局", "short_name": ""})
    assert first() == "organ qingshi-shuili 第 2 个事件：内容与摘要不符：这个事件被改过。"
    with pytest.raises(CommandError, match="第一处问题：organ qingshi-shuili 第 2 个事件"):
        call_command("verify")


def test_it_names_an_event_whose_hash_was_made_to_fit() -> None:
    event = Event.objects.get(stream_id="qingshi-shuili", number=2)
    event.payload = {"name": "丁局", "short_name": ""}
    with without_triggers():
        Event.objects.filter(pk=event.pk).update(
            payload=event.payload, hash=event.recorded.hash_after(event.previous_hash)
        )
    assert first() == "organ qingshi-shuili 第 3 个事件：与前一个事件接不上：前一个事件被换过。"


@pytest.mark.parametrize(
    ("number", "said"), [(2, "第 2 个事件：缺少这个事件"), (3, "记录停在第 3 个事件，而事件共有 2 个")]
)
def test_it_misses_an_event_that_was_deleted(number: int, said: str) -> None:
    with without_triggers() as cursor:
        event = Event.objects.get(stream_id="qingshi-shuili", number=number)
        cursor.execute("DELETE FROM audit_auditrow WHERE event_id = %s", [event.pk])
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [event.pk])
    assert said in first()


def test_it_finds_a_row_that_was_changed_and_mends_it(capsys) -> None:
    Organ.objects.filter(code="qingshi-shuili").update(name="丁局")
    OrganVersion.objects.filter(organ__code="qingshi-shuili", name="乙局").update(name="戊局")
    assert "organ qingshi-shuili 当前记录：与事件不一致" in first()
    call_command("rebuild")
    out = capsys.readouterr().out
    assert "organ qingshi-shuili 的 name：记录为 '丁局'，按事件应为 '乙局'" in out
    assert "2 处与事件不一致，已经改正" in out
    assert first() == ""
    call_command("rebuild")
    assert "没有不一致" in capsys.readouterr().out


def test_it_rebuilds_a_row_that_was_deleted(water, operator) -> None:
    person = people_acts.enrol(by=operator, on=DAY, username="zhang", name="张三", organ=water)
    type(person).objects.filter(pk=person.pk).delete()
    assert "有事件，却没有对应的记录" in first()
    assert len(list(ledger.rebuild())) == 2
    assert first() == ""


def test_it_finds_a_row_that_no_act_made() -> None:
    an_organ(code="smuggled")
    assert first() == "organ smuggled 当前记录：有记录，却没有任何事件：它不是经办理产生的，或者事件被删除了。"
