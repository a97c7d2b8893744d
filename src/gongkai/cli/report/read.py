"""gongkai report read: reports to data."""

import csv
import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from io import StringIO
from typing import Any

import click

from gongkai.annual_report.interchange import to_data, to_row
from gongkai.annual_report.reading import Reading
from gongkai.cli.report.desk import CANNOT, Desk, Files, Out, save

_TABLES = {
    "xlsx": "gongkai.annual_report.writers.rows:xlsx_of_rows",
    "parquet": "gongkai.annual_report.writers.parquet:parquet_of_rows",
}
"""Loaded when they are asked for: reading to JSON needs neither."""


@click.command()
@Files
@click.option("--format", "kind", type=click.Choice(["json", "csv", *_TABLES]), default="json", show_default=True)
@Out
def read(files: tuple[str, ...], kind: str, output: str | None) -> None:
    """读出报告的每个单元格、六个部分和核对结果。

    一个文件给出一个 JSON 对象，多个文件每行一个；CSV、XLSX、Parquet 每份报告一行，列名即单元格的名称。
    FILE 写 - 表示标准输入。
    """
    make_table = _table_maker(kind) if kind in _TABLES else None
    desk = Desk(files)
    if kind == "json":
        save(_as_json(desk.readings(), alone=len(files) == 1), output)
    else:
        rows = [to_row(reading) for reading in desk.readings()]
        names = list(dict.fromkeys(name for row in rows for name in row))
        save(make_table(names, rows) if make_table else _as_csv(names, rows), output)
    sys.exit(desk.exit_code)


def _table_maker(kind: str) -> Callable[[list[str], list[dict[str, Any]]], bytes]:
    module, name = _TABLES[kind].split(":")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        click.echo(f"写 {kind} 需要 {error.name}，它还没有安装。请运行：pip install 'gongkai[corpus]'。", err=True)
        sys.exit(CANNOT)


def _as_json(readings: Iterable[Reading], *, alone: bool) -> str:
    indent = 2 if alone else None
    return "".join(json.dumps(to_data(reading), ensure_ascii=False, indent=indent) + "\n" for reading in readings)


def _as_csv(names: list[str], rows: Iterable[dict[str, Any]]) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
