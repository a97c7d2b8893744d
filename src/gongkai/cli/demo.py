"""`gongkai demo`: five organs with their reports, then the site."""

import os

import click

from gongkai.cli.serve import HOST, PORT, start


@click.command()
@HOST
@PORT
def demo(host: str, port: int) -> None:
    """装入演示用的机关、年度报告和账号，然后启动网站。只在本机的地址上（127.0.0.1）启动。"""
    os.environ["GONGKAI_DEMONSTRATION"] = "1"
    start(host, port, before=("load_demo",))
