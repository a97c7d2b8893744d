"""gongkai due: when an application has to be answered, and how that day is found."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from gongkai.cli.month_calendar import LEGEND, months
from gongkai.cli.refusal import PlainCommand, Refused
from gongkai.regulation.acts import RUNNING
from gongkai.regulation.citation import Certainty
from gongkai.regulation.dates import in_words, read_day
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.event_records import RecordError, from_record
from gongkai.regulation.events import Event, EventKind, Received
from gongkai.regulation.policies import POLICIES, Policies, PolicyError
from gongkai.regulation.procedure import Standing, Step, standing
from gongkai.regulation.workdays import national_calendar

_ASKED = "发出日[:收件日]"
_FORMS: Mapping[EventKind, tuple[str, tuple[str, ...]]] = {
    EventKind.REGISTERED: ("日期", ()),
    EventKind.CORRECTION_REQUESTED: ("发出日[:收件日[:工作日数]]", ("received_on", "workdays")),
    EventKind.CORRECTION_NOTICE_RECEIVED: ("收件日", ()),
    EventKind.CORRECTED: ("收到补正之日", ()),
    EventKind.CORRECTION_TIMED_OUT: ("结案日", ()),
    EventKind.THIRD_PARTY_CONSULTED: (_ASKED, ("received_on",)),
    EventKind.THIRD_PARTY_NOTICE_RECEIVED: ("收件日", ()),
    EventKind.THIRD_PARTY_ANSWERED: ("答复日", ()),
    EventKind.JOINT_ORGAN_CONSULTED: (_ASKED, ("received_on",)),
    EventKind.JOINT_ORGAN_NOTICE_RECEIVED: ("收件日", ()),
    EventKind.JOINT_ORGAN_ANSWERED: ("答复日", ()),
    EventKind.OTHER_ORGAN_CONSULTED: (_ASKED, ("received_on",)),
    EventKind.OTHER_ORGAN_NOTICE_RECEIVED: ("收件日", ()),
    EventKind.OTHER_ORGAN_ANSWERED: ("答复日", ()),
    EventKind.FEE_NOTIFIED: (_ASKED, ("received_on",)),
    EventKind.FEE_NOTICE_RECEIVED: ("收件日", ()),
    EventKind.FEE_PAID: ("缴费日", ()),
    EventKind.FEE_TIMED_OUT: ("结案日", ()),
    EventKind.EXTENDED: ("告知日:工作日数", ("workdays",)),
    EventKind.REASONS_DEMANDED: ("发出日[:收件日[:工作日数]]", ("received_on", "workdays")),
    EventKind.REASONS_NOTICE_RECEIVED: ("收件日", ()),
    EventKind.REASONS_GIVEN: ("说明日", ()),
    EventKind.DEFERRED: ("告知日:延迟至", ("until",)),
    EventKind.WITHDRAWN: ("日期", ()),
    EventKind.TRANSFERRED: ("日期:负责公开的机关", ("to",)),
    EventKind.DECIDED: ("决定日:办理结果", ("outcome",)),
    EventKind.SENT: ("发出日[:方式]", ("way",)),
    EventKind.SERVED: ("送达日", ()),
}
"""How each kind of event is written: what a reader sees, and the fields that follow the day."""


def _epilog() -> str:
    kinds = "\n".join(f"  {kind}={form}" for kind, (form, _) in _FORMS.items())
    policies = "\n".join(
        f"  {policy.name}={'|'.join(map(str, policy.variants))}\n      {policy.label}，默认 {policy.default}"
        for policy in POLICIES
    )
    return f"""\b
--event 的写法（日期写成 2025-01-14；后面的部分可以留空，如 correction_requested=2025-09-22::10）：
{kinds}

\b
同时征求几方意见的，用 @ 写明名称：third_party_consulted@甲公司=2025-04-21:2025-04-23

\b
--policy 的口径（法律没有写明之处）：
{policies}"""


@click.command(
    cls=PlainCommand,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_epilog(),
)
@click.option("--received", metavar="日期", required=True, help="收到申请之日（条例第三十一条）。")
@click.option("--event", "written", metavar="事项=日期", multiple=True, help="收到之后发生的事项，可以写多个。")
@click.option("--policy", "settings", metavar="口径=值", multiple=True, help="法律没有写明之处的选择，可以写多个。")
@click.option("--today", metavar="日期", help="截至哪一天：写了才有剩余工作日和逾期提示。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def due(received: str, written: tuple[str, ...], settings: tuple[str, ...], today: str | None, as_json: bool) -> None:
    """推算一件政府信息公开申请的答复期限，逐步说明依据。

    \b
    gongkai due --received 2025-01-14
    gongkai due --received 2025-04-14 \\
        --event third_party_consulted=2025-04-21:2025-04-23 --event third_party_answered=2025-05-09
    """
    try:
        events = [Received(read_day(received)), *(_event(text) for text in written)]
        policies = Policies.read(dict(_pair(text, "--policy") for text in settings))
        on = read_day(today) if today else None
        found = standing(events, calendar=national_calendar(), on=on, policies=policies)
    except (RegulationError, RecordError, PolicyError) as error:
        raise Refused(str(error)) from error
    click.echo(json.dumps(_data(found, on), ensure_ascii=False) if as_json else "\n".join(_text(found, on)))


def _pair(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Refused(f"{option} 的“{text}”应当写成 名称=值。用法见 gongkai due --help。")
    return name.strip(), value.strip()


def _event(text: str) -> Event:
    """third_party_consulted@甲公司=2025-04-21:2025-04-23 as an event. Raises RecordError, ImpossibleDate, Refused."""
    written, value = _pair(text, "--event")
    kind, _, name = written.partition("@")
    if kind not in _FORMS:
        raise Refused(f"没有“{kind}”这种事项；可用的是 {'、'.join(_FORMS)}。")
    form, fields = _FORMS[EventKind(kind)]
    day, *parts = value.split(":")
    if len(parts) > len(fields):
        raise Refused(f"“{text}”写多了，应当写成 {kind}={form}。")
    record: dict[str, Any] = {"kind": kind, "on": day} | ({"name": name} if name else {})
    record |= {field: _number(part) for field, part in zip(fields, parts, strict=False) if part}
    try:
        return from_record(record)
    except RecordError as error:
        raise Refused(f"“{text}”读不懂：{error}应当写成 {kind}={form}。") from error


def _number(part: str) -> str | int:
    digits = part.removeprefix("-")
    return int(part) if digits.isascii() and digits.isdigit() else part


def _data(found: Standing, on: date | None) -> dict[str, Any]:
    return {
        "due": _iso(found.due),
        "correction_notice_by": _iso(found.correction_notice_by),
        "state": found.state.value,
        "steps": [_step(step) for step in found.steps],
        "provisional": found.is_provisional,
        "lapses_from": _iso(found.lapses_from),
        "outcome": found.outcome.value if found.outcome else None,
        "remaining_workdays": found.remaining() if on else None,
        "warnings": [_step(step) | {"severity": step.severity.name.lower()} for step in found.warnings],
    }


def _step(step: Step) -> dict[str, Any]:
    return {"day": _iso(step.day), "what": step.what, "why": step.why, "reference": str(step.citation)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(found: Standing, on: date | None) -> Iterator[str]:
    yield from _answer(found, on)
    yield ""
    yield "推算过程"
    for step in found.steps:
        yield from _told(step)
    if found.warnings:
        yield ""
        yield "请注意"
        for step in found.warnings:
            yield from _told(step)
    if found.clock:
        yield ""
        yield from months(found.clock, national_calendar())
        yield LEGEND


def _answer(found: Standing, on: date | None) -> Iterator[str]:
    if found.due:
        doubt = "（暂定）" if found.is_provisional else ""
        yield f"答复的最后一日：{in_words(found.due)}，星期{'一二三四五六日'[found.due.weekday()]}{doubt}"
    else:
        yield f"答复期限：{found.state.label}，现在不计算"
    if found.lapses_from:
        yield f"可以认定视为放弃：{in_words(found.lapses_from)}起"
    yield f"状态：{found.state.label}"
    left = found.remaining() if on else None
    if left is not None and found.state in RUNNING:
        yield "已经逾期" if found.is_overdue else f"剩余：{left} 个工作日"


def _told(step: Step) -> Iterator[str]:
    silent = "；无明文，按所选口径" if step.citation.certainty is Certainty.ASSUMED else ""
    yield f"  {step.day}  {step.what}"
    yield f"              {step.why}（{step.citation}{silent}）"
