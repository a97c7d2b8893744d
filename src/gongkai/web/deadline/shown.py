"""A standing as a page shows it: the due day, every step that leads to it, and the months with each day."""

from collections.abc import Mapping
from typing import Any

from gongkai.regulation.acts import RUNNING
from gongkai.regulation.citation import Certainty
from gongkai.regulation.procedure import Standing, Step
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.deadline.months import months

_OPEN = {Certainty.ASSUMED: "无明文，按所选口径"}
WEEKDAYS = "一二三四五六日"


def shown(found: Standing, calendar: WorkCalendar) -> Mapping[str, Any]:
    """What deadline/parts/answer.html needs as `answer`."""
    clock = found.clock
    return {
        "standing": found,
        "weekday": WEEKDAYS[found.due.weekday()] if found.due else "",
        "left": found.remaining() if found.state in RUNNING else None,
        "steps": [_told(step) for step in sorted(found.steps, key=lambda step: step.day)],
        "warnings": [_told(step) for step in found.warnings],
        "months": list(months(clock, calendar)) if clock else [],
    }


def _told(step: Step) -> Mapping[str, Any]:
    citation = step.citation
    return {
        "day": step.day,
        "what": step.what,
        "why": step.why,
        "citation": citation,
        "doubt": _OPEN.get(citation.certainty, ""),
        "severity": step.severity.name.lower(),
    }
