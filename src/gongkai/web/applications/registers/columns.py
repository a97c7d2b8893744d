"""Which column of a register is which: from columns.yaml, and by the heads as organs write them. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.regulation.receipt import RECEIPT_RULES
from gongkai.web.applications.models import AppliesAs

WITHDRAWN = "withdrawn"
_NOISE = re.compile(r"[（(【\[].*?[）)】\]]|[\s　*＊:：/、，,。.“”\"'—\-_]|^[（(]?[一二三四五六七八九十\d]+[）)、.．]")
_DAY_WORDS = re.compile(r"日期|时间|日$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register. shape: text, day, number, or the name of a list of words."""

    name: str
    label: str
    shape: str
    heads: tuple[str, ...]
    is_required: bool = False
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand in a column of words. known: word → value; unclear: word → what to tell apart."""

    known: Mapping[str, str]
    unclear: Mapping[str, str]
    offered: tuple[str, ...] = field(default=())


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("gongkai.web.applications.registers").joinpath("columns.yaml").read_text("utf-8")
    table: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return table


@cache
def columns() -> Mapping[str, Column]:
    """All of them, in the order of the template."""
    return {name: _column(name, entry) for name, entry in _table()["columns"].items()}


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    return Column(
        name, entry["label"], entry["as"], tuple(entry.get("heads", ())), entry.get("required", False),
        entry.get("sealed", False),
    )  # fmt: skip


@cache
def words(shape: str) -> Words:
    """The words of a list; of outcomes also the words of the official forms."""
    own = {_plain(word): value for value, some in _table()["words"][shape].items() for word in some}
    official = _official(shape)
    known = {**{_plain(label): value for value, label in official.items()}, **own}
    known |= {_plain(value): value for value in official}
    unclear = {_plain(word): why for word, why in _table()["ambiguous"].get(shape, {}).items()}
    return Words(known, unclear, tuple(official.values()))


def _official(shape: str) -> dict[str, str]:
    if shape == "outcomes":
        found = {one.value: outcome_rule(one).full_label for one in Outcome}
        return {**found, WITHDRAWN: "申请人撤回"}
    if shape == "applicant_kinds":
        return {value: str(label) for value, label in AppliesAs.choices}
    if shape == "channels":
        return {channel.value: rule.label for channel, rule in RECEIPT_RULES.items()}
    return {value: some[0] for value, some in _table()["words"][shape].items()}


def value_of(shape: str, text: str) -> str | None:
    """The value that a word of a register names; None where it names none. The number before a row, and a group's name
    with a dash, are left out where they stand before a known word."""
    known = words(shape).known
    for one in (text, re.split(r"[—\-－:：]+", text)[-1]):
        found = known.get(_plain(one))
        if found is not None:
            return found
    return None


def why_unclear(shape: str, text: str) -> str:
    """What has to be told apart in a word that may mean several things; empty for any other word."""
    return words(shape).unclear.get(_plain(text), "")


def _plain(text: str) -> str:
    return _NOISE.sub("", _NOISE.sub("", text.strip())).casefold()


def head_of(text: str) -> str:
    """A head as heads are compared."""
    return _DAY_WORDS.sub("", _plain(text))


@cache
def _by_head() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for column in columns().values():
        for head in (column.label, *column.heads):
            found.setdefault(head_of(head), column.name)
    return found


def recognised(heads: Sequence[str]) -> dict[str, int]:
    """Which column stands where: name → place, counted from 0. Of two heads for one column the first counts; an exact
    label comes before a synonym."""
    found: dict[str, int] = {}
    for wanted in ({column.label: column.name for column in columns().values()}, None):
        for place, head in enumerate(heads):
            name = wanted.get(head.strip()) if wanted is not None else _by_head().get(head_of(head))
            if name and name not in found and place not in found.values():
                found[name] = place
    return found


def missing(mapping: Mapping[str, int]) -> list[Column]:
    """The columns that a register must have and this one has not."""
    return [column for column in columns().values() if column.is_required and column.name not in mapping]


def labels(names: Iterable[str]) -> str:
    """Columns by their labels, in a sentence."""
    return "、".join(f"“{columns()[name].label}”" for name in names)
