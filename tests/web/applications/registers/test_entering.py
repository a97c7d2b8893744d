"""A register entered: as it was, once, judged by the rules, all or the good."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.applications import sealing
from gongkai.web.applications.acts import intake
from gongkai.web.applications.models import Application, Particulars
from gongkai.web.applications.registers import files, reading
from gongkai.web.applications.registers.entering import enter
from gongkai.web.applications.registers.reading import Register
from gongkai.web.applications.registers.result import Way, shown
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.models import AuditRow, Event, SideEffect
from gongkai.web.directory.intake.sheet import UnreadableTable
from tests.web.applications.cases import a_submission
from tests.web.applications.conftest import day
from tests.web.applications.registers.sheets import GOOD, HEADS, OPEN, book, line


def a_register(*rows: object, **options: object) -> Register:
    register = reading.read(book(*rows, **options))  # type: ignore[arg-type]
    return register.mapped(register.mapping)


def test_each_case_is_what_the_register_tells_with_its_old_number(water) -> None:
    result = enter(a_register(GOOD, OPEN), water, by=CONSOLE, way=Way.ALL_OR_NOTHING)
    assert str(result) == "已转入 2 件。"
    done, still = Application.objects.order_by("number")
    assert (done.number, done.state, done.outcome, done.is_late) == ("青公开〔2025〕1号", "archived", "granted", False)
    assert (done.received_on, done.due_on) == (date(2025, 3, 3), date(2025, 3, 31))
    assert (still.state, still.due_on, still.is_open) == ("handling", date(2026, 1, 13), True)
    assert sealing.opened([done.particulars])[str(done.particulars)]["applicant"] == {"name": "沈不凡"}
    assert "沈不凡" not in str(list(Event.objects.values_list("payload", flat=True)))
    assert AuditRow.objects.filter(stream_kind="application").count() == done.version + still.version
    assert not SideEffect.objects.filter(name__startswith="applications.").exists()


def test_a_rehearsal_enters_nothing_and_tells_what_would_be(water) -> None:
    result = enter(a_register(GOOD, line(收到日期="x")), water, by=CONSOLE, way=Way.REHEARSE)
    assert str(result) == "核对了 2 行：可以转入 1 件，1 行要改。"
    assert not Application.objects.exists()
    assert not Particulars.objects.exists()


def test_the_same_register_twice_makes_nothing_twice(water) -> None:
    enter(a_register(GOOD), water, by=CONSOLE, way=Way.ALL_OR_NOTHING)
    again = enter(a_register(GOOD, OPEN), water, by=CONSOLE, way=Way.ALL_OR_NOTHING)
    assert str(again) == "已转入 1 件，1 件此前已经转入。"
    changed = enter(a_register(line(内容摘要="改过的摘要")), water, by=CONSOLE, way=Way.ALL_OR_NOTHING)
    assert "现在不同" in str(changed.faults[0])
    assert Application.objects.count() == 2


def test_all_or_nothing_and_the_good(water) -> None:
    wrong = line(登记编号="青公开〔2025〕9号", 送达日期=date(2025, 3, 10))
    nothing = enter(a_register(GOOD, wrong), water, by=CONSOLE, way=Way.ALL_OR_NOTHING)
    assert str(nothing) == "没有转入：1 行要改。"
    assert not Application.objects.exists()
    good = enter(a_register(GOOD, wrong), water, by=CONSOLE, way=Way.THE_GOOD)
    assert (good.entered, good.refused) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "column", "said"),
    [
        ({"送达日期": date(2025, 3, 10)}, "送达日期", "只能在“已作出决定”"),
        ({"答复日期": date(2025, 3, 1)}, "登记编号", ""),
        ({"归档日期": date(2026, 3, 1)}, "归档日期", "还没有到"),
        ({"办理结果": "逾期不补正"}, "办理结果", "只能在“待申请人补正”时办理"),
        ({"办理结果": "大量反复申请"}, "办理结果", "说明理由"),
        ({"内容摘要": "沈不凡的申请"}, "内容摘要", "摘要里写了申请人的姓名"),
    ],
)  # fmt: skip
def test_what_the_rules_refuse_is_listed_with_the_rule(water, changed, column: str, said: str) -> None:
    result = enter(a_register(line(**changed)), water, by=CONSOLE, way=Way.THE_GOOD)
    assert result.entered == 0
    assert said in result.faults[0].why
    if said:
        assert result.faults[0].column == column


def test_a_number_that_stands_twice_or_belongs_to_another_case_is_refused(water) -> None:
    own = intake.arrive(water, a_submission(), by=CONSOLE, on=day("2025-03-03"), channel="in_person").application
    rows = (GOOD, line(内容摘要="另一件"), line(登记编号=own.number))
    result = enter(a_register(*rows), water, by=CONSOLE, way=Way.THE_GOOD)
    assert [fault.line for fault in result.faults] == [3, 4]
    assert "第 2 行已经有了" in result.faults[0].why
    assert "另一件申请" in result.faults[1].why


def test_numbers_go_on_behind_those_of_the_register(water) -> None:
    enter(a_register(line(登记编号="qingshi-shuili-2025-00041")), water, by=CONSOLE, way=Way.ALL_OR_NOTHING)
    own = intake.arrive(water, a_submission(), by=CONSOLE, on=day("2025-12-03"), channel="in_person").application
    assert own.number == "qingshi-shuili-2025-00042"


def test_handlers_are_known_by_name_and_strange_ones_are_noted(water, handler) -> None:
    heads = (*HEADS, "承办人", "应答复日期")
    rows = ((*GOOD, handler.name, date(2025, 3, 31)), (*OPEN, "调走的人", date(2026, 1, 5)))
    result = enter(a_register(*rows, heads=(heads,)), water, by=CONSOLE, way=Way.ALL_OR_NOTHING)
    assert Application.objects.get(number=GOOD[0]).handler == handler
    assert ["没有（或者不止一位）" in result.notes[0].why, "到期日是 2026-01-13" in result.notes[1].why] == [True] * 2


def test_who_may_register_may_take_over_and_nobody_else(water, school, clerk, leader) -> None:
    assert enter(a_register(GOOD), water, by=clerk, way=Way.ALL_OR_NOTHING).entered == 1
    with pytest.raises(Forbidden):
        enter(a_register(OPEN), water, by=leader, way=Way.ALL_OR_NOTHING)
    with pytest.raises((Forbidden, Hidden)):
        enter(a_register(OPEN), school, by=clerk, way=Way.ALL_OR_NOTHING)


def test_refused_lines_come_back_and_mended_they_are_taken(water) -> None:
    register = a_register(GOOD, line(登记编号="3号", 收到日期="2025-02-30"))
    result = enter(register, water, by=CONSOLE, way=Way.THE_GOOD)
    data = files.refused(register, shown(result.faults))
    again = reading.read(data)
    assert len(again.rows) == 1
    assert "2月30日不存在" in str(again.rows[0].cells[-1])
    mended = Register(again.heads, again.mapping, again.rows, again.since_1904)
    mended.rows[0].cells[1] = "2025-02-28"  # type: ignore[index]
    assert enter(mended, water, by=CONSOLE, way=Way.THE_GOOD).entered == 1


def test_the_template_is_read_by_the_program_itself(water) -> None:
    with pytest.raises(UnreadableTable, match="表头下面没有内容"):
        reading.read(files.template())


def test_the_command_line_rehearses_enters_and_writes_what_is_refused(water, tmp_path: Path, capsys) -> None:
    good, wrong, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "refused.xlsx"
    good.write_bytes(book(GOOD))
    wrong.write_bytes(book(OPEN, line(收到日期="x")))
    call_command("load_register", good, organ=water.code, rehearse=True)
    assert "可以转入 1 件" in capsys.readouterr().out
    with pytest.raises(CommandError, match="没有转入：1 行要改"):
        call_command("load_register", wrong, organ=water.code, refused=out)
    assert len(reading.read(out.read_bytes()).rows) == 1
    with pytest.raises(CommandError, match="没有代码"):
        call_command("load_register", good, organ="nobody")
    assert not Application.objects.exists()
