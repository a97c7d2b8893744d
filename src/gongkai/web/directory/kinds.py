"""The four kinds of thing in the directory: their tables of acts, and how their rows follow from their events."""

from collections.abc import Iterable, Mapping
from datetime import date
from importlib import resources
from typing import Any

from gongkai.web.accounts.acts import ActTable, load
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.audit.kinds import Kind, Projection, read_fields
from gongkai.web.audit.kinds import register as register_kind
from gongkai.web.directory import histories, organ_history, telling
from gongkai.web.organs.models import Organ, OrganDay, OrganVersion

_OWN_TABLES = frozenset({"versions", "days", "under", "successor"})


def register() -> None:
    """Once, at the start. Raises ActsError where a table is not whole."""
    for kind in _kinds():
        register_kind(kind)


def _kinds() -> Iterable[Kind]:
    yield Kind(
        Organ, _table("organ"), "code", organ_history.organ, organ_history.organ_rule,
        project=_write_organ, held=_held_of_organ, starts_in=_above_the_new_one,
    )  # fmt: skip
    yield Kind(User, _table("person"), "key", histories.person, private=frozenset({"email"}))
    yield Kind(
        Membership,
        _table("membership"),
        "key",
        histories.membership,
        histories.membership_rule,
        effects=telling.of_role,
    )
    yield Kind(
        Substitution, _table("substitution"), "key", histories.substitution, histories.substitution_rule,
        effects=telling.of_substitution,
    )  # fmt: skip


def _table(kind: str) -> ActTable:
    return load(resources.files("gongkai.web.directory").joinpath("acts", f"{kind}.yaml"))


def _above_the_new_one(organ: Organ, data: Mapping[str, Any]) -> Organ | None:
    """A new organ is entered by those who look after the one above it; a new root by those who look after all."""
    return Organ.objects.select_related("successor").get(code=data["under"]) if data["under"] else None


def _write_organ(organ: Organ, projection: Projection) -> None:
    """Its row, its place in the tree, its versions and its own days."""
    for name in projection.keys() - _OWN_TABLES:
        setattr(organ, name, projection[name])
    organ.successor = _organ(projection["successor"])
    _place(organ, _organ(projection["under"]))
    organ.versions.all().delete()
    OrganVersion.objects.bulk_create(_version(organ, version) for version in projection["versions"])
    organ.days.all().delete()
    OrganDay.objects.bulk_create(OrganDay(organ=organ, day=day, **how) for day, how in projection["days"].items())


def _organ(code: str | None) -> Organ | None:
    return Organ.objects.get(code=code) if code else None


def _place(organ: Organ, under: Organ | None) -> None:
    """treebeard moves rows by itself and does not tell the object, so it is read again."""
    if organ.pk is None:
        under.add_child(instance=organ) if under else Organ.add_root(instance=organ)
        return
    organ.save()
    above = organ.get_parent()
    if above != under:
        organ.move(under, "last-child") if under else organ.move(Organ.get_first_root_node(), "last-sibling")
        organ.refresh_from_db()


def _version(organ: Organ, version: Mapping[str, Any]) -> OrganVersion:
    return OrganVersion(organ=organ, **{**version, "under": _organ(version["under"])})


def _held_of_organ(organ: Organ, names: Iterable[str]) -> dict[str, Any]:
    held = read_fields(organ, set(names) - _OWN_TABLES)
    above = organ.get_parent() if organ.pk else None
    held["under"] = above.code if above else None
    held["successor"] = organ.successor.code if organ.successor else None
    versions = organ.versions.order_by("since").select_related("under") if organ.pk else ()
    held["versions"] = [_plain(version) for version in versions]
    days = organ.days.order_by("day") if organ.pk else ()
    held["days"] = {one.day.isoformat(): {"works": one.works, "reason": one.reason} for one in days}
    return held


def _plain(version: OrganVersion) -> dict[str, Any]:
    names = ("name", "short_name", "level", "kind", "state", "contact", "responsible", "leading_group")
    under = version.under.code if version.under else None
    since: date = version.since
    return {"since": since.isoformat(), **{name: getattr(version, name) for name in names}, "under": under}
