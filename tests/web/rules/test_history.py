"""For any order of settings: what holds on a day is the last that was set for that day or before it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.audit.chain import Recorded
from gongkai.web.rules import history

START = date(2025, 1, 1)
NAMES = ("correction_workdays", "reasons_workdays")
entries = st.lists(
    st.tuples(
        st.integers(0, 20),
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["5", "7", "10", None]), min_size=1),
    ),
    max_size=12,
)


def recorded(number: int, kind: str, payload: dict[str, object]) -> Recorded:
    return Recorded("organ_settings", "x", number, kind, START, datetime(2025, 1, 1, tzinfo=UTC), payload=payload)


@given(entries=entries, asked=st.integers(-1, 21))
def test_what_holds_is_the_latest_event_for_a_day_not_after(
    entries: list[tuple[int, dict[str, str | None]]], asked: int
) -> None:
    days = [(START + timedelta(days=number)).isoformat() for number, _ in entries]
    events = [recorded(1, "open_settings", {"organ": None})]
    for number, (since, (_, values)) in enumerate(zip(days, entries, strict=True), start=2):
        events.append(recorded(number, "set_policies", {"since": since, "values": values}))
    day = (START + timedelta(days=asked)).isoformat()
    held = [version for version in history.settings(events)["versions"] if version["since"] <= day]
    for name in NAMES:
        spoken = [
            (event.payload["since"], event.number, event.payload["values"][name])
            for event in events[1:]
            if name in event.payload["values"] and event.payload["since"] <= day
        ]
        expected = max(spoken)[2] if spoken else None
        found = held[-1]["values"].get(name) if held else None
        assert (found["value"] if found else None) == expected
        assert found is None or found["since"] == max(spoken)[0]
