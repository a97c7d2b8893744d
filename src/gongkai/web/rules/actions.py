"""Acts on an organ's settings. All raise what `perform` does."""

from collections.abc import Mapping
from datetime import date

from gongkai.web.audit.acting import Actor, perform
from gongkai.web.organs.models import Organ
from gongkai.web.rules.models import OrganSettings

SITE = "_site"
"""The key of the site's own default: no code of an organ has such a letter."""


def open_settings(*, by: Actor, on: date, organ: Organ | None) -> OrganSettings:
    """From now on the organ may set things of its own; without an organ, the site's default."""
    row = OrganSettings(key=organ.code if organ else SITE, organ=organ)
    perform(act="open_settings", thing=row, by=by, on=on, data={"organ": organ.code if organ else None})
    return row


def change(
    act: str,
    row: OrganSettings,
    *,
    by: Actor,
    on: date,
    since: date,
    values: Mapping[str, str | None],
    version: int | None = None,
) -> None:
    """Set some settings of the group of that act from a day on; None: nothing of its own any more."""
    data = {"since": since.isoformat(), "values": dict(values)}
    perform(act=act, thing=row, by=by, on=on, data=data, expected_version=version)
