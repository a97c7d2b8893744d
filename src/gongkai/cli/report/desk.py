"""What every command on reports shares: reading files, saying what is wrong with them, writing what came of it."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import click

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.finding import Finding, Severity
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.paper import LIMIT, Failure, read_papers
from gongkai.annual_report.reading import Reading

FINDINGS, CANNOT = 1, 2
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_REASONS = {
    FileNotFoundError: "没有这个文件。请核对路径。",
    IsADirectoryError: "这是文件夹。请给出其中的文件。",
    PermissionError: "没有读写这个文件的权限。",
}

Files = click.argument("files", metavar="FILE...", nargs=-1, required=True)
Out = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, writable=True), help="写入文件，默认写到标准输出。"
)


class Desk:
    """Reads files one after the other: what cannot be read is said on stderr, and the others are still read."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = files
        self.exit_code = 0

    def readings(self) -> Iterator[Reading]:
        for file in self.files:
            try:
                data = content_of(file)
            except OSError as error:
                self._refuse(file, error)
                continue
            for paper in read_papers(data, source=file):
                if isinstance(paper, Failure):
                    self._refuse(paper.source, paper.error)
                else:
                    self.exit_code = self.exit_code or (FINDINGS if paper.has_errors else 0)
                    yield paper

    def _refuse(self, source: str, error: ReportError | OSError) -> None:
        click.echo(f"{source}：{_reason(error)}", err=True)
        self.exit_code = CANNOT


def read_all(files: Iterable[str]) -> list[Reading]:
    """All files, for a command that can do nothing with only some of them: it ends where one cannot be read."""
    desk = Desk(files)
    readings = list(desk.readings())
    if desk.exit_code == CANNOT:
        sys.exit(CANNOT)
    return readings


def refuse(error: ReportError | OSError, *, name: str = "") -> NoReturn:
    """Say in one line what cannot be done, and end."""
    click.echo(f"{name}：{_reason(error)}" if name else _reason(error), err=True)
    sys.exit(CANNOT)


def save(content: str | bytes, output: str | None) -> None:
    """Write to the file, or to standard output; a CSV for people gets the mark by which spreadsheets know UTF-8."""
    if output is None:
        click.echo(content, nl=False)
        return
    encoding = "utf-8-sig" if output.endswith(".csv") else "utf-8"
    try:
        Path(output).write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    except OSError as error:
        refuse(error, name=output)


def font_folders() -> tuple[Path, ...]:
    """The folders that $GONGKAI_FONTS names, parted as in $PATH."""
    return tuple(Path(folder) for folder in os.environ.get("GONGKAI_FONTS", "").split(os.pathsep) if folder)


def named(reading: Reading) -> str:
    """青石县水利局 2024（2021 年格式）."""
    report = reading.report
    return f"{report.organ or '机关不详'} {report.year or '年份不详'}（{report.form.year} 年格式）"


def in_words(finding: Finding, form_year: int) -> str:
    """A finding in three lines: how heavy and where, what, by which rule."""
    place = place_in_words(form_year, finding.where)
    return (
        f"  {SEVERITIES[finding.severity]}  {place}〔{finding.where}〕\n"
        f"        {finding.message}\n"
        f"        依据：{finding.rule.citation}；规则：{finding.rule.label}\n"
    )


def _reason(error: ReportError | OSError) -> str:
    for kind, sentence in _REASONS.items():
        if isinstance(error, kind):
            return sentence
    return str(error)


def content_of(file: str) -> bytes:
    """At most one byte more than a paper may have, so that a huge file costs no memory."""
    if file == "-":
        return sys.stdin.buffer.read(LIMIT + 1)
    with Path(file).open("rb") as stream:
        return stream.read(LIMIT + 1)
