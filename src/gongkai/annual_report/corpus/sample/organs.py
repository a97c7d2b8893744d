"""Invented organs of every level and kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from gongkai.regulation.organs import Level


class Kind(StrEnum):
    """What an organ is: a people's government, its general office, a department, or a zone's committee."""

    GOVERNMENT = "government"
    OFFICE = "office"
    DEPARTMENT = "department"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Organ:
    """An invented organ. pronoun: 我局; busy: the median number of its applications a year; idle: how often none."""

    name: str
    level: Level
    kind: Kind
    pronoun: str
    busy: float
    idle: float
    address: str
    phone: str

    @property
    def makes_rules(self) -> bool:
        """Only governments of provinces and cities with districts make 规章."""
        return self.kind is Kind.GOVERNMENT and self.level in (Level.PROVINCE, Level.CITY)

    @property
    def office(self) -> str:
        """Whom the contact line names."""
        return self.name if self.name.endswith("办公室") else f"{self.name}办公室"


@cache
def _parts() -> dict[str, Any]:
    text = resources.files("gongkai.annual_report.corpus.sample").joinpath("names.yaml").read_text("utf-8")
    parts: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return parts


_SHARES = {
    (Level.COUNTY, Kind.DEPARTMENT): 34,
    (Level.TOWNSHIP, Kind.GOVERNMENT): 22,
    (Level.CITY, Kind.DEPARTMENT): 20,
    (Level.COUNTY, Kind.GOVERNMENT): 7,
    (Level.CITY, Kind.COMMITTEE): 6,
    (Level.COUNTY, Kind.OFFICE): 4,
    (Level.PROVINCE, Kind.DEPARTMENT): 3,
    (Level.CITY, Kind.GOVERNMENT): 3,
    (Level.PROVINCE, Kind.GOVERNMENT): 1,
}
_TIMES = {Level.PROVINCE: 4.0, Level.CITY: 2.0, Level.COUNTY: 1.0, Level.TOWNSHIP: 1.0}


def organs(chance: Random) -> Iterator[Organ]:
    """Organs without end, no name twice."""
    seen: set[str] = set()
    while True:
        level, kind = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        organ = _organ(level, kind, chance)
        if organ.name not in seen:
            seen.add(organ.name)
            yield organ


def _organ(level: Level, kind: Kind, chance: Random) -> Organ:
    place = _place(level, chance)
    name, pronoun, busy, idle = _named(level, kind, place, chance)
    return Organ(
        name=name,
        level=level,
        kind=kind,
        pronoun=pronoun,
        busy=busy * _TIMES[level],
        idle=idle,
        address=f"{place}{chance.choice(_parts()['streets'])}{chance.randrange(1, 300)}号",
        phone=f"0{chance.randrange(310, 999)}-{chance.randrange(2_000_000, 8_999_999)}",
    )


def _place(level: Level, chance: Random) -> str:
    """The name of a place: 澄溪市, 澄溪市桐垣区, 岚浦县蔚川镇."""
    if level is Level.PROVINCE:
        return f"{_word(chance)}省"
    if level is Level.CITY:
        return f"{_word(chance)}市"
    county = _word(chance) + chance.choice(("县", "县", "区", "市"))
    if level is Level.COUNTY:
        return (_word(chance) + "市" if county[-1] in "区市" or chance.random() < 0.4 else "") + county
    inner = _word(chance) + chance.choices(("镇", "乡", "街道"), (6, 2, 3))[0]
    return (county if county[-1] in "县区" else f"{county[:-1]}县") + inner


def _word(chance: Random) -> str:
    return str(chance.choice(_parts()["first"]) + chance.choice(_parts()["second"]))


def _named(level: Level, kind: Kind, place: str, chance: Random) -> tuple[str, str, float, float]:
    """Name, pronoun, median of applications, share of years without any."""
    if kind is Kind.COMMITTEE:
        return f"{place}{chance.choice(_parts()['zones'])}管理委员会", "本委", 6, 0.3
    if level is Level.TOWNSHIP:
        street = place.endswith("街道")
        return (f"{place}办事处", "本街道", 3, 0.4) if street else (f"{place}人民政府", f"我{place[-1]}", 3, 0.4)
    if kind is Kind.GOVERNMENT:
        return f"{place}人民政府", f"全{place[-1]}", 900.0 if level is not Level.COUNTY else 250.0, 0.0
    if kind is Kind.OFFICE:
        return f"{place}人民政府办公室", "本办", 30, 0.1
    entry = chance.choice(_parts()["departments"])
    suffix = "厅" if level is Level.PROVINCE else "局"
    return f"{place}{entry['name']}{suffix}", f"我{suffix}", entry["busy"], entry["idle"]
