"""Settings as tests make them."""

from datetime import date

from gongkai.web.organs.models import Organ
from gongkai.web.rules.actions import change, open_settings
from gongkai.web.rules.models import OrganSettings
from tests.web.directory.conftest import DAY


def set_in(
    organ: Organ | None, by: object, act: str, *, since: date = DAY, on: date = DAY, **values: str | None
) -> None:
    """Set these values from that day on; the settings are begun where they were not."""
    row = OrganSettings.objects.filter(organ=organ).first() or open_settings(by=by, on=on, organ=organ)
    change(act, row, by=by, on=on, since=since, values=values)
