"""主动公开: what must be published (Arts 19–21), whom each duty binds, and until when (Art 26, special limits)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import citations, read
from gongkai.regulation.dates import in_words
from gongkai.regulation.days import Limit, Step, WorkingDays, add_months, value_on, working_limit
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.organs import KIND_LABELS, LEVEL_LABELS, Kind, Level, Organ
from gongkai.regulation.parameter import parameter

_TABLE = "publication.yaml"


class Draft(StrEnum):
    """A draft that is laid open for comments; the value names its parameter."""

    MAJOR_DECISION = "draft_comment_period"
    RULE = "rule_draft_comment_period"


@dataclass(frozen=True, slots=True)
class Scope:
    """The organs, by level and kind, that a rule holds for."""

    levels: frozenset[Level]
    kinds: frozenset[Kind]
    citations: tuple[Citation, ...]

    def covers(self, organ: Organ) -> bool:
        """Whether the organ is one of them."""
        return organ.level in self.levels and organ.kind in self.kinds


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of information to be published. counted: the cells of the report's table 2 that count it.

    limit: the special limit that it usually runs by, where there is one.
    """

    key: str
    label: str
    group: str
    citations: tuple[Citation, ...]
    counted: tuple[str, ...] = ()
    limit: str = "general"


@dataclass(frozen=True, slots=True)
class BoundDuty:
    """A duty as it binds an organ: on which article, which may be an assumption for its kind."""

    duty: Duty
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PublicationLimit:
    """What starts a limit and which parameter it runs by."""

    key: str
    label: str
    starts: str
    parameter: str
    citations: tuple[Citation, ...]

    @property
    def unit(self) -> str:
        """workday, day, month or hour."""
        return parameter(self.parameter).unit


@dataclass(frozen=True, slots=True)
class Question:
    """A question of Art 19."""

    key: str
    label: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ReportDay:
    """The month and day by which an annual report is published."""

    scope: Scope
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class _Group:
    label: str
    binds: tuple[Scope, ...]
    duties: Mapping[str, Duty]


@cache
def duties() -> Mapping[str, Duty]:
    """Every duty by key, in the order of the law."""
    return MappingProxyType({key: duty for group in _groups() for key, duty in group.duties.items()})


def duties_of(organ: Organ) -> tuple[BoundDuty, ...]:
    """The duties that bind an organ of this level and kind."""
    return tuple(
        BoundDuty(duty, scope.citations)
        for group in _groups()
        for scope in group.binds
        if scope.covers(organ)
        for duty in group.duties.values()
    )


@cache
def publication_limits() -> Mapping[str, PublicationLimit]:
    """The general limit and the special ones, by key."""
    table = read(_TABLE)["limits"]
    return MappingProxyType({key: _limit(key, entry) for key, entry in table.items()})


@cache
def article_19_questions() -> tuple[Question, ...]:
    """One yes is enough: then the information is published unasked (Art 19)."""
    table = read(_TABLE)["article_19"]
    return tuple(Question(key, entry["label"], citations(entry, f"{_TABLE} {key}")) for key, entry in table.items())


def publish_by(start_on: date, calendar: WorkingDays, *, limit: str = "general") -> Limit:
    """The last day to publish what was formed, changed, approved or repealed on that day.

    A limit in natural days is not moved past a holiday: the organ publishes before it. Raises NotAllowed for a limit
    that runs in hours (see publish_by_hour).
    """
    rule = publication_limits()[limit]
    value = value_on(rule.parameter, start_on)
    start = Step(start_on, rule.starts, "当日不计算在内。", value.citation)
    what = f"{rule.label}的最后一日"
    if rule.unit == "workday":
        return working_limit(start, value.value, calendar, what=what, citation=value.citation)
    if rule.unit == "hour":
        raise NotAllowed(f"{rule.label}的期限按小时计算。", value.citation, "请给出事件发生的时刻。")
    months = rule.unit == "month"
    end = add_months(start_on, value.value) if months else start_on + timedelta(days=value.value)
    why = f"{value.value}个月届满。" if months else f"自次日起第{value.value}日；不因节假日顺延。"
    return Limit(end, (start, Step(end, what, why, value.citation)))


def publish_by_hour(start_at: datetime, *, limit: str) -> datetime:
    """The last moment of a limit that runs in hours. Raises NotAllowed for one that runs in days."""
    rule = publication_limits()[limit]
    value = value_on(rule.parameter, start_at.date())
    if rule.unit != "hour":
        raise NotAllowed(f"{rule.label}的期限按日计算。", value.citation, "请给出起算的日期。")
    return start_at + timedelta(hours=value.value)


def comments_close_no_earlier_than(opened_on: date, draft: Draft) -> date:
    """The first day on which a call for comments may close; a shorter time needs a stated reason (MDP 15)."""
    return opened_on + timedelta(days=value_on(draft.value, opened_on).value)


def reassess_by(withheld_on: date) -> Limit:
    """When a withheld record is looked at again (Art 18, 动态调整); the interval is the organ's."""
    value = value_on("reassessment_interval", withheld_on)
    start = Step(withheld_on, "确定不予公开或者上次评估", "自该日起计算间隔。", value.citation)
    end = add_months(withheld_on, value.value)
    return Limit(end, (start, Step(end, "再次评估的日期", f"间隔{value.value}个月。", value.citation)))


def annual_report_by(organ: Organ, year: int, calendar: WorkingDays) -> Limit:
    """The day by which the report on a year is published, a calendar day that no holiday moves.

    Where people do not work on it, the last step names the working day before it, on which to finish. Raises NotAllowed
    for an organ that the table does not know.
    """
    found = next((one for one in _report_days() if one.scope.covers(organ)), None)
    if found is None:
        rule = f"{LEVEL_LABELS[organ.level]}{KIND_LABELS[organ.kind]}没有年度报告的公布期限规定。"
        raise NotAllowed(rule, _report_days()[0].scope.citations[0], "请核对机关的层级和类型。")
    citation = found.scope.citations[0]
    day = date(year + 1, found.month, found.day)
    step = Step(day, "公布年度报告的最后一日", f"每年{found.month}月{found.day}日前公布上一年度报告。", citation)
    if calendar.is_workday(day):
        return Limit(day, (step,))
    last, why = calendar.subtract(day, 1), f"{in_words(day)}不是工作日，期限不顺延，应当提前完成。"
    return Limit(day, (step, Step(last, "此前最后一个工作日", why, citation)))


@cache
def _groups() -> tuple[_Group, ...]:
    return tuple(_group(key, entry) for key, entry in read(_TABLE)["groups"].items())


@cache
def _report_days() -> tuple[ReportDay, ...]:
    lines = read(_TABLE)["annual_report"]
    return tuple(ReportDay(_scope(line, "annual_report"), line["month"], line["day"]) for line in lines)


def _group(key: str, entry: dict[str, Any]) -> _Group:
    binds = tuple(_scope(scope, key) for scope in entry["binds"])
    found = {name: _duty(name, entry["label"], duty) for name, duty in entry["duties"].items()}
    return _Group(entry["label"], binds, MappingProxyType(found))


def _scope(entry: dict[str, Any], place: str) -> Scope:
    levels, kinds = (frozenset(map(Level, entry["levels"])), frozenset(map(Kind, entry["kinds"])))
    return Scope(levels, kinds, citations(entry, f"{_TABLE} {place}"))


def _duty(key: str, group: str, entry: dict[str, Any]) -> Duty:
    cited_at, counted = citations(entry, f"{_TABLE} {key}"), tuple(entry.pop("counted", ()))
    return Duty(key=key, group=group, counted=counted, citations=cited_at, **entry)


def _limit(key: str, entry: dict[str, Any]) -> PublicationLimit:
    return PublicationLimit(key=key, citations=citations(entry, f"{_TABLE} {key}"), **entry)


def cited() -> Iterator[Entry]:
    """Every duty, binding, limit and date, for docs/law-to-code.md."""
    for duty in duties().values():
        yield from entries(_TABLE, duty.key, label=duty.label, value=duty.group, citations=duty.citations)
    for group in _groups():
        for scope in group.binds:
            yield from entries(_TABLE, "binds", label=group.label, value=_words(scope), citations=scope.citations)
    for limit in publication_limits().values():
        yield from entries(_TABLE, limit.key, label=limit.label, value=limit.starts, citations=limit.citations)
    for day in _report_days():
        label, value = f"年度报告：{_words(day.scope)}", f"{day.month}月{day.day}日前"
        yield from entries(_TABLE, "annual_report", label=label, value=value, citations=day.scope.citations)
    for question in article_19_questions():
        yield from entries(_TABLE, question.key, label=question.label, citations=question.citations)


def _words(scope: Scope) -> str:
    levels = "、".join(LEVEL_LABELS[level] for level in Level if level in scope.levels)
    return levels + "的" + "、".join(KIND_LABELS[kind] for kind in Kind if kind in scope.kinds)
