"""gongkai case: checking a case file."""

from pathlib import Path

import click

from gongkai.cli.refusal import PlainCommand, Refused
from gongkai.papers.case_file.verify import verify_case_file
from gongkai.papers.errors import PaperError


@click.group()
def case() -> None:
    """核对案卷（一案一档）。"""


@case.command(cls=PlainCommand)
@click.argument("file", metavar="案卷", type=click.Path())
@click.option("--seal", help="写出案卷时登记的封存值；不给时查不出连同清单一起被改的案卷。")
def verify(file: str, seal: str | None) -> None:
    """核对案卷的每个文件与清单一致、没有缺少或者多出、办理经过首尾相接。"""
    try:
        found = verify_case_file(Path(file), seal=seal)
    except PaperError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{file}：打不开（{error.strerror}）。请核对路径。") from None
    click.echo(f"案卷 {found.case}：{found.members}个文件、{found.events}项办理经过，核对一致。封存值 {found.seal}")
