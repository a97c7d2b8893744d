import json
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

import pytest

from gongkai.regulation.event_records import RecordError, from_record, to_record
from gongkai.regulation.events import EVENT_TYPES, Arrived, DeliveryWay, Extended, Received, Sent, Split, Superseded
from gongkai.regulation.receipt import Channel

DAY = date(2025, 3, 3)
SAMPLES = [
    Arrived(DAY, Channel.INTERNET, submitted_on=DAY, confirmed_on=date(2025, 3, 4)),
    Extended(DAY, 20, approved_on=DAY, approver="李主任"),
    Sent(DAY, DeliveryWay.ELECTRONIC),
    Split(DAY, ("2025-13号", "2025-14号")),
    Superseded(DAY, 1, "看错", by=Received(date(2025, 3, 5))),
    Superseded(DAY, 2, "误记"),
]


@pytest.mark.parametrize("event", SAMPLES)
def test_it_reads_back_what_it_wrote(event: Any) -> None:
    assert from_record(json.loads(json.dumps(to_record(event)))) == event


def test_it_leaves_defaults_out() -> None:
    assert to_record(Received(DAY)) == {"kind": "received", "on": "2025-03-03"}


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_it_asks_for_what_every_event_needs_and_for_nothing_else(kind: str) -> None:
    needed = [field.name for field in fields(EVENT_TYPES[kind]) if field.default is MISSING]  # type: ignore[index]
    with pytest.raises(RecordError, match="、".join(f"缺少 {name}" for name in sorted(needed))):
        from_record({"kind": kind})
    with pytest.raises(RecordError, match="多了 colour"):
        from_record({"kind": kind, "colour": "red"})


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"kind": "forgotten", "on": "2025-03-03"}, "没有名为 forgotten 的事件"),
        ({"on": "2025-03-03"}, "没有名为 None 的事件"),
        ({"kind": "extended", "on": "2025-03-03", "workdays": "20"}, "应当是整数"),
        ({"kind": "extended", "on": "2025-03-03", "workdays": True}, "应当是整数"),
        ({"kind": "arrived", "on": "2025-03-03", "channel": "pigeon"}, "可用的是 in_person"),
        ({"kind": "merged", "on": "2025-03-03", "into": 12}, "应当是文字"),
        ({"kind": "split", "on": "2025-03-03", "into": [12]}, "应当是文字"),
    ],
)
def test_it_refuses_a_record_that_is_no_event(record: dict[str, Any], says: str) -> None:
    with pytest.raises(RecordError, match=says):
        from_record(record)
