"""gongkai report check: what is wrong with a report, alone and against last year's."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import click

from gongkai.annual_report.checks.carry_over import carry_over
from gongkai.annual_report.interchange import to_data
from gongkai.annual_report.reading import Reading
from gongkai.cli.report.desk import FINDINGS, SEVERITIES, Desk, Files, Out, in_words, named, read_all, save


@click.command()
@Files
@click.option("--previous", metavar="FILE", help="上一年的报告：核对结转数和现行有效件数。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 给出，每个文件一行。")
@Out
def check(files: tuple[str, ...], previous: str | None, as_json: bool, output: str | None) -> None:
    """核对报告：表内勾稽、表间和文字与表格是否一致、格式是否合规；给出上一年的报告，还核对两年是否衔接。

    没有错误退出码为 0，有错误为 1，有文件读不了为 2。
    """
    last_year = read_all([previous])[0] if previous else None
    desk = Desk(files)
    show: Callable[[Reading], str] = _as_json if as_json else _in_words
    save("".join(show(_against(reading, last_year, desk)) for reading in desk.readings()), output)
    sys.exit(desk.exit_code)


def _against(reading: Reading, last_year: Reading | None, desk: Desk) -> Reading:
    """The reading with what last year's report adds to its findings."""
    if last_year is None:
        return reading
    whole = replace(reading, findings=(*reading.findings, *carry_over(reading.report, last_year.report)))
    desk.exit_code = desk.exit_code or (FINDINGS if whole.has_errors else 0)
    return whole


def _as_json(reading: Reading) -> str:
    data = to_data(reading)
    return json.dumps({key: data[key] for key in ("source", "organ", "year", "findings")}, ensure_ascii=False) + "\n"


def _in_words(reading: Reading) -> str:
    counts = [finding.severity for finding in reading.findings]
    summary = "，".join(f"{word} {counts.count(severity)} 处" for severity, word in SEVERITIES.items())
    return f"{reading.source}：{named(reading)}：{summary}\n" + "".join(_lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    return (in_words(finding, reading.report.form.year) for finding in reading.findings)
