from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.web.audit.chain import START, Recorded, canonical

EVENT = Recorded(
    "organ", "qingshi", 1, "rename", date(2025, 2, 17), datetime(2025, 2, 17, 8, tzinfo=UTC), 7, 8, 9, {"name": "青石"}
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
CHANGES = [
    {"stream_kind": "person"}, {"stream_id": "x"}, {"number": 2}, {"kind": "move"}, {"on": date(2025, 2, 18)},
    {"recorded_at": datetime(2025, 2, 17, 8, 0, 0, 1, tzinfo=UTC)}, {"actor_id": None}, {"on_behalf_of_id": 7},
    {"organ_id": 8}, {"payload": {"name": "白沙"}}, {"payload": {}},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_its_hash_covers_every_field(change) -> None:
    assert replace(EVENT, **change).hash_after(START) != EVENT.hash_after(START)


def test_its_hash_covers_the_hash_before_and_not_the_time_zone() -> None:
    assert EVENT.hash_after("1" * 64) != EVENT.hash_after(START)
    east = replace(EVENT, recorded_at=EVENT.recorded_at.astimezone(timezone(timedelta(hours=8))))
    assert east.hash_after(START) == EVENT.hash_after(START)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a machine with other work
@given(st.dictionaries(st.text(), PLAIN))
def test_it_writes_one_value_in_one_way(payload) -> None:
    assert canonical(payload) == canonical(dict(reversed(payload.items())))


@pytest.mark.parametrize("value", [{"fee": 1.5}, [[{"a": [0.1]}]], {"a": {1: 2}}, {"a": object()}])
def test_it_refuses_what_json_does_not_hold_exactly(value) -> None:
    with pytest.raises(TypeError):
        canonical(value)
