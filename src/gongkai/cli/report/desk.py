"""gongkai report …: read and check annual reports."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from pathlib import Path

import click

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.finding import Finding, Severity
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.interchange import to_data, to_row
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.readers.decode import LIMIT
from gongkai.annual_report.reading import Reading

FINDINGS, CANNOT = 1, 2
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_REASONS = {
    FileNotFoundError: "没有这个文件。请核对路径。",
    IsADirectoryError: "这是文件夹。请给出其中的文件。",
    PermissionError: "没有读这个文件的权限。",
}

Files = click.argument("files", metavar="FILE...", nargs=-1, required=True)
Out = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, writable=True), help="写入文件，默认写到标准输出。"
)


@click.group()
def report() -> None:
    """读取、核对政府信息公开工作年度报告。"""


@report.command()
@Files
@click.option("--format", "kind", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@Out
def read(files: tuple[str, ...], kind: str, output: str | None) -> None:
    """读出报告的每个单元格、六个部分和核对结果。

    一个文件给出一个 JSON 对象，多个文件每行一个；CSV 每份报告一行，列名即单元格的名称。FILE 写 - 表示标准输入。
    """
    desk = _Desk(files)
    text = (_as_csv if kind == "csv" else _as_json)(desk.readings(), alone=len(files) == 1)
    _write(text, output)
    sys.exit(desk.exit_code)


@report.command()
@Files
@click.option("--json", "as_json", is_flag=True, help="以 JSON 给出，每个文件一行。")
@Out
def check(files: tuple[str, ...], as_json: bool, output: str | None) -> None:
    """核对报告：表内勾稽、表间和文字与表格是否一致、格式是否合规。

    没有错误退出码为 0，有错误为 1，有文件读不了为 2。
    """
    desk = _Desk(files)
    show: Callable[[Reading], str] = _findings_as_json if as_json else _findings_in_words
    _write("".join(show(reading) for reading in desk.readings()), output)
    sys.exit(desk.exit_code)


class _Desk:
    """Reads files one after the other: what cannot be read is said on stderr, and the others are still read."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = files
        self.exit_code = 0

    def readings(self) -> Iterator[Reading]:
        for file in self.files:
            try:
                reading = read_paper(_bytes(file), source=file)
            except (ReportError, OSError) as error:
                click.echo(f"{file}：{_reason(error)}", err=True)
                self.exit_code = CANNOT
            else:
                self.exit_code = self.exit_code or (FINDINGS if reading.has_errors else 0)
                yield reading


def _reason(error: ReportError | OSError) -> str:
    for kind, sentence in _REASONS.items():
        if isinstance(error, kind):
            return sentence
    return str(error)


def _bytes(file: str) -> bytes:
    """At most one byte more than a paper may have, so that a huge file costs no memory."""
    if file == "-":
        return sys.stdin.buffer.read(LIMIT + 1)
    with Path(file).open("rb") as stream:
        return stream.read(LIMIT + 1)


def _as_json(readings: Iterable[Reading], *, alone: bool) -> str:
    indent = 2 if alone else None
    return "".join(json.dumps(to_data(reading), ensure_ascii=False, indent=indent) + "\n" for reading in readings)


def _as_csv(readings: Iterable[Reading], *, alone: bool) -> str:
    rows = [to_row(reading) for reading in readings]
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _findings_as_json(reading: Reading) -> str:
    data = to_data(reading)
    return json.dumps({key: data[key] for key in ("source", "organ", "year", "findings")}, ensure_ascii=False) + "\n"


def _findings_in_words(reading: Reading) -> str:
    report = reading.report
    counts = [finding.severity for finding in reading.findings]
    summary = "，".join(f"{word} {counts.count(severity)} 处" for severity, word in _SEVERITIES.items())
    named = f"{report.organ or '机关不详'} {report.year or '年份不详'}（{report.form.year} 年格式）"
    return f"{reading.source}：{named}：{summary}\n" + "".join(
        _in_words(finding, report.form.year) for finding in reading.findings
    )


def _in_words(finding: Finding, form_year: int) -> str:
    place = place_in_words(form_year, finding.where)
    return (
        f"  {_SEVERITIES[finding.severity]}  {place}〔{finding.where}〕\n"
        f"        {finding.message}\n"
        f"        依据：{finding.rule.citation}；规则：{finding.rule.label}\n"
    )


def _write(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8-sig" if output.endswith(".csv") else "utf-8")
