"""The official form read from its YAML file: sections, three tables, the cells they name, and what must add up."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.numerals import chinese

NEWEST = 2021
FORMS = (2021, 2019)


class FormError(ValueError):
    """A form file that contradicts itself, or a form that does not exist."""


@dataclass(frozen=True, slots=True)
class Label:
    """The official wording, the wordings met in its place, and the headings it stands under (outermost first)."""

    text: str
    also: tuple[str, ...] = ()
    under: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.text, *self.also)


@dataclass(frozen=True, slots=True)
class SectionHead:
    """One of the six sections."""

    number: int
    label: Label


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: Label
    unit: str | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `cells` are the full names of its cells, one for each of `columns`.

    instead_of: for a row that some papers print in place of several (（六）其他处理), the rows it stands for.
    """

    name: str
    label: Label
    citation: Citation
    columns: tuple[Column, ...]
    cells: tuple[str, ...]
    caption: str | None = None
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sums of cells that must be equal. `where` is the cell a reader looks at when they are not.

    Cells of merged rows take part; whichever of a merged row and its parts a paper lacks counts as 0.
    """

    rule: str
    where: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One official form. `year` names it.

    tables: `table2`, `table3`, `table4` → their rows in order. Table 4 has one row a group (行政复议, 未经复议直接起诉,
    复议后起诉), although papers print the groups side by side.
    merged: rows that a paper may print instead of several; they are no part of `tables`.
    """

    year: int
    title: str
    citation: Citation
    first: int
    last: int | None
    sections: tuple[SectionHead, ...]
    tables: Mapping[str, tuple[Row, ...]]
    merged: tuple[Row, ...]
    equations: tuple[Equation, ...]
    heads: Mapping[str, str]
    """Further texts of the table heads: table2, table3, over_columns."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The names of all cells, in the form's order."""
        return tuple(name for row in self.rows for name in row.cells)

    @property
    def rows(self) -> Iterator[Row]:
        for rows in self.tables.values():
            yield from rows

    def caption(self, table: str) -> str:
        """What a table is called where a page or a sheet needs a name for it: 「表二 主动公开政府信息情况」."""
        number = int(table.removeprefix("table"))
        return f"表{chinese(number)} {self.sections[number - 1].label.text}"

    def printed_rows(self, table: str, merged: Collection[str] = ()) -> Iterator[Row]:
        """The rows of a table as a paper prints them that has these merged rows, each in place of its parts."""
        instead = {row.instead_of[-1]: row for row in self.merged if table == "table3" and row.name in merged}
        replaced = {name for row in instead.values() for name in row.instead_of}
        for row in self.tables[table]:
            if row.name not in replaced:
                yield row
            elif row.name in instead:
                yield instead[row.name]

    def row(self, table: str, name: str) -> Row:
        """One row by its name, merged rows included. Raises FormError."""
        for row in (*self.tables[table], *(self.merged if table == "table3" else ())):
            if row.name == name:
                return row
        raise FormError(f"{self.year} 年格式的 {table} 没有名为 {name} 的行。")


@cache
def form(year: int = NEWEST) -> Form:
    """The form of that year: 2021 or 2019. Raises FormError for any other, and for a file that contradicts itself."""
    if year not in FORMS:
        raise FormError(f"没有 {year} 年的格式；现有 {'、'.join(map(str, FORMS))}。")
    text = resources.files("gongkai.annual_report.form").joinpath(f"{year}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    tables = {
        "table2": tuple(_rows_of_table2(data)),
        "table3": tuple(_rows_of_table3(data, data["table3"]["rows"])),
        "table4": tuple(_rows_of_table4(data)),
    }
    merged = tuple(_rows_of_table3(data, data["table3"].get("merged_rows", {})))
    return Form(
        year=data["form"],
        title=data["title"],
        citation=cite(data["reference"]),
        first=data["years"]["first"],
        last=data["years"].get("last"),
        sections=tuple(SectionHead(entry["number"], _label(entry, text=entry["title"])) for entry in data["sections"]),
        tables=tables,
        merged=merged,
        equations=tuple(
            equation
            for rule in data["sums"]
            for equation in _equations(rule, tables[rule["table"]] + (merged if rule["table"] == "table3" else ()))
        ),
        heads={
            "table2": data["table2"]["head"],
            "table3": data["table3"]["head"],
            "over_columns": data["table3"]["over_columns"],
        },
    )


def form_for(year: int) -> Form:
    """The form that binds a report on that year's work (a report of 2019 was free to use it)."""
    return form(next(name for name in FORMS if name <= year or name == FORMS[-1]))


def _label(entry: Mapping[str, Any], *, text: str | None = None, over: str = "over") -> Label:
    under = entry.get("under") or ([entry[over]] if over in entry else [])
    return Label(text or entry["label"], tuple(entry.get("also", ())), tuple(under))


def _columns(entries: Mapping[str, Any]) -> tuple[Column, ...]:
    return tuple(
        Column(name, _label(entry), entry.get("unit"), entry.get("decimals", 0)) for name, entry in entries.items()
    )


def _rows_of_table2(data: Mapping[str, Any]) -> Iterator[Row]:
    for group in data["table2"]["groups"]:
        columns = _columns(group["columns"])
        for name, entry in group["rows"].items():
            if len(columns) == 1:  # one number a row: the row's name is the cell's
                own = tuple(replace(c, unit=entry.get("unit"), decimals=entry.get("decimals", 0)) for c in columns)
                cells: tuple[str, ...] = (f"table2.{name}",)
            else:
                own, cells = columns, tuple(f"table2.{name}.{column.name}" for column in columns)
            yield Row(name, _label(entry), cite(group["reference"]), own, cells, group["caption"])


def _rows_of_table3(data: Mapping[str, Any], entries: Mapping[str, Any]) -> Iterator[Row]:
    columns = _columns(data["table3"]["columns"])
    for name, entry in entries.items():
        yield Row(
            name,
            _label(entry),
            cite(entry.get("reference", data["reference"])),
            columns,
            tuple(f"table3.{name}.{column.name}" for column in columns),
            instead_of=tuple(entry.get("instead_of", ())),
        )


def _rows_of_table4(data: Mapping[str, Any]) -> Iterator[Row]:
    columns = _columns(data["table4"]["columns"])
    for name, entry in data["table4"]["groups"].items():
        cells = tuple(f"table4.{name}.{column.name}" for column in columns)
        yield Row(name, _label(entry), cite(data["reference"]), columns, cells)


def _equations(rule: Mapping[str, Any], rows: tuple[Row, ...]) -> Iterator[Equation]:
    if rule["for_each"] == "row":
        for row in rows:
            cells = dict(zip((column.name for column in row.columns), row.cells, strict=True))
            left, right = (tuple(cells[name] for name in rule[side]) for side in ("left", "right"))
            yield Equation(rule["rule"], right[0], left, right)
        return
    for index in range(len(rows[0].columns)):
        left, right = (
            tuple(row.cells[index] for name in rule[side] for row in rows if _stands_for(name, row.name))
            for side in ("left", "right")
        )
        yield Equation(rule["rule"], right[0], left, right)


def _stands_for(name: str, row: str) -> bool:
    return row == name or row.startswith(f"{name}.")
