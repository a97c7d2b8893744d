"""gongkai report write: one report to a file in the official layout."""

import sys

import click

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.writers.kinds import Kind
from gongkai.annual_report.writers.kinds import write as written
from gongkai.annual_report.writers.proof import differences
from gongkai.cli.report.desk import CANNOT, FINDINGS, font_folders, read_all, refuse, save

_PLAIN = {Kind.JSON, Kind.CSV, Kind.HTML, Kind.TEXT}


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--to", "kind", type=click.Choice([str(kind) for kind in Kind]), required=True, help="写成哪种文件。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True), help="写入文件，默认写到标准输出。")
def write(file: str, kind: str, output: str | None) -> None:
    """把一份报告写成规定版式的文件：DOCX、HTML、XLSX、PDF、JSON、CSV 或纯文本。

    FILE 可以是任何能读的报告，包括 gongkai report read 写出的 JSON；写 - 表示标准输入。
    写完立即读回核对：读回来与原报告不同的地方写在标准错误上，退出码为 1。
    PDF 的字体在系统里和环境变量 GONGKAI_FONTS 指出的文件夹里找。
    """
    to = Kind(kind)
    if output is None and to not in _PLAIN and sys.stdout.isatty():
        click.echo(f"{kind.upper()} 不能显示在终端里。请用 -o 指定文件。", err=True)
        sys.exit(CANNOT)
    reading = read_all([file])[0]
    try:
        content = written(reading, to, font_folders=font_folders())
    except ReportError as error:
        refuse(error)
    save(content, output)
    found = differences(reading.report, content)
    for sentence in found:
        click.echo(f"{output or kind}：{sentence}", err=True)
    sys.exit(FINDINGS if found else 0)
