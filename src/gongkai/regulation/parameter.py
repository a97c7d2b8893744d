"""A number of the law: dated, with a reference for every value. One number a file under parameters/.

    label: 答复期限
    unit: workday
    values:
      2008-05-01: {value: 15, reference: REG2007 24.2}
      2019-05-15: {value: 20, reference: REG 33.2}

A changed number is a new dated line; the old line stays, so that past years can be computed for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.citation import Citation, cite

UNITS = frozenset({"workday", "hour", "day", "month", "year", "item", "page", "yuan", "time"})


class ParameterError(ValueError):
    """A parameter file that is missing, malformed, or has no value on the day asked for."""


@dataclass(frozen=True, slots=True)
class Value:
    """What the number is from a day on, and where that stands."""

    since: date
    value: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law through time, oldest value first."""

    name: str
    label: str
    unit: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """The value in force on that day. Raises ParameterError before the first one."""
        for value in reversed(self.values):
            if value.since <= day:
                return value
        raise ParameterError(f"{self.label}在 {day} 尚无规定：最早的规定自 {self.values[0].since} 起施行。")


@cache
def parameter(name: str) -> Parameter:
    """Load parameters/<name>.yaml. Raises ParameterError for an unknown name, key, unit or an unordered history."""
    file = resources.files("gongkai.regulation").joinpath("parameters", f"{name}.yaml")
    if not file.is_file():
        raise ParameterError(f"没有名为 {name} 的参数文件。")
    return _parameter(name, yaml.load(file.read_text("utf-8"), yaml.CSafeLoader))


def _parameter(name: str, data: Mapping[str, Any]) -> Parameter:
    if set(data) != {"label", "unit", "values"}:
        raise ParameterError(f"{name}.yaml 应当恰有 label、unit、values 三项，现有 {sorted(data)}。")
    if data["unit"] not in UNITS:
        raise ParameterError(f"{name}.yaml 的单位 {data['unit']} 不在 {sorted(UNITS)} 之中。")
    values = tuple(_value(name, since, entry) for since, entry in data["values"].items())
    if not values or [value.since for value in values] != sorted({value.since for value in values}):
        raise ParameterError(f"{name}.yaml 的 values 应当由早到晚、互不重复，且至少有一个。")
    return Parameter(name, data["label"], data["unit"], values)


def _value(name: str, since: object, entry: Mapping[str, Any]) -> Value:
    if not isinstance(since, date) or set(entry) != {"value", "reference"} or not isinstance(entry["value"], int):
        raise ParameterError(f"{name}.yaml 中 {since} 一行应当写成 日期: {{value: 整数, reference: 引用}}。")
    return Value(since, entry["value"], cite(entry["reference"]))
