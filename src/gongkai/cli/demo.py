"""`gongkai demo`: five organs with their reports, then the site."""

import click

from gongkai.cli.serve import HOST, PORT, start


@click.command()
@HOST
@PORT
def demo(host: str, port: int) -> None:
    """装入演示用的机关和年度报告，然后启动网站。"""
    start(host, port, before=("load_demo",))
