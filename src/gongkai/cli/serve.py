"""`gongkai serve`: the site, in one process group on this machine."""

import errno
import os
import socket
import sys

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from gongkai.web.config.setup import prepare

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听的端口。")
WORKERS = click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="工作进程数。")
_THREADS = 4
_WHY = {
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EACCES: "没有权限（1024 以下的端口要管理员才能用）",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


@click.command()
@HOST
@PORT
@WORKERS
def serve(host: str, port: int, workers: int) -> None:
    """启动网站。数据在 GONGKAI_HOME（默认 var/），设置见 docs/how-to/configure.md。"""
    run(host, port, workers=workers)


def run(host: str, port: int, *, workers: int = 1, before: tuple[str, ...] = ()) -> None:
    """Make ready (tables, static files, then the named commands), say where the site is, and serve until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.config.settings")
    _refuse_taken(host, port)
    try:
        django.setup()
        prepare()
        for command in before:
            call_command(command)
        connections.close_all()
    except (CommandError, ImproperlyConfigured) as error:
        _stop(str(error))
    except DatabaseError as error:
        _stop(f"数据库不能用（{str(error).strip().splitlines()[0]}）。请检查 DATABASE_URL，或者确认数据库已经启动。")
    _serve(host, port, workers)


def _serve(host: str, port: int, workers: int) -> None:
    server = Granian(
        "gongkai.web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
    )
    shown = f"[{host}]" if ":" in host else host
    server.on_startup(lambda: click.echo(f"网站已启动：http://{shown}:{port}/ （按 Ctrl-C 停止）"))
    server.serve()
    click.echo("网站已停止。")


def _refuse_taken(host: str, port: int) -> None:
    """The server itself would share a taken port in silence; so it is tried first."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = _WHY.get(error.errno or 0, "系统不允许")
            _stop(f"不能监听 {host} 的 {port} 端口：{why}。请停掉占用它的程序，或者用 --port 换一个端口。")


def _stop(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(2)
