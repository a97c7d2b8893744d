"""`gongkai backup`, `restore`, `readonly`, `status`, `keys`: what keeps a site running."""

from pathlib import Path

import click

from gongkai.cli.ledger import run

_KEY_FILE = click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="口令文件：第一行是口令，加密和打开备份用它。",
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@_KEY_FILE
def backup(file: str, key_file: Path | None) -> None:
    """把数据库和文件备份成一个文件；网站不用停。加了 --key-file 的才含密钥。"""
    run("backup", file, key_file=key_file)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@_KEY_FILE
@click.option("--replace", is_flag=True, help="PostgreSQL 里已经有内容时，也换成备份的内容（原来的另存）。")
def restore(file: str, key_file: Path | None, replace: bool) -> None:
    """由备份恢复：先核对每个文件的摘要，升级、核对过再换上；原来的内容另存，不会丢失。"""
    run("restore", file, key_file=key_file, replace=replace)


@click.command()
@click.argument("switch", type=click.Choice(["on", "off"]))
@click.option("--why", default="系统维护", show_default=True, help="给工作人员看的原因。")
def readonly(switch: str, why: str) -> None:
    """打开（on）或者关闭（off）只读状态：打开以后只能查看，不能办理，各进程立即生效。"""
    run("readonly", switch, why=why)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def status(as_json: bool) -> None:
    """列出系统状态：与办公平台的“系统状态”页相同。有要立即处理的退出码为 1。"""
    run("status", as_json=as_json)


@click.group()
def keys() -> None:
    """更换个人信息的密钥：new，重新启动，reseal，retire。"""


@keys.command()
def show() -> None:
    """列出密钥的编号和各自加密了多少内容；不显示密钥。"""
    run("keys", "show")


@keys.command()
def new() -> None:
    """把一把新密钥放在最前面；旧的仍然用来打开。"""
    run("keys", "new")


@keys.command()
def reseal() -> None:
    """把全部个人信息和文件改用第一把密钥加密；网站不用停，中断以后可以再运行。"""
    run("keys", "reseal")


@keys.command()
@click.argument("name")
def retire(name: str) -> None:
    """让一把旧密钥退役：先核对没有内容还用着它，再只留下核对摘要的部分。"""
    run("keys", "retire", name)
