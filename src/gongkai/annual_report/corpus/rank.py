"""Organs in the order of an indicator, with what could not be ranked said beside it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gongkai.annual_report.corpus.indicators import Indicator, indicator_named
from gongkai.annual_report.corpus.store import Store, opened, total
from gongkai.regulation.organs import LEVEL_LABELS, Level


@dataclass(frozen=True, slots=True)
class Place:
    """One organ's place: its value, the sums it is made of, over how many reports, with how many errors in them."""

    rank: int
    organ: str
    value: float
    numerator: int
    denominator: int | None
    reports: int
    errors: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """too_small: organs whose denominator is below the indicator's least. unknown: reports that lack a figure."""

    indicator: Indicator
    year: int | None
    level: Level | None
    places: tuple[Place, ...]
    ranked: int
    too_small: int
    unknown: int

    def as_json(self) -> str:
        data: dict[str, Any] = {
            "indicator": self.indicator.name,
            "label": self.indicator.label,
            "definition": self.indicator.definition,
            "formula": self.indicator.formula,
            "reference": str(self.indicator.citation),
            "year": self.year,
            "level": self.level,
            "ranked": self.ranked,
            "too_small": self.too_small,
            "unknown": self.unknown,
            "places": [asdict(place) for place in self.places],
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    def in_words(self) -> str:
        scope = "，".join(
            filter(None, (f"{self.year} 年" if self.year else "", LEVEL_LABELS[self.level] if self.level else ""))
        )
        lines = [f"{self.indicator.label}{f'（{scope}）' if scope else ''}：{self.indicator.definition}。"]
        lines.append(f"算法：{self.indicator.formula}（{self.indicator.citation}）")
        lines += [_line(self.indicator, place) for place in self.places]
        return "\n".join((*lines, *self._notes())) + "\n"

    def _notes(self) -> list[str]:
        notes = [f"共有 {self.ranked} 个机关参加排名。"]
        if self.too_small:
            notes.append(
                f"另有 {self.too_small} 个机关的分母不到 {self.indicator.at_least} 件，比例没有意义，没有排名。"
            )
        if self.unknown:
            notes.append(f"有 {self.unknown} 份报告缺少所需的数字，没有计入。")
        return notes


def rank(
    path: Path, name: str, *, year: int | None = None, level: Level | None = None, top: int = 20, lowest: bool = False
) -> Ranking:
    """The organs of the table at that path, highest value first (`lowest`: lowest first), the first `top` of them.

    Raises CorpusError for an unknown indicator or a table that is none.
    """
    indicator = indicator_named(name)
    with opened(path) as store:
        return ranking(store, indicator, year=year, level=level, top=top, lowest=lowest)


def ranking(
    store: Store,
    indicator: Indicator,
    *,
    year: int | None = None,
    level: Level | None = None,
    top: int = 20,
    lowest: bool = False,
) -> Ranking:
    """The same on a table that is open."""
    above, below = total(indicator.numerator), total(indicator.denominator) or "1"
    asked = "(? IS NULL OR year = ?) AND (? IS NULL OR level = ?)"
    values = [year, year, level, level]
    known = f"({above}) IS NOT NULL AND ({below}) IS NOT NULL"
    store.connection.execute(
        "CREATE OR REPLACE TEMP TABLE sums AS "  # noqa: S608 — the cells' names are the form's own
        f"SELECT organ, sum({above}) AS above, sum({below}) AS below, count(*) AS reports, sum(errors) AS errors "
        f"FROM reports WHERE {asked} AND {known} GROUP BY organ",
        values,
    )
    enough = f"below >= {max(1, indicator.at_least)}"
    order = "ASC" if lowest else "DESC"
    found = store.all(
        f"SELECT organ, above / below AS value, above, below, reports, errors FROM sums WHERE {enough} "  # noqa: S608
        f"ORDER BY value {order}, below DESC, organ LIMIT {top}"
    )
    return Ranking(
        indicator=indicator,
        year=year,
        level=level,
        places=tuple(_place(number, row, indicator) for number, row in enumerate(found, 1)),
        ranked=store.one(f"SELECT count(*) FROM sums WHERE {enough}"),  # noqa: S608
        too_small=store.one(f"SELECT count(*) FROM sums WHERE NOT {enough}"),  # noqa: S608
        unknown=store.one(f"SELECT count(*) FROM reports WHERE {asked} AND NOT ({known})", values),  # noqa: S608
    )


def _place(number: int, row: tuple[Any, ...], indicator: Indicator) -> Place:
    organ, value, above, below, reports, errors = row
    return Place(number, organ, value, int(above), int(below) if indicator.is_share else None, reports, int(errors))


def _line(indicator: Indicator, place: Place) -> str:
    made_of = f"{place.numerator}/{place.denominator}" if place.denominator is not None else f"{place.numerator}"
    doubt = f"，核对有 {place.errors} 处错误" if place.errors else ""
    return (
        f"{place.rank:4}  {indicator.shown(place.value):>10}  {place.organ}（{made_of}，{place.reports} 份报告{doubt}）"
    )
