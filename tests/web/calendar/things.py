"""Open applications as a provider would give them: real histories, held in memory, with the due day that lists show."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from gongkai.regulation.acts import RUNNING, WAITING
from gongkai.regulation.events import Event, Received
from gongkai.regulation.procedure import standing
from gongkai.regulation.workdays import WorkCalendar, national_calendar
from gongkai.web.calendar.due_days import Held, Moved, Provider
from tests.regulation import histories


class Applications:
    """What would be an app: `due` is its index of due days, which a reckoning writes."""

    def __init__(self, cases: Sequence[Sequence[Event]], *, organ_id: int, people: tuple[int, ...] = ()) -> None:
        self.cases, self.organ_id, self.people = cases, organ_id, people
        self.written = 0
        now = national_calendar()
        self.due = [standing(events, calendar=now).due for events in cases]

    def provider(self, name: str = "applications") -> Provider:
        return Provider(name, "依申请公开", lambda: len(self.cases), self.held, self.write)

    def held(self, after: str, limit: int, locked: bool) -> list[Held]:
        start = int(after) + 1 if after else 0
        return [self._held(number) for number in range(start, min(start + limit, len(self.cases)))]

    def _held(self, number: int) -> Held:
        def reckon(calendar: WorkCalendar) -> date | None:
            return standing(self.cases[number], calendar=calendar).due

        return Held(
            f"{number:07}",
            f"申请{number}",
            f"/office/x/{number}/",
            self.organ_id,
            self.due[number],
            reckon,
            self.people,
        )

    def write(self, moves: Sequence[Moved]) -> None:
        self.written += len(moves)
        for moved in moves:
            self.due[int(moved.held.key)] = moved.due


def lived(count: int, *, first: date, days: int) -> list[list[Event]]:
    """So many histories of walks along the acts that are allowed, received within so many days, all still running."""
    chance, found = Random(20261110), []  # noqa: S311  (the same walks every time)
    while len(found) < count:
        start = Received(first + timedelta(days=chance.randrange(days)))
        turns = [
            (chance.randrange(20), chance.randrange(10**6), chance.randrange(60)) for _ in range(chance.randrange(8))
        ]
        events = histories.lived(start, turns, histories.Policies())
        if standing(events, calendar=histories.NATIONAL).state in RUNNING | WAITING:
            found.append(events)
    return found
