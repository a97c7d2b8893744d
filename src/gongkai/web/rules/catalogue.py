"""Every setting of an organ: what it asks, its default, what else it may be, and where that stands. Pure.

Values are text, as forms and events hold them; `read` says which text is a value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from gongkai.regulation.citation import Certainty, Citation, cite
from gongkai.regulation.policies import POLICIES, Policy
from gongkai.web.rules import numbers

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LONGEST = 120
_SURE = {
    Certainty.CONFIRMED: "有明文",
    Certainty.KNOWN: "有文件依据，原文待核",
    Certainty.ASSUMED: "没有明文，由机关选定",
}


class Shape(StrEnum):
    """What a value looks like."""

    CHOICE = "choice"
    TEMPLATE = "template"
    TIME = "time"
    LINE = "line"


class SettingError(ValueError):
    """A text that is no value of the setting. The message says which setting, why, and what may stand there."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that an organ may set. inherits: organs below take its value over where they set none."""

    name: str
    group: str
    shape: Shape
    label: str
    help: str
    citation: Citation
    default: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)
    inherits: bool = True

    @property
    def sureness(self) -> str:
        """How far the article settles it, in words."""
        return _SURE[self.citation.certainty]

    @property
    def default_said(self) -> str:
        """The program's default in words."""
        return self.said(self.default)

    def said(self, value: str) -> str:
        """A value as a sentence says it."""
        return self.variants.get(value, value) or "没有填写"

    def read(self, text: str) -> str:
        """The value that the text is. Raises SettingError."""
        text = text.strip()
        if self.shape is Shape.CHOICE and text not in self.variants:
            raise SettingError(f"“{self.label}”不能是“{text}”；可选 {'、'.join(self.variants.values())}。")
        if self.shape is Shape.TIME and not _TIME.fullmatch(text):
            raise SettingError(f"“{self.label}”的“{text}”读不成时间，请写成 08:30 的样子。")
        if self.shape is Shape.TEMPLATE:
            return self._template(text)
        if len(text) > _LONGEST or not text.isprintable():
            raise SettingError(f"“{self.label}”最长 {_LONGEST} 个字，写成一行。")
        return text

    def _template(self, text: str) -> str:
        try:
            return numbers.checked(text)
        except numbers.TemplateError as error:
            raise SettingError(f"“{self.label}”：{error}") from error


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that are set together, by one act."""

    name: str
    label: str
    act: str
    help: str
    settings: tuple[Setting, ...]


@cache
def groups() -> tuple[Group, ...]:
    """All of them, in the order of the page."""
    table = yaml.load(
        resources.files("gongkai.web.rules").joinpath("settings.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    settings = [_of_policy(policy) for policy in POLICIES]
    settings += [_setting(name, entry) for name, entry in table["settings"].items()]
    return tuple(
        Group(name, **entry, settings=tuple(one for one in settings if one.group == name))
        for name, entry in table["groups"].items()
    )


@cache
def settings() -> Mapping[str, Setting]:
    """All settings by name."""
    return MappingProxyType({one.name: one for group in groups() for one in group.settings})


def group_of(act: str) -> Group:
    """The group that an act sets. Raises LookupError."""
    found = next((group for group in groups() if group.act == act), None)
    if found is None:
        raise LookupError(f"{act} sets no group")
    return found


def _of_policy(policy: Policy) -> Setting:
    variants = {str(value): meaning for value, meaning in policy.variants.items()}
    return Setting(
        policy.name, "policies", Shape.CHOICE, policy.label, policy.help, policy.citation, str(policy.default), variants
    )


def _setting(name: str, entry: Mapping[str, Any]) -> Setting:
    words = {key: value for key, value in entry.items() if key not in {"shape", "reference"}}
    return Setting(name=name, shape=Shape(entry["shape"]), citation=cite(entry["reference"]), **words)


def read(group: Group, written: Mapping[str, str | None]) -> dict[str, str | None]:
    """Values of a group as an event holds them; None where the organ sets nothing of its own. Raises SettingError."""
    known = {one.name: one for one in group.settings}
    strange = sorted(set(written) - set(known))
    if strange:
        raise SettingError(f"“{group.label}”里没有 {'、'.join(strange)} 这样的设置。")
    return {name: None if text is None else known[name].read(text) for name, text in written.items()}


_DAY_ORDER = ("hours_morning_from", "hours_morning_to", "hours_afternoon_from", "hours_afternoon_to")


def check_together(values: Mapping[str, str]) -> None:
    """What values must be to each other. Raises SettingError."""
    times = [values[name] for name in _DAY_ORDER]
    if times != sorted(set(times)):
        raise SettingError(f"办公时间应当从早到晚，现在是 {'、'.join(times)}。")
