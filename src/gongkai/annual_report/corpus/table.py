"""One report, one row: the columns of the table of a corpus, and a reading or an error as a row of it.

Cells have their full names (table3.received.total): counts are whole numbers, amounts of money decimal strings, what
the paper does not have is null. A count that is no whole number fits no column: it is null, and said.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.annual_report.corpus.level import level_of
from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.form.form import FORMS, form
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Value

Record = Mapping[str, Any]

_LARGEST = 2**63 - 1
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_FINDING = pa.struct(
    [(name, pa.string()) for name in ("rule", "severity", "where", "expected", "found", "message", "reference")]
)
_SECTION = pa.struct([("no", pa.int8()), ("title", pa.string()), ("text", pa.string())])
_BEFORE = (
    ("file", pa.string()),
    ("source", pa.string()),
    ("organ", pa.string()),
    ("level", pa.string()),
    ("year", pa.int16()),
    ("form", pa.int16()),
    ("title", pa.string()),
)
_AFTER = (
    ("contact", pa.string()),
    ("sections", pa.list_(_SECTION)),
    ("findings", pa.list_(_FINDING)),
    ("errors", pa.int16()),
    ("warnings", pa.int16()),
    ("error", pa.string()),
    ("sha256", pa.string()),
    ("bytes", pa.int64()),
    ("modified_ns", pa.int64()),
    ("seconds", pa.float32()),
)


@cache
def cell_types() -> Mapping[str, pa.DataType]:
    """Every cell of both forms by its full name, merged rows included, and its type."""
    types: dict[str, pa.DataType] = {}
    for official in map(form, FORMS):
        for row in (*official.rows, *official.merged):
            for cell, column in zip(row.cells, row.columns, strict=True):
                types[cell] = pa.string() if column.unit else pa.int64()
    return types


@cache
def _amounts() -> frozenset[str]:
    return frozenset(cell for cell, kind in cell_types().items() if kind == pa.string())


@cache
def schema() -> pa.Schema:
    """The columns: where the row comes from, whose report it is, its cells, what was found, how the reading went."""
    return pa.schema([*_BEFORE, *cell_types().items(), *_AFTER])


def record_of(reading: Reading) -> dict[str, Any]:
    """The columns that a reading fills."""
    report = reading.report
    cells, doubts = _cells(report.cells)
    findings = (*reading.findings, *doubts)
    return {
        "source": reading.source,
        "organ": report.organ,
        "level": level_of(report.organ) if report.organ else None,
        "year": report.year,
        "form": report.form.year,
        "title": report.title,
        **cells,
        "contact": report.contact,
        "sections": [{"no": part.no, "title": part.title, "text": part.text} for part in report.sections],
        "findings": [_finding(finding) for finding in findings],
        "errors": sum(finding.severity == "error" for finding in findings),
        "warnings": sum(finding.severity == "warning" for finding in findings),
    }


def table_of(records: Iterable[Record]) -> pa.Table:
    """Rows as a table; a column that a record does not name is null."""
    return pa.Table.from_pylist(list(records), schema=schema())


def arrow_of(records: Iterable[Record]) -> bytes:
    """Rows as an Arrow file, which is made and read in a twentieth of the time of a Parquet file of so few rows."""
    out, table = BytesIO(), table_of(records)
    with pa.ipc.new_file(out, table.schema, options=_COMPRESSED) as writer:
        writer.write_table(table)
    return out.getvalue()


def parquet_of_readings(readings: Iterable[Reading]) -> bytes:
    """Readings as a Parquet file: the table of a corpus, less what only its build knows of the files."""
    out = BytesIO()
    rows = ({"file": reading.source, **record_of(reading)} for reading in readings)
    pq.write_table(table_of(rows), out, compression="zstd")
    return out.getvalue()


def _cells(values: Mapping[str, Value]) -> tuple[dict[str, int | str], list[Finding]]:
    """The columns of the cells that have a number, and what is to be said of those that fit no column."""
    amounts, doubts = _amounts(), []
    cells: dict[str, int | str] = {}
    for cell, value in values.items():
        if value is None:
            continue
        if cell in amounts:
            cells[cell] = str(value)
        elif isinstance(value, int) and abs(value) <= _LARGEST:
            cells[cell] = value
        else:
            doubts.append(_no_count(cell, value))
    return cells, doubts


def _no_count(cell: str, value: int | Decimal) -> Finding:
    return Finding(
        rules()["count_is_whole_and_not_negative"],
        cell,
        f"{cell} 写作 {value}，不是可以入表的整数，汇总表中留空，请核对原文。",
        expected="整数",
        found=str(value),
        cells=(cell,),
    )


def _finding(finding: Finding) -> dict[str, str | None]:
    return {
        "rule": finding.rule.name,
        "severity": str(finding.severity),
        "where": finding.where,
        "expected": finding.expected,
        "found": finding.found,
        "message": finding.message,
        "reference": str(finding.rule.citation),
    }
