import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.cli import main
from gongkai.cli.due import _FORMS
from gongkai.cli.month_calendar import columns
from gongkai.regulation.events import EventKind
from gongkai.regulation.policies import POLICIES

EXAMPLE_7 = ("--event", "third_party_consulted=2025-04-21:2025-04-23", "--event", "third_party_answered=2025-05-09")

FEE_IN_ANY_ORDER = "--received 2025-12-01 --event fee_paid=2025-12-24 --event fee_notified=2025-12-08:2025-12-10"
CORRECTED = "--received 2025-09-15 --event correction_requested=2025-09-22::10 --event corrected=2025-10-11"
TWO_CONSULTED = """
--received 2025-09-01
--event third_party_consulted@甲公司=2025-09-08:2025-09-10 --event third_party_answered@甲公司=2025-09-26
--event joint_organ_consulted=2025-09-15:2025-09-17 --event joint_organ_answered=2025-10-09
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["due", *words])


def data(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_it_answers_with_the_keys_that_programs_rely_on() -> None:
    answer = data("--received", "2025-01-14")
    assert {"due", "correction_notice_by", "state", "steps", "provisional"} <= set(answer)
    assert (answer["due"], answer["correction_notice_by"]) == ("2025-02-17", "2025-01-23")
    assert (answer["state"], answer["provisional"], answer["warnings"]) == ("received", False, [])
    assert set(answer["steps"][0]) == {"day", "what", "why", "reference"}
    assert answer["steps"][-1]["day"] == "2025-02-17"
    assert "第三十三条" in answer["steps"][-1]["reference"]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (["--received", "2025年1月14日"], "2025-02-17"),
        (["--received", "2025-04-14", *EXAMPLE_7], "2025-05-30"),
        (["--received", "2025-04-14", *EXAMPLE_7, "--policy", "suspended_days=both_ends"], "2025-06-03"),
        (["--received", "2025-08-25", "--event", "extended=2025-09-22:10"], "2025-10-11"),
        (["--received", "2025-12-01", "--event", "fee_notified=2025-12-08:2025-12-10"], None),
        (FEE_IN_ANY_ORDER.split(), "2026-01-22"),
        (CORRECTED.split(), "2025-11-07"),
        (TWO_CONSULTED.split(), "2025-10-29"),
    ],
)
def test_it_finds_the_due_day(words: list[str], due: str | None) -> None:
    assert data(*words)["due"] == due


def test_it_counts_what_is_left_when_it_is_told_the_day() -> None:
    assert data("--received", "2025-03-03")["remaining_workdays"] is None
    assert data("--received", "2025-03-03", "--today", "2025-03-24")["remaining_workdays"] == 5
    late = data("--received", "2025-03-03", "--today", "2025-04-03")
    assert (late["remaining_workdays"], late["warnings"][0]["severity"]) == (-3, "severe")


def test_it_never_shows_days_left_once_the_period_is_over() -> None:
    assert "剩余：0 个工作日" in run("--received", "2025-02-21", "--today", "2025-03-21").stdout
    saturday = run("--received", "2025-02-21", "--today", "2025-03-22").stdout
    assert "剩余" not in saturday
    assert "已超过1日" in saturday


def test_it_says_that_a_day_is_provisional() -> None:
    assert data("--received", "2026-12-21")["provisional"]
    assert "（暂定）" in run("--received", "2026-12-21").stdout


def test_it_tells_the_derivation_and_draws_the_months() -> None:
    text = run("--received", "2025-04-14", *EXAMPLE_7).stdout
    assert text.startswith("答复的最后一日：2025年5月30日，星期五")
    assert "自收到申请之日起7个工作日内一次性告知补正" in text
    for shown in ("14起", "27停", "26休", "30止", "2025年4月", "2025年5月"):
        assert shown in text
    assert "8班" in run("--received", "2025-01-14").stdout


def test_its_columns_stand_in_line_whatever_signs_they_carry() -> None:
    lines = run("--received", "2025-04-14", *EXAMPLE_7).stdout.splitlines()
    heads = [place for place, line in enumerate(lines) if line.startswith("一 ")]
    assert len(heads) == 2
    places = {columns(lines[heads[0]].split(weekday)[0]): weekday for weekday in "一二三四五六日"}
    assert list(places) == [0, 6, 12, 18, 24, 30, 36]
    week = lines[heads[1] + 2]
    assert columns(week.split("11休")[0]) == 36


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "缺少 --received"),
        (["--received"], "--received 后面的值不对"),
        (["--received", "2025-02-30"], "2025年2月30日不存在"),
        (["--received", "昨天"], "读不成日期"),
        (["--received", "2999-01-01"], "超出了已知日历"),
        (["--received", "2007-01-01"], "自 2008年5月1日 起施行"),
        (["--received", "2025-01-14", "--colour", "red"], "没有 --colour 这个选项"),
        (["--received", "2025-01-14", "明天"], "有看不懂的参数"),
        (["--received", "2025-01-14", "--event", "corrected"], "应当写成 名称=值"),
        (["--received", "2025-01-14", "--event", "forgotten=2025-01-15"], "没有“forgotten”这种事项"),
        (["--received", "2025-01-14", "--event", "received=2025-01-15"], "没有“received”这种事项"),
        (["--received", "2025-01-14", "--event", "corrected=2025-01-15:2025-01-16"], "写多了"),
        (["--received", "2025-01-14", "--event", "extended=2025-01-15"], "应当写成 extended=告知日:工作日数"),
        (["--received", "2025-01-14", "--event", "extended=2025-01-15:多"], "应当是整数"),
        (["--received", "2025-01-14", "--event", "extended=2025-01-15:21"], "不得超过 20 个工作日"),
        (["--received", "2025-01-14", "--event", "decided=2025-01-15:maybe"], "可用的是 granted"),
        (["--received", "2025-01-14", "--event", "corrected@甲=2025-01-15"], "先有补正告知，才有补正"),
        (["--received", "2025-01-14", "--event", "extended@甲=2025-01-15:10"], "多了 name"),
        (["--received", "2025-01-14", "--policy", "mood=good"], "没有名为 mood 的口径"),
        (["--received", "2025-01-14", "--policy", "suspended_days=never"], "可选 after_sending"),
        (["--received", "2025-01-14", "--today", "2025-01-13"], "晚于查询之日"),
    ],
)
def test_it_refuses_in_one_plain_line(words: list[str], says: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from([*_FORMS, "", "due"]),
    name=st.sampled_from(["", "@", "@甲", "@" * 3]),
    day=st.sampled_from(["2025-01-20", "2025-02-30", "9999-12-31", "0001-01-01", "", "=", "二月"]),
    rest=st.text(st.sampled_from(":0123456789-甲agr "), max_size=14),
    today=st.sampled_from(["", "--today=2025-03-01", "--today=9999-12-31", "--today=x"]),
)
def test_whatever_is_written_it_answers_or_refuses_in_one_line(
    kind: str, name: str, day: str, rest: str, today: str
) -> None:
    result = run("--received", "2025-01-14", "--event", f"{kind}{name}={day}:{rest}", *([today] if today else []))
    assert result.exit_code in {0, 2}, result.exception
    assert (result.exit_code == 0) == bool(result.stdout)
    assert result.stderr.count("\n") == (result.exit_code == 2)


def test_its_help_names_every_event_and_every_policy() -> None:
    text = run("--help").stdout
    for kind in _FORMS:
        assert f"{kind}=" in text
    for policy in POLICIES:
        assert f"{policy.name}=" in text
    beginnings = {EventKind.ARRIVED, EventKind.CONFIRMED, EventKind.RECEIVED}
    records = {EventKind.SPLIT, EventKind.MERGED, EventKind.SUPERSEDED, EventKind.ARCHIVED}
    assert set(EventKind) - set(_FORMS) == beginnings | records


def test_it_answers_without_loading_the_web() -> None:
    code = "import sys; from gongkai.cli import main; main(['due', '--received', '2025-01-14'], standalone_mode=False)"
    check = f"{code}; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("False")
