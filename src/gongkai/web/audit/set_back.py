"""The machine's clock was set back: what is dated by it would stand before what happened before it."""

from django.utils import timezone

from gongkai.web.audit.errors import ClockSetBack
from gongkai.web.audit.models import Event
from gongkai.web.ui.clock import now


def refuse(last: Event | None = None) -> None:
    """Raises ClockSetBack where this machine's day is before the day on which the last event of the thing was recorded;
    for a new thing, the last event of all. Within a day a clock may be put right: the law counts days."""
    last = last or Event.objects.order_by("-pk").first()
    if last is not None and timezone.localdate(now()) < timezone.localdate(last.recorded_at):
        raise ClockSetBack(timezone.localdate(now()), timezone.localdate(last.recorded_at))
