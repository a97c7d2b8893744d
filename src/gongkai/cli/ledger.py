"""`gongkai verify`, `rebuild` and `worker`: what an operator does beside the running site."""

import sys
from importlib import import_module

import click


@click.command()
def verify() -> None:
    """核对事件链和由事件得出的全部记录；指出第一处问题。

    没有问题退出码为 0，有问题为 1，无法核对为 2。
    """
    run("verify")


@click.command()
def rebuild() -> None:
    """由事件重新算出全部记录，列出有变动的。"""
    run("rebuild")


@click.command()
@click.option("--batch", is_flag=True, help="办完现有的就停止，不再等新的。")
def worker(batch: bool) -> None:
    """办理后台事务（送达通知、更新索引等），直到停止。"""
    run("work", batch=batch)


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
