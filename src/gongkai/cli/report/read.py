"""gongkai report read: reports to data."""

import csv
import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from io import StringIO
from typing import NoReturn

import click

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.explain import explain
from gongkai.annual_report.interchange import to_data, to_rows
from gongkai.annual_report.paper import read_with_blocks
from gongkai.annual_report.reading import Reading
from gongkai.cli.report.desk import CANNOT, FINDINGS, Desk, Files, Out, content_of, refuse, save

_TABLES = {
    "xlsx": "gongkai.annual_report.writers.rows:xlsx_of_readings",
    "parquet": "gongkai.annual_report.corpus.table:parquet_of_readings",
}
"""Loaded when they are asked for: reading to JSON needs neither."""


@click.command()
@Files
@click.option("--format", "kind", type=click.Choice(["json", "csv", *_TABLES]), default="json", show_default=True)
@click.option("--explain", "as_page", is_flag=True, help="画出一份报告是怎样读的：网页，原文的表格上标出读出的单元格。")
@Out
def read(files: tuple[str, ...], kind: str, output: str | None, *, as_page: bool) -> None:
    """读出报告的每个单元格、六个部分和核对结果。

    一份报告给出一个 JSON 对象，多份每行一个；CSV、XLSX、Parquet 每份报告一行，列名即单元格的名称；
    Parquet 与 corpus build 的汇总表同列。
    FILE 写 - 表示标准输入；压缩包（ZIP）里的每个文件各是一份报告。
    """
    if as_page:
        _explain(files, output)
    make_table = _table_maker(kind) if kind in _TABLES else None
    desk = Desk(files)
    if kind == "json":
        save(_as_json(desk.readings(), alone=len(files) == 1), output)
    else:
        save(make_table(desk.readings()) if make_table else _as_csv(desk.readings()), output)
    sys.exit(desk.exit_code)


def _table_maker(kind: str) -> Callable[[Iterable[Reading]], bytes]:
    module, name = _TABLES[kind].split(":")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        click.echo(f"写 {kind} 需要 {error.name}，它还没有安装。请运行：pip install 'gongkai[corpus]'。", err=True)
        sys.exit(CANNOT)


def _explain(files: tuple[str, ...], output: str | None) -> NoReturn:
    if len(files) > 1:
        raise click.UsageError("--explain 一次只画一份报告，请只给一个文件。")
    try:
        reading, source = read_with_blocks(content_of(files[0]), source=files[0])
    except (ReportError, OSError) as error:
        refuse(error, name=files[0])
    save(explain(reading, source), output)
    sys.exit(FINDINGS if reading.has_errors else 0)


def _as_json(readings: Iterable[Reading], *, alone: bool) -> str:
    """Laid out for people where there is one report, one line each where several files or an archive are read."""
    shown = [to_data(reading) for reading in readings]
    indent = 2 if alone and len(shown) == 1 else None
    return "".join(json.dumps(data, ensure_ascii=False, indent=indent) + "\n" for data in shown)


def _as_csv(readings: Iterable[Reading]) -> str:
    names, rows = to_rows(readings)
    out = StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
