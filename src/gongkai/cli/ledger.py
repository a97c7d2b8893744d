"""`gongkai verify`, `rebuild` and `worker`: what an operator does beside the running site."""

import sys
from importlib import import_module

import click


@click.command()
@click.option("--files", is_flag=True, help="还核对每个存放的文件都在，内容与登记的摘要一致。")
def verify(files: bool) -> None:
    """核对事件链和由事件得出的全部记录；指出第一处问题。

    没有问题退出码为 0，有问题为 1，无法核对为 2。
    """
    run("verify")
    if files:
        run("verify_files")


@click.group()
def files() -> None:
    """存放的文件。"""


@files.command()
@click.option("--rehearse", is_flag=True, help="只列出，不清除。")
def sweep(rehearse: bool) -> None:
    """清除存放处里不属于任何事项、超过两天的文件（放弃的表单、断电留下的）。"""
    run("sweep_files", rehearse=rehearse)


@click.command()
def rebuild() -> None:
    """由事件重新算出全部记录，列出有变动的。"""
    run("rebuild")


@click.command()
@click.option("--batch", is_flag=True, help="办完现有的就停止，不再等新的。")
@click.option("--parent", type=int, default=0, hidden=True)
def worker(batch: bool, parent: int) -> None:
    """办理后台事务（送达通知、更新索引等），直到停止。

    gongkai serve 会自己带上一个；大的网站用 gongkai serve --no-worker，另外运行这个命令。
    """
    run("work", batch=batch, parent=parent)


def run(command: str, *words: str, **options: object) -> None:
    """Run one command of the site; exit as it says where it fails.

    The site is loaded here and not above, so that the list of all commands stays quick.
    """
    console = import_module("gongkai.web.config.console")
    try:
        console.run(command, *words, **options)
    except console.Failed as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
