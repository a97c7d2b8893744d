"""Whatever lawful course a case takes, its row is what the pure core says, and can be computed anew."""

from datetime import date
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings

from gongkai.regulation.acts import ACTS
from gongkai.regulation.events import Decided, Event, Merged
from gongkai.regulation.policies import Policies
from gongkai.regulation.procedure import standing
from gongkai.regulation.workdays import national_calendar
from gongkai.web.applications.acts.intake import _case
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import record_of_case
from gongkai.web.applications.recorded import fields_of, legal_events
from gongkai.web.audit import ledger
from gongkai.web.audit.acting import CONSOLE, perform
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock
from tests.regulation.histories import lived, starts, turns
from tests.web.applications.cases import a_submission
from tests.web.directory.conftest import registered

_FUTURE = date(2029, 12, 31)
_numbers = count(1)


def entered(organ: Organ, events: list[Event]) -> Application:
    """The events as the office would enter them, up to the first that needs a proposal."""
    thing = Application(organ=organ)
    case = _case(organ, a_submission(), code=str(next(_numbers)), handler=None, split_from=None)
    for event in events:
        act = ACTS[event.kind].name
        data = {"event": fields_of(event)}
        if thing.pk is None:
            data["case"] = case
        if isinstance(event, Merged):
            data["office"] = {"into": None}
        perform(act=act, thing=thing, by=CONSOLE, on=event.on, data=data)
    return thing


def undecided(events: list[Event]) -> list[Event]:
    """As far as nobody decides: a decision needs a proposal, which the pure core does not know."""
    for place, event in enumerate(events):
        if isinstance(event, Decided):
            return events[:place]
    return events


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(start=starts, turns=turns)
def test_the_row_is_what_the_core_says(db, start, turns) -> None:
    events = undecided(lived(start, turns, Policies()))
    with clock.fixed(_FUTURE):
        organ = Organ.objects.filter(code="walk").first() or registered("walk", "青石县走读局")
        thing = entered(organ, events)
    says = standing(events, calendar=national_calendar())
    thing.refresh_from_db()
    assert legal_events(record_of_case(thing)) == events
    assert (thing.state, thing.due_on, thing.received_on) == (says.state.value, says.due, says.receipt)
    assert (thing.outcome or None) == (says.outcome.value if says.outcome else None)
    assert list(ledger.verify()) == []
    Application.objects.filter(pk=thing.pk).update(state="served", due_on=None, summary="被动过")
    assert list(ledger.rebuild())
    thing.refresh_from_db()
    assert (thing.state, thing.due_on, thing.summary) == (says.state.value, says.due, a_submission().summary)
