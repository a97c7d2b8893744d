"""`gongkai serve`: the site, in one process group on this machine."""

import sys
from importlib import import_module

import click

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听的端口。")


@click.command()
@HOST
@PORT
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="工作进程数。")
@click.option("--no-worker", is_flag=True, help="不带后台进程；另外用 gongkai worker 运行。")
def serve(host: str, port: int, workers: int, no_worker: bool) -> None:
    """启动网站，并带上一个后台进程。数据在 GONGKAI_HOME（默认 var/），设置见 docs/how-to/configure.md。"""
    start(host, port, workers=workers, has_worker=not no_worker)


def start(host: str, port: int, *, workers: int = 1, before: tuple[str, ...] = (), has_worker: bool = True) -> None:
    """Serve, with a worker beside it, after the named commands of the site; exit with 2 and one sentence where that
    cannot be.

    The site is loaded here and not above, so that the list of all commands stays quick.
    """
    server = import_module("gongkai.web.config.server")
    try:
        server.run(host, port, workers=workers, before=before, has_worker=has_worker, say=click.echo)
    except server.CannotStart as error:
        click.echo(str(error), err=True)
        sys.exit(2)
