"""gongkai limit: the last day of a limit that runs from one day: to publish, to appeal, to be carried over."""

import json
from collections.abc import Callable, Mapping
from datetime import date

import click

from gongkai.cli.refusal import PlainCommand, Refused
from gongkai.regulation.citation import cite
from gongkai.regulation.clock import carried_over_from
from gongkai.regulation.dates import in_words, read_day
from gongkai.regulation.days import Limit, Step
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.publication import publication_limits, publish_by
from gongkai.regulation.remedies import litigation_limit, litigation_limit_after, reconsideration_limit
from gongkai.regulation.workdays import WorkCalendar, national_calendar

Rule = Callable[[date, WorkCalendar], Limit]


def _carry_over(day: date, calendar: WorkCalendar) -> Limit:
    """From which day of receipt on an application of that year is likely to be 结转下年度."""
    first = carried_over_from(day.year, calendar)
    why = f"自这一天起收到的申请，即使没有补正、征求意见和延期，答复的最后一日也在{day.year + 1}年。"
    return Limit(first, (Step(first, f"{day.year}年可能结转下年度的申请自此起", why, cite("REG 33.2")),))


RULES: Mapping[str, tuple[str, Rule]] = {
    "publication": ("主动公开：自信息形成或者变更之日起", publish_by),
    "reconsideration": ("申请行政复议：自答复送达之日起", reconsideration_limit),
    "litigation": ("直接提起行政诉讼：自答复送达之日起", litigation_limit),
    "litigation_after_reconsideration": ("不服复议决定提起行政诉讼：自收到复议决定书之日起", litigation_limit_after),
    "carry_over": ("可能结转下年度的申请：当年自哪一天收到的起", _carry_over),
}
_SPECIAL = tuple(name for name in publication_limits() if name != "general")


@click.command(cls=PlainCommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("kind", metavar="期限")
@click.option("--from", "start", metavar="日期", required=True, help="起算之日，如 2025-01-24；这一天不计入。")
@click.option("--special", metavar="名称", help=f"主动公开的特别期限：{'、'.join(_SPECIAL)}。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：day 是最后一日，steps 是推算步骤。")
def limit(kind: str, start: str, special: str | None, as_json: bool) -> None:
    """推算一个期限的最后一日，写明每一步和依据。

    \b
    期限：publication reconsideration litigation litigation_after_reconsideration carry_over
    """
    if kind not in RULES:
        raise Refused(f"没有“{kind}”这种期限；可以写 {'、'.join(RULES)}。")
    try:
        found = _found(kind, read_day(start), special)
    except RegulationError as error:
        raise Refused(str(error)) from error
    click.echo(json.dumps(_as_data(found), ensure_ascii=False) if as_json else _as_text(kind, found))


def _found(kind: str, start: date, special: str | None) -> Limit:
    calendar = national_calendar()
    if special is None:
        return RULES[kind][1](start, calendar)
    if kind != "publication" or special not in _SPECIAL:
        raise Refused(f"--special 只用于 publication，可以写 {'、'.join(_SPECIAL)}；收到的是“{special}”。")
    return publish_by(start, calendar, limit=special)


def _as_data(found: Limit) -> dict[str, object]:
    steps = [
        {"day": step.day.isoformat(), "what": step.what, "why": step.why, "reference": str(step.citation)}
        for step in found.steps
    ]
    return {"day": found.day.isoformat(), "steps": steps}


def _as_text(kind: str, found: Limit) -> str:
    lines = [f"{RULES[kind][0]}——{in_words(found.day)}", ""]
    for step in found.steps:
        lines += [f"  {step.day}  {step.what}", f"              {step.why}（{step.citation}）"]
    return "\n".join(lines)
