"""The kind of settings: its table of acts, and how its rows follow from its events."""

from collections.abc import Iterable
from importlib import resources
from typing import Any

from gongkai.web.accounts.acts import load
from gongkai.web.audit.kinds import Kind, Projection
from gongkai.web.audit.kinds import register as register_kind
from gongkai.web.organs.models import Organ
from gongkai.web.rules import history
from gongkai.web.rules.models import OrganSettings, SettingsVersion


def register() -> None:
    """Once, at the start. Raises ActsError where the table is not whole."""
    table = load(resources.files("gongkai.web.rules").joinpath("acts", "organ_settings.yaml"))
    register_kind(Kind(OrganSettings, table, "key", history.settings, history.rule, project=_write, held=_held))


def _write(row: OrganSettings, projection: Projection) -> None:
    row.organ = Organ.objects.get(code=projection["organ"]) if projection["organ"] else None
    row.state = projection["state"]
    row.save()
    row.versions.all().delete()
    SettingsVersion.objects.bulk_create(SettingsVersion(settings=row, **one) for one in projection["versions"])


def _held(row: OrganSettings, names: Iterable[str]) -> dict[str, Any]:
    versions = row.versions.order_by("since") if row.pk else ()
    return {
        "organ": row.organ.code if row.organ else None,
        "state": row.state,
        "versions": [{"since": one.since.isoformat(), "values": one.values} for one in versions],
    }
