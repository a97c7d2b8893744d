"""gongkai report …: read, check, write, compare and add up annual reports."""

import click

from gongkai.cli.lazy import LazyGroup

_COMMANDS = {
    "check": "gongkai.cli.report.check:check",
    "diff": "gongkai.cli.report.diff:diff",
    "merge": "gongkai.cli.report.merge:merge",
    "read": "gongkai.cli.report.read:read",
    "write": "gongkai.cli.report.write:write",
}


@click.group(cls=LazyGroup, modules=_COMMANDS)
def report() -> None:
    """读取、核对、写出、比较、汇总政府信息公开工作年度报告。"""
