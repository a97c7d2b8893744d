"""gongkai redact: a copy in which what the boxes cover is gone, proven."""

import json
from pathlib import Path

import click

from gongkai.annual_report.errors import FontMissing
from gongkai.cli.letter import content_of
from gongkai.cli.refusal import PlainCommand, Refused
from gongkai.cli.report.desk import FINDINGS, font_folders
from gongkai.papers.errors import PaperError
from gongkai.papers.redaction.box import as_rows, boxes_of
from gongkai.papers.redaction.service import propose, redact


@click.command(cls=PlainCommand)
@click.argument("source", metavar="原件", type=click.Path())
@click.argument("boxes", metavar="遮挡框", type=click.Path(), required=False)
@click.argument("target", metavar="写入", type=click.Path(), required=False)
@click.option("--propose", "proposing", is_flag=True, help="找出可能的个人信息，把建议的遮挡框写到标准输出。")
@click.option("--name", "names", multiple=True, help="与 --propose 同用：要找的姓名，可以多次给出。")
@click.pass_context
def redact_command(
    context: click.Context, source: str, boxes: str | None, target: str | None, proposing: bool, names: tuple[str, ...]
) -> None:
    """遮挡 PDF 或者图片：被遮挡的内容从文件中去除，并重新读取核对。

    遮挡框是 JSON 列表，每个框有 page、x0、y0、x1、y1（从页面左上角起，PDF 以点、图片以像素计）、ground（理由）、note。
    同样的文字在别处没有遮挡的，写在标准错误上，退出码为 1。
    """
    data = content_of(source)
    try:
        if proposing:
            found = [
                {**as_rows([one.box])[0], "kind": one.kind, "text": one.text} for one in propose(data, names=names)
            ]
            click.echo(json.dumps(found, ensure_ascii=False, indent=1))
            return
        if boxes is None or target is None:
            raise Refused("请给出原件、遮挡框和写入的文件；只要建议时用 --propose。")
        done = redact(data, boxes_of(_rows(boxes)), font_folders=font_folders())
    except (PaperError, FontMissing) as error:
        raise Refused(f"{source}：{error}") from None
    try:
        Path(target).write_bytes(done.data)
    except OSError as error:
        raise Refused(f"{target}：不能写入（{error.strerror}）。请换一个位置。") from None
    for text, pages in done.elsewhere.items():
        where = "、".join(map(str, pages))
        click.echo(f"“{text}”在第{where}页还有没有遮挡的。请核对是否漏遮。", err=True)
    context.exit(FINDINGS if done.elsewhere else 0)


def _rows(path: str) -> list[dict[str, object]]:
    try:
        rows = json.loads(content_of(path))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path}：不是 JSON（{error}）。请核对文件。") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(f"{path}：应当是 JSON 列表，每项是一个遮挡框。请核对文件。")
    return rows
