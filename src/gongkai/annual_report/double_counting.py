"""What makes it probable that a roll-up counts the same matters twice.

The law does not say which reports a supervising organ may add; a government's report already holds those of its
departments, and one organ's report may reach the desk twice, in two formats.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Report, Value

_GOVERNMENT = "人民政府"
_PLACE = re.compile(r"[^省市县区旗州盟]+?(?:自治区|自治州|自治县|自治旗|新区|地区|省|市|县|区|旗|州|盟)")
_DISTINCT = 3
"""How many different numbers above 0 two equal tables must show: with fewer, they may well be equal by chance."""


def double_counts(readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """The same organ twice, a government beside an organ of its own, the same figures under two names."""
    return (*_same_organ(readings), *_government_and_its_own(readings), *_same_tables(readings))


def _same_organ(readings: Sequence[Reading]) -> Iterator[Finding]:
    by_organ: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.report.organ:
            by_organ.setdefault(_flat(reading.report.organ), []).append(reading)
    for same in by_organ.values():
        if len(same) > 1:
            sources = "、".join(reading.source for reading in same)
            yield _finding(
                "organ_is_added_once",
                "title",
                f"“{same[0].report.organ}”的报告有 {len(same)} 份（{sources}），可能重复计算。请只留一份。",
            )


def _government_and_its_own(readings: Sequence[Reading]) -> Iterator[Finding]:
    named = [(reading, _flat(reading.report.organ)) for reading in readings if reading.report.organ]
    for reading, organ in named:
        place = organ.removesuffix(_GOVERNMENT)
        if place == organ or not place:
            continue
        own = [other.report.organ or "" for other, name in named if name != organ and _is_of(name, place)]
        if own:
            listed = "、".join(own[:5]) + (f"等 {len(own)} 个机关" if len(own) > 5 else "")
            yield _finding(
                "government_is_not_added_to_its_own",
                "title",
                f"“{reading.report.organ}”的报告（{reading.source}）通常已经汇总了所属部门和下级政府，"
                f"现在又加上{listed}，可能重复计算。请核对这份报告的统计范围。",
            )


def _is_of(organ: str, place: str) -> bool:
    """青石县水利局, and 东川省南岭市青石县水利局, belong to 南岭市青石县人民政府."""
    parts = _PLACE.findall(place)
    return organ.startswith((place, parts[-1] if parts else place))


def _same_tables(readings: Sequence[Reading]) -> Iterator[Finding]:
    alike: dict[tuple[str, frozenset[tuple[str, Value]]], list[Reading]] = {}
    for reading in readings:
        for table in reading.report.form.tables:
            numbers = _numbers(reading.report, table)
            if len({value for _, value in numbers}) >= _DISTINCT:
                alike.setdefault((table, numbers), []).append(reading)
    for (table, _), same in alike.items():
        if len({_who(reading) for reading in same}) > 1:
            yield _finding(
                "tables_of_two_reports_differ",
                table,
                f"{place_in_words(same[0].report.form.year, table)}：{'、'.join(map(_who, same))}的数字完全相同，"
                "可能是同一批事项算了两次，或者照抄。请向填报单位核实。",
            )


def _numbers(report: Report, table: str) -> frozenset[tuple[str, Value]]:
    """The table's cells above 0."""
    return frozenset((cell, value) for cell, value in report.cells.items() if value and cell.startswith(f"{table}."))


def _who(reading: Reading) -> str:
    return f"“{reading.report.organ}”" if reading.report.organ else reading.source


def _flat(organ: str) -> str:
    return "".join(unicodedata.normalize("NFKC", organ).split())


def _finding(rule: str, where: str, message: str) -> Finding:
    return Finding(rules()[rule], where, message)
