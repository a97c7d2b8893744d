"""`gongkai import`: organs and people from a table. `gongkai operator`: the first person of a new site."""

import click

from gongkai.cli.ledger import run


@click.command("import")
@click.argument("what", type=click.Choice(["organs", "people"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="只核对每一行，不导入。")
def import_table(what: str, file: str, dry_run: bool) -> None:
    """由 CSV 或 XLSX 表格导入机关（organs）或人员（people）：先核对每一行，有一处不对就都不导入。

    导入或可以导入退出码为 0，有要改的行为 1，读不了为 2。
    """
    run("load_directory", what, file, rehearse=dry_run)


@click.command()
@click.argument("username")
@click.argument("name")
def operator(username: str, name: str) -> None:
    """登记一位全站的系统管理员并显示密码；已有这个账号的，任命岗位并发给新密码。"""
    run("first_operator", username, name)
