"""How an organ follows from its events: as it is now, and as it was from each day on. Pure.

Events count by the day on which they took effect, not by the day on which somebody typed them in: a rename of last
year, entered today, falls into its place.
"""

from collections.abc import Sequence
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.audit.chain import Recorded

Fields = dict[str, Any]
_SHOWN_BY_VERSIONS = (
    "name", "short_name", "level", "kind", "under", "state", "contact", "responsible", "leading_group",
)  # fmt: skip
_ENDS = {"merge": "merged", "abolish": "abolished"}


def organ(events: Sequence[Recorded]) -> Fields:
    """The fields of the organ, its versions and its own days."""
    fields: Fields = {"state": "active", "successor": None, "contact": {}, "responsible": [], "leading_group": []}
    days: dict[str, Any] = {}
    versions: dict[str, Fields] = {}
    for event in sorted(events, key=lambda event: (event.on, event.number)):
        if event.kind in {"set_day", "clear_day"}:
            _mark_day(days, event)
            continue
        fields |= event.payload
        fields["state"] = _ENDS.get(event.kind, fields["state"])
        versions[event.on.isoformat()] = {name: fields[name] for name in _SHOWN_BY_VERSIONS}
    now = {name: fields[name] for name in fields if name not in {"contact", "responsible", "leading_group"}}
    return {**now, "versions": _changes_only(versions), "days": dict(sorted(days.items()))}


def _mark_day(days: dict[str, Any], event: Recorded) -> None:
    day = event.payload["day"]
    if event.kind == "set_day":
        days[day] = {"works": event.payload["works"], "reason": event.payload["reason"]}
    else:
        days.pop(day, None)


def _changes_only(versions: dict[str, Fields]) -> list[Fields]:
    """One version a day on which something that it shows changed."""
    kept: list[Fields] = []
    for since, version in versions.items():
        if not kept or {**kept[-1], "since": None} != {**version, "since": None}:
            kept.append({"since": since, **version})
    return kept


def organ_rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Nothing happens to an organ before it is there, or after it has ended. Raises ImpossibleDate, NotAllowed."""
    if not past:
        return
    begun = min(one.on for one in past if one.kind == "register")
    if event.on < begun:
        raise ImpossibleDate(f"机关自 {begun} 起登记在册，不能办理更早的事项。", cite("REG 3.2 [A]"), "请核对日期。")
    ended = next((one.on for one in past if one.kind in _ENDS), None)
    if event.kind in _ENDS and any(one.on > event.on for one in past):
        raise ImpossibleDate("合并、撤销的日期早于已经登记的其他变更。", cite("ALL 26.6 [A]"), "请核对日期。")
    if ended is not None and event.on < ended:
        raise ImpossibleDate(f"机关自 {ended} 起已经合并或者撤销。", cite("ALL 26.6"), "请填这一天以后的日期。")
    if event.payload.get("successor") == event.stream_id:
        raise NotAllowed("机关不能由自己承继。", cite("ALL 26.6"), "请选择继续行使职权的另一机关。")
    if event.kind == "clear_day" and event.payload["day"] not in organ(past)["days"]:
        raise NotAllowed(f"{event.payload['day']} 没有登记过自定安排。", cite("REG 33 [A]"), "请核对日期。")
