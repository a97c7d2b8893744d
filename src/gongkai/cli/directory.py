"""`gongkai import`: organs, people, registers from a table. `gongkai operator`: the first person of a site."""

import click

from gongkai.cli.ledger import run


@click.command("import")
@click.argument("what", type=click.Choice(["organs", "people", "cases"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--organ", metavar="机关代码", help="cases：谁的登记簿。")
@click.option("--accept-good", is_flag=True, help="cases：有要改的行时，先转入无误的。")
@click.option("--refused", type=click.Path(dir_okay=False), help="cases：把要改的行写到这个 XLSX 文件。")
@click.option("--dry-run", is_flag=True, help="只核对每一行，不导入。")
def import_table(
    what: str, file: str, organ: str | None, accept_good: bool, refused: str | None, dry_run: bool
) -> None:
    """由 CSV 或 XLSX 表格导入机关（organs）、人员（people），或者转入一个机关的申请登记簿（cases）。

    先核对每一行，有一处不对就都不导入；登记簿可以先转入无误的。导入或可以导入退出码为 0，有要改的行为 1，读不了为 2。
    """
    if what != "cases":
        run("load_directory", what, file, rehearse=dry_run)
    elif organ is None:
        raise click.UsageError("转入登记簿，请用 --organ 写明机关代码。")
    else:
        run("load_register", file, organ=organ, rehearse=dry_run, accept_good=accept_good, refused=refused)


@click.command()
@click.argument("username")
@click.argument("name")
def operator(username: str, name: str) -> None:
    """登记一位全站的系统管理员并显示密码；已有这个账号的，任命岗位并发给新密码。"""
    run("first_operator", username, name)
