"""The site as a process: made ready, then served by granian until it is told to stop."""

import errno
import os
import socket
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from ipaddress import ip_address

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from gongkai.web.config.beside import beside
from gongkai.web.config.setup import prepare

_THREADS = 4
_WHY = {
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EACCES: "没有权限（1024 以下的端口要管理员才能用）",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


class CannotStart(Exception):
    """The site cannot start. The message is one plain Chinese sentence that says what to do."""


def run(
    host: str, port: int, *, workers: int, before: Sequence[str], has_worker: bool, say: Callable[[str], None]
) -> None:
    """Make ready (tables, static files, then the named commands), say where the site is, and serve until stopped; with
    a worker beside it that does what follows acts.

    Raises CannotStart.
    """
    _refuse_taken(host, port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.config.settings")
    try:
        django.setup()
        prepare()
        call_command("prove_keys")
        _refuse_demonstration_elsewhere(host)
        _refuse_rehearsal_elsewhere(host)
        _refuse_debug_elsewhere(host)
        for command in before:
            call_command(command)
        connections.close_all()
    except (CommandError, ImproperlyConfigured) as error:
        raise CannotStart(str(error)) from error
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStart(f"数据库不能用（{reason}）。请检查 DATABASE_URL，并确认数据库已经启动。") from error
    with beside(["worker"]) if has_worker else nullcontext():
        _serve(host, port, workers, say)
    say("网站已停止。")


def _serve(host: str, port: int, workers: int, say: Callable[[str], None]) -> None:
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
    server.on_startup(lambda: say(f"网站已启动：http://{shown}:{port}/ （按 Ctrl-C 停止）"))
    server.serve()


def _refuse_demonstration_elsewhere(host: str) -> None:
    """Everybody knows the demonstration accounts: they are for this machine alone."""
    if _is_loopback(host) or not (
        settings.DEMONSTRATION or apps.get_model("accounts", "User").objects.filter(is_demonstration=True).exists()
    ):
        return
    raise CannotStart(
        f"这里有演示账号，只能在本机地址（127.0.0.1）上启动，不能用 {host}。"
        "请去掉 --host；正式使用请用 GONGKAI_HOME 另指定一个空目录，再运行 gongkai serve。"
    )


def _refuse_rehearsal_elsewhere(host: str) -> None:
    """What others record on a day that is not today's is false."""
    if settings.TODAY is not None and not _is_loopback(host):
        raise CannotStart(
            f"GONGKAI_TODAY 只供在本机（127.0.0.1）演练时设定日期，不能用 {host} 启动。"
            "请去掉 --host；正式使用请去掉 GONGKAI_TODAY。"
        )


def _refuse_debug_elsewhere(host: str) -> None:
    """Its pages of errors show settings and data."""
    if settings.DEBUG and not _is_loopback(host):
        raise CannotStart(f"GONGKAI_DEBUG 只能在本机地址（127.0.0.1）上使用，不能用 {host}。请去掉 GONGKAI_DEBUG。")


def _is_loopback(host: str) -> bool:
    return all(ip_address(found[4][0]).is_loopback for found in socket.getaddrinfo(host, None))


def _refuse_taken(host: str, port: int) -> None:
    """The server itself would share a taken port in silence; so it is tried first."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise CannotStart(f"不认识地址“{host}”。--host 请写本机的 IP 地址，例如 127.0.0.1。") from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            why = _WHY.get(error.errno or 0, "系统不允许")
            raise CannotStart(
                f"不能监听 {host} 的 {port} 端口：{why}。请停掉占用它的程序，或者用 --port 换一个端口。"
            ) from error
