"""行政机关 as the law sees it: level, kind, and by both the organ that reconsiders its acts (行政复议机关).

The jurisdiction changed on 2024-01-01: since then an act of a local department goes to the government of the same
level, no longer to the superior department at the applicant's choice (ARL 24).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import citations, read_list
from gongkai.regulation.errors import NotAllowed


class Level(StrEnum):
    """The level of the government that the organ belongs to; a dispatched unit has the level of its department."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


LEVEL_LABELS = {
    Level.NATIONAL: "国务院",
    Level.PROVINCE: "省级",
    Level.CITY: "设区的市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡（镇）级",
}


class Kind(StrEnum):
    """What kind of organ it is."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    VERTICAL = "vertical"
    """Customs, finance, foreign exchange and others led from above, tax, state security (ARL 27)."""
    JUSTICE = "justice"
    """A department of justice (司法行政部门), whose own acts have two reconsideration organs (ARL 28)."""
    DISPATCHED_ORGAN = "dispatched_organ"
    DISPATCHED_UNIT = "dispatched_unit"
    AUTHORISED_ORG = "authorised_org"
    DEVELOPMENT_ZONE = "development_zone"


KIND_LABELS = {
    Kind.GOVERNMENT: "人民政府",
    Kind.DEPARTMENT: "工作部门",
    Kind.VERTICAL: "垂直领导的行政机关、税务和国家安全机关",
    Kind.JUSTICE: "司法行政部门",
    Kind.DISPATCHED_ORGAN: "派出机关",
    Kind.DISPATCHED_UNIT: "派出机构",
    Kind.AUTHORISED_ORG: "法律、法规授权的组织",
    Kind.DEVELOPMENT_ZONE: "开发区管理机构",
}


@dataclass(frozen=True, slots=True)
class Organ:
    """What remedies and duties need to know of an organ. Names are those that a letter prints.

    own_government: 本级人民政府; of a dispatched organ, an authorised organisation, a zone: the one that set it up.
    superior_department: 上一级主管部门; of a dispatched unit: the department that set it up.
    court: the court to sue in, where the organ has fixed one; online_reconsideration: where to apply online (ARL 22).
    """

    name: str
    level: Level
    kind: Kind
    own_government: str | None = None
    higher_government: str | None = None
    superior_department: str | None = None
    host_government: str | None = None
    court: str | None = None
    online_reconsideration: str | None = None

    @property
    def itself(self) -> str:
        """本机关: a province and a State Council department reconsider their own acts (ARL 24.2, 25)."""
        return self.name


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A line of organs.yaml."""

    kind: Kind
    levels: frozenset[Level]
    since: date
    of: tuple[str, ...]
    citations: tuple[Citation, ...]
    until: date | None = None
    optional: tuple[str, ...] = ()

    def covers(self, organ: Organ, on: date) -> bool:
        """Whether this line names the organ's reconsideration organ on that day."""
        in_force = self.since <= on and (self.until is None or on <= self.until)
        return in_force and organ.kind is self.kind and organ.level in self.levels


@dataclass(frozen=True, slots=True)
class ReconsiderationOrgans:
    """Those among whom the applicant may choose, and where that stands."""

    names: tuple[str, ...]
    citation: Citation

    def __str__(self) -> str:
        return "或者".join(self.names)


FIELD_LABELS = {
    "own_government": "本级人民政府（或者设立、管理它的人民政府）",
    "higher_government": "上一级人民政府",
    "superior_department": "上一级主管部门（或者设立、管理它的部门）",
}


@cache
def jurisdictions() -> tuple[Jurisdiction, ...]:
    """organs.yaml, the law in force first."""
    return tuple(_jurisdiction(entry) for entry in read_list("organs.yaml"))


def reconsideration_organs(organ: Organ, on: date) -> ReconsiderationOrgans:
    """Who reconsiders an act that the organ does on that day.

    Raises NotAllowed where the law knows no such organ, or the organ's record does not name the one needed.
    """
    line = next((line for line in jurisdictions() if line.covers(organ, on)), None)
    if line is None:
        rule = f"{LEVEL_LABELS[organ.level]}没有{KIND_LABELS[organ.kind]}的行政复议管辖规定。"
        raise NotAllowed(rule, cite("ARL 24"), "请核对机关的层级和类型。")
    for field in line.of:
        if not getattr(organ, field):
            instead = f"请先在机关信息中登记{FIELD_LABELS[field]}。"
            raise NotAllowed(f"{organ.name}的行政复议机关不能确定。", line.citations[0], instead)
    optional = tuple(field for field in line.optional if getattr(organ, field))
    return ReconsiderationOrgans(tuple(getattr(organ, field) for field in line.of + optional), line.citations[0])


def _jurisdiction(entry: dict[str, Any]) -> Jurisdiction:
    cited_at = citations(entry, f"organs.yaml {entry['kind']}")
    kind, levels = Kind(entry.pop("kind")), frozenset(Level(level) for level in entry.pop("levels"))
    of, optional = tuple(entry.pop("of")), tuple(entry.pop("optional", ()))
    return Jurisdiction(kind=kind, levels=levels, of=of, optional=optional, citations=cited_at, **entry)


def cited() -> Iterator[Entry]:
    """Every line of jurisdiction, for docs/law-to-code.md."""
    for line in jurisdictions():
        levels = "、".join(LEVEL_LABELS[level] for level in Level if level in line.levels)
        label = f"行政复议机关：{levels}{KIND_LABELS[line.kind]}"
        value = f"{line.since} 起" + (f"至 {line.until}" if line.until else "") + "：" + "、".join(line.of)
        yield from entries("organs.yaml", line.kind, label=label, value=value, citations=line.citations)
