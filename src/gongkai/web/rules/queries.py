"""Which settings hold in an organ on a day.

Asked in this order: the organ's own value, that of the organ above it on that day, and so on up, the site's default,
the default of the program. Settings that name the organ itself (its letter-head) are not inherited.
"""

from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.regulation.policies import POLICIES, Policies
from gongkai.web.organs.kept import answers_now, kept
from gongkai.web.organs.models import Organ, OrganVersion
from gongkai.web.rules.catalogue import Setting, settings
from gongkai.web.rules.models import SettingsVersion
from gongkai.web.ui.clock import today

Chain = tuple[str, ...]
"""The path of the organ and of those above it, nearest first, and the site last."""

_SITE = ""
_AT_ONCE = 500
_SITE_LABEL = "全站默认"
_PROGRAM_LABEL = "程序默认"


@dataclass(frozen=True, slots=True)
class HeldValue:
    """What holds, where it was set, since when; `is_own` where the organ set it itself."""

    setting: Setting
    value: str
    origin: str = _PROGRAM_LABEL
    since: date | None = None
    is_own: bool = False

    @property
    def said(self) -> str:
        """The value in words."""
        return self.setting.said(self.value)


@dataclass(frozen=True, slots=True)
class EffectiveSettings:
    """All settings of one organ on one day."""

    on: date
    held: Mapping[str, HeldValue]

    def __getitem__(self, name: str) -> str:
        return self.held[name].value

    @property
    def policies(self) -> Policies:
        """The choices of the clock."""
        return Policies.read({policy.name: self[policy.name] for policy in POLICIES})

    def months_kept(self, name: str) -> int | None:
        """How long records of that kind are kept, in months; None for ever."""
        value = self[name]
        if value == "permanent":
            return None
        return int(value) * (1 if name == "keep_logs" else 12)


def settings_of(organ: Organ, *, on: date) -> EffectiveSettings:
    """What holds in the organ on that day."""
    return settings_of_each({(organ.pk, on)})[organ.pk, on]


def settings_of_many(organs: Iterable[Organ], *, on: date) -> dict[int, EffectiveSettings]:
    """The same for many organs by their keys."""
    return {key: held for (key, _), held in settings_of_each({(organ.pk, on) for organ in organs}).items()}


def settings_of_each(wanted: Collection[tuple[int, date]]) -> dict[tuple[int, date], EffectiveSettings]:
    """The same for many organs by their keys, each on a day of its own. What was asked before is kept in memory
    (organs.kept); of the rest all that ask for the same day are asked together."""
    answers, now = answers_now(), today()
    days = kept("settings.days_of_change", _days_of_change, answers)
    asked = {(key, on): ("settings.of", key, _since(on, days), on >= now) for key, on in wanted}
    missing = set(asked.values()) - answers.keys()
    found: dict[Hashable, EffectiveSettings] = {}
    for since, is_now in {(since, is_now) for _, _, since, is_now in missing}:
        keys = sorted(key for _, key, *when in missing if when == [since, is_now])
        for some in _slices(keys):
            held = _settings_on(some, max(since, now) if is_now else since, is_now=is_now)
            found |= {("settings.of", key, since, is_now): one for key, one in held.items()}
    answers |= found
    return {(key, on): replace(found.get(question) or answers[question], on=on)
            for (key, on), question in asked.items()}  # fmt: skip


def _slices(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many at once as one statement takes."""
    return (keys[first : first + _AT_ONCE] for first in range(0, len(keys), _AT_ONCE))


def _since(on: date, days: Sequence[date]) -> date:
    """The last day up to that one since which some organ has other settings or stands under another: settings change
    on few days, so all days between two of them ask for one answer."""
    place = bisect_right(days, on)
    return days[place - 1] if place else date.min


def _days_of_change() -> Sequence[date]:
    days = set(SettingsVersion.objects.order_by().values_list("since", flat=True).distinct())
    return sorted(days | set(OrganVersion.objects.order_by().values_list("since", flat=True).distinct()))


def _settings_on(keys: Sequence[int], on: date, *, is_now: bool) -> dict[int, EffectiveSettings]:
    """Read from the database: today by the tree as it stands, a past day by the tree of that day."""
    chains = _chains(keys) if is_now else _chains_as_of(keys, on)
    set_by = _set_by({path for chain in chains.values() for path in chain}, on)
    return {key: EffectiveSettings(on, _resolved(chains[key], set_by)) for key in keys}


def settings_of_site(*, on: date) -> EffectiveSettings:
    """What holds where no organ set anything."""
    return EffectiveSettings(on, _resolved((_SITE,), _set_by(set(), on)))


def of_program(*, on: date) -> EffectiveSettings:
    """The defaults of the program, which hold where nobody set anything."""
    return EffectiveSettings(on, {one.name: HeldValue(one, one.default) for one in settings().values()})


def passed_on(above: EffectiveSettings) -> EffectiveSettings:
    """What the organs below take over of it: all but what names the organ itself."""
    own = of_program(on=above.on).held
    return EffectiveSettings(
        above.on, {name: held if held.setting.inherits else own[name] for name, held in above.held.items()}
    )


def _chains(keys: Sequence[int]) -> dict[int, Chain]:
    paths = Organ.objects.filter(pk__in=keys).values_list("pk", "path")
    return {key: (*_upwards(path), _SITE) for key, path in paths}


def _upwards(path: str) -> list[str]:
    return [path[:end] for end in range(len(path), 0, -Organ.steplen)]


def _chains_as_of(keys: Sequence[int], on: date) -> dict[int, Chain]:
    """Who stood under whom on that day. An organ without a version of that day has nobody above it."""
    above: dict[int, int | None] = {}
    waiting = set(keys)
    while waiting:
        rows = OrganVersion.objects.filter(organ_id__in=waiting, since__lte=on).order_by("since")
        found = dict(rows.values_list("organ_id", "under_id"))
        above |= {key: found.get(key) for key in waiting}
        waiting = {key for key in found.values() if key is not None and key not in above}
    paths = dict(Organ.objects.filter(pk__in=above).values_list("pk", "path"))
    return {key: (*(paths[one] for one in _climbed(key, above)), _SITE) for key in keys}


def _climbed(key: int | None, above: Mapping[int, int | None]) -> Iterator[int]:
    passed: set[int] = set()
    while key is not None and key not in passed:
        yield key
        passed.add(key)
        key = above.get(key)


def _set_by(paths: Iterable[str], on: date) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Who of them (the site among them) sets something on that day, and what: path → name of the organ, values."""
    whose = Q(settings__organ__path__in=list(paths)) | Q(settings__organ=None)
    rows = SettingsVersion.objects.filter(whose, since__lte=on).order_by("since")
    found = rows.values_list("settings__organ__path", "settings__organ__name", "values")
    return {path or _SITE: (name or _SITE_LABEL, values) for path, name, values in found}


def _resolved(chain: Chain, set_by: Mapping[str, tuple[str, Mapping[str, Any]]]) -> dict[str, HeldValue]:
    return {setting.name: _held(setting, chain, set_by) for setting in settings().values()}


def _held(setting: Setting, chain: Chain, set_by: Mapping[str, tuple[str, Mapping[str, Any]]]) -> HeldValue:
    for path in chain if setting.inherits else chain[:1]:
        origin, values = set_by.get(path, ("", {}))
        if setting.name in values:
            held = values[setting.name]
            since = date.fromisoformat(held["since"])
            return HeldValue(setting, held["value"], origin, since, is_own=path == chain[0])
    return HeldValue(setting, setting.default)
