"""gongkai corpus …: many reports at once. What only this needs (Parquet, DuckDB, Dask) is loaded when it is called."""

import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from gongkai.annual_report.corpus.errors import CorpusError
from gongkai.annual_report.errors import ReportError
from gongkai.regulation.organs import LEVEL_LABELS, Level

FINDINGS, CANNOT, INTERRUPTED = 1, 2, 130
_PACKAGE = "gongkai.annual_report.corpus"
_EXTRA = "这个命令还需要安装：pip install 'gongkai[corpus]'。（缺少 {name}）"

Table = click.argument("table", metavar="OUT.parquet", type=click.Path(path_type=Path))


def _load(module: str) -> ModuleType:
    """A module that needs the extra; without it, one sentence says what to install."""
    try:
        return import_module(f"{_PACKAGE}.{module}")
    except ModuleNotFoundError as error:
        _refuse(_EXTRA.format(name=error.name))


def _refuse(sentence: str, code: int = CANNOT) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)


@click.group()
def corpus() -> None:
    """成批处理年度报告：生成样本、汇成一张表、核对、排名、总览。"""


@corpus.command()
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.argument("directory", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True, help="同一个数总是生成同样的文件。")
@click.option("--formats", default=None, help="逗号分隔，默认 text,html；另有 docx,xlsx,pdf,ofd,scan（扫描件）。")
@click.option("--variant", "variants", multiple=True, metavar="NAME", help="只用这些变体，可多次给出；默认随机搭配。")
@click.option("--defect", "defects", multiple=True, metavar="NAME", help="每份都埋入其中一种差错，可多次给出。")
@click.option("--defective", default=0.3, show_default=True, type=click.FloatRange(0, 1), help="埋入差错的份额。")
def sample(
    number: int,
    directory: Path,
    seed: int,
    formats: str | None,
    variants: tuple[str, ...],
    defects: tuple[str, ...],
    defective: float,
) -> None:
    """生成 N 份虚构机关的年度报告，并在 truth.jsonl 里逐份记下真实内容、变体和埋入的差错。

    变体和差错的名称见 gongkai corpus names。
    """
    making, writing = _load("sample.making"), _load("sample.writing")
    chosen = tuple(formats.split(",")) if formats else tuple(making.PRINTED)
    wish = making.Wish(formats=chosen, variants=variants, defects=defects, defective=defective)
    try:
        made = making.samples(number, seed=seed, wish=wish)
        count = sum(1 for _ in writing.write_samples(made, directory))
    except (CorpusError, ReportError) as error:
        _refuse(str(error))
    click.echo(f"已在 {directory} 生成 {count} 份报告；真实内容见 {directory / writing.TRUTH}。")


@corpus.command()
def names() -> None:
    """列出样本可用的格式、变体和差错。"""
    click.echo("--formats " + ",".join(_load("sample.making").FORMATS))
    variants, defects = _load("sample.variants").VARIANTS, _load("sample.defects").DEFECTS
    for variant in variants.values():
        click.echo(f"--variant {variant.name:28} {variant.code:4} {variant.what}")
    for defect in defects.values():
        click.echo(f"--defect  {defect.name:28} {'':4} {defect.what}")


@corpus.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", required=True, metavar="OUT.parquet", type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(min=1), default=None, help="本机的进程数，默认等于处理器核数。")
@click.option("--memory", default=1024, show_default=True, help="一个进程读文件可用的内存（MB），0 为不限。")
@click.option("--dask", "address", metavar="ADDRESS", default=None, help="改用这个 Dask 集群，如 tcp://10.0.0.5:8786。")
@click.option("--resume/--fresh", default=True, show_default=True, help="接着上次做，或全部重做。")
def build(directory: Path, out: Path, workers: int | None, memory: int, address: str | None, resume: bool) -> None:
    """把 DIR 下的全部报告读成一张 Parquet 表，一份报告一行。

    读不了的文件也占一行，错误写在 error 列。中断后再运行同一命令，只读还没有读完的文件。
    """
    building = _load("build")
    if address:
        run = partial(_load("cluster").run_on_cluster, address=address)
    else:
        run = partial(_load("workers").run_here, workers=workers or os.cpu_count() or 1, megabytes=memory)
    try:
        with _load("progress").shown(sys.stderr) as tell:
            rows = building.build(directory, out, run=run, fresh=not resume, tell=tell)
    except CorpusError as error:
        _refuse(str(error))
    except KeyboardInterrupt:
        _refuse("已中断；读完的部分已保存，再运行同一命令即可接着做。", INTERRUPTED)
    click.echo(f"{out}：{rows} 行。")


@corpus.command()
@Table
@click.option("--json", "as_json", is_flag=True, help="以 JSON 给出。")
def check(table: Path, as_json: bool) -> None:
    """汇总各项核对规则发现的问题。有错误或有读不了的文件时退出码为 1。"""
    checking = _load("check")
    try:
        summary = checking.summary(table)
    except CorpusError as error:
        _refuse(str(error))
    click.echo(summary.as_json() if as_json else summary.in_words(), nl=False)
    sys.exit(FINDINGS if summary.has_errors else 0)


@corpus.command()
@Table
@click.option(
    "--by", "indicator", required=True, metavar="INDICATOR", help="指标的名称，见 gongkai corpus indicators。"
)
@click.option("--year", type=int, default=None, help="只看这一年，默认各年合计。")
@click.option("--level", type=click.Choice([level.value for level in Level]), default=None, help="只看这一级机关。")
@click.option("--top", default=20, show_default=True, type=click.IntRange(min=1))
@click.option("--lowest", is_flag=True, help="从低到高。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 给出。")
def rank(
    table: Path, indicator: str, year: int | None, level: str | None, top: int, lowest: bool, as_json: bool
) -> None:
    """按一项指标给机关排名，分母太小的不排，并说明有多少。"""
    ranking = _load("rank")
    try:
        found = ranking.rank(table, indicator, year=year, level=Level(level) if level else None, top=top, lowest=lowest)
    except CorpusError as error:
        _refuse(str(error))
    click.echo(found.as_json() if as_json else found.in_words(), nl=False)


@corpus.command()
def indicators() -> None:
    """列出可排名的指标及其定义。"""
    for indicator in _load("indicators").indicators().values():
        click.echo(f"{indicator.name:24} {indicator.label}：{indicator.definition}")
    click.echo("级别（--level）：" + "，".join(f"{level} {label}" for level, label in LEVEL_LABELS.items()))


@corpus.command()
@Table
@click.option("-o", "--output", "out", required=True, metavar="OUT.html", type=click.Path(path_type=Path))
def overview(table: Path, out: Path) -> None:
    """画出一页总览：一个自带图表和数据表的 HTML 文件。"""
    try:
        page = _load("overview").overview(table)
    except CorpusError as error:
        _refuse(str(error))
    out.write_text(page, encoding="utf-8")
    click.echo(f"{out}：{len(page.encode()) // 1024} KB。")
