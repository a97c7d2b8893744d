"""gongkai report merge: many reports added up to one."""

import csv
import json
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import click

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.interchange import plain
from gongkai.annual_report.merge import RollUp, merge_mixed, roll_up_as_data
from gongkai.annual_report.merge import merge as merged
from gongkai.annual_report.writers.kinds import Kind
from gongkai.annual_report.writers.kinds import write as written
from gongkai.cli.report.desk import Files, font_folders, in_words, read_all, refuse, save


@click.command()
@Files
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True), help="汇总写入的文件，种类看后缀。")
@click.option("--added", type=click.Path(dir_okay=False, writable=True), help="另写一份明细（CSV）：每格加了谁的多少。")
@click.option("--organ", help="汇总报告的机关名称。")
@click.option("--year", type=int, help="汇总报告的年份，默认是各份报告的年份。")
@click.option("--mixed", is_flag=True, help="年份、格式不同也相加；含义不同的单元格留空。")
def merge(
    files: tuple[str, ...], output: str | None, added: str | None, organ: str | None, year: int | None, mixed: bool
) -> None:
    """把多份报告逐格相加，汇成一份。

    输出的种类看 -o 的后缀：.json（默认，附每份报告加了多少）、.docx、.html、.xlsx、.pdf、.csv、.txt。
    缺数的单元格和可能的重复计算写在标准错误上。
    """
    readings = read_all(files)
    try:
        roll_up = (merge_mixed if mixed else merged)(readings, organ=organ, year=year)
        content = _content(roll_up, output)
    except ReportError as error:
        refuse(error)
    save(content, output)
    if added:
        save(_list(roll_up), added)
    for finding in roll_up.reading.findings:
        click.echo(in_words(finding, roll_up.reading.report.form.year), err=True, nl=False)
    click.echo(f"汇总了 {len(roll_up.addends)} 份报告。", err=True)
    sys.exit(0)


def _content(roll_up: RollUp, output: str | None) -> str | bytes:
    suffix = Path(output).suffix.removeprefix(".").lower() if output else "json"
    if suffix not in list(Kind):
        raise ReportError(f"不认识后缀“.{suffix}”。可以写成：{'、'.join(f'.{kind}' for kind in Kind)}。")
    if suffix == Kind.JSON:
        return json.dumps(roll_up_as_data(roll_up), ensure_ascii=False, indent=2) + "\n"
    return written(roll_up.reading, Kind(suffix), font_folders=font_folders())


def _list(roll_up: RollUp) -> str:
    """A line for each cell and each report that has a number in it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["单元格", "位置", "汇总", "来源", "机关", "数值"])
    writer.writerows(_lines(roll_up))
    return out.getvalue()


def _lines(roll_up: RollUp) -> Iterator[tuple[str | int | None, ...]]:
    report = roll_up.reading.report
    for cell, total in report.cells.items():
        label = place_in_words(report.form.year, cell)
        for addend in roll_up.addends:
            value = addend.cells.get(cell)
            if value is not None:
                yield cell, label, plain(total), addend.source, addend.organ, plain(value)
