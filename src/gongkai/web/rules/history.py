"""How settings follow from their events: what holds from each day on. Pure.

A value holds from its day until the next day for which the same setting was set; of two set for one day, the later
event counts. None takes the organ's own value away, and what it inherits holds again.
"""

from collections.abc import Sequence
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.audit.chain import Recorded
from gongkai.web.rules import catalogue

_LAW = cite("REG 4 [A]")
Values = dict[str, dict[str, str]]


def settings(events: Sequence[Recorded]) -> dict[str, Any]:
    """The fields of the settings and their versions."""
    values: Values = {}
    versions: dict[str, Values] = {}
    for event in sorted(_sets(events), key=lambda event: (event.payload["since"], event.number)):
        since = event.payload["since"]
        values = {name: held for name, held in values.items() if name not in event.payload["values"]}
        values |= {
            name: {"value": value, "since": since}
            for name, value in event.payload["values"].items()
            if value is not None
        }
        versions[since] = values
    listed = [{"since": since, "values": held} for since, held in versions.items()]
    return {"organ": events[0].payload["organ"], "state": "kept", "versions": listed}


def _sets(events: Sequence[Recorded]) -> list[Recorded]:
    return [event for event in events if event.kind != "open_settings"]


def rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Only values that a setting may have, and never for a day that is over. Raises NotAllowed, ImpossibleDate."""
    if not past:
        return
    if event.payload["since"] < event.on.isoformat():
        said = f"生效日期 {event.payload['since']} 早于设定之日 {event.on}。"
        raise ImpossibleDate(said, _LAW, "已经过去的日子仍按当时的设置，请填今天或者以后的日期。")
    try:
        read = catalogue.read(catalogue.group_of(event.kind), event.payload["values"])
        _check_each_version([*past, event])
    except catalogue.SettingError as error:
        raise NotAllowed(str(error), _LAW, "请改正后再保存。") from error
    if not read or read != dict(event.payload["values"]):
        raise NotAllowed("没有设定任何内容。", _LAW, "请至少改动一项。")


def _check_each_version(events: Sequence[Recorded]) -> None:
    """Times inherited from above are not looked at: what is missing stands for its default."""
    defaults = {name: one.default for name, one in catalogue.settings().items()}
    for version in settings(events)["versions"]:
        catalogue.check_together(defaults | {name: held["value"] for name, held in version["values"].items()})
