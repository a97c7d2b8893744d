"""gongkai letter: a letter out of a record, and which letters there are."""

import json
from pathlib import Path
from typing import Any

import click

from gongkai.annual_report.errors import FontMissing
from gongkai.cli.refusal import PlainCommand, Refused
from gongkai.cli.report.desk import font_folders
from gongkai.papers.errors import PaperError
from gongkai.papers.letters.draft import Draft, blank_form, draft
from gongkai.papers.own_templates.default import default_template
from gongkai.papers.own_templates.fill import fill_template
from gongkai.papers.writers.docx import docx_of
from gongkai.papers.writers.pdf import pdf_of
from gongkai.papers.writers.proof import differences
from gongkai.regulation.dates import read_day
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.letters import letters

_LIST = "list"


@click.command(cls=PlainCommand)
@click.argument("key", metavar="文书")
@click.option("--data", type=click.Path(), help="记录（JSON 文件）。不给时只能写空白表格。")
@click.option("--template", type=click.Path(), help="本机关自己的 DOCX 模板。")
@click.option("--new-template", is_flag=True, help="写出可供修改的 DOCX 模板；答复书用 --data 给出办理结果和认定。")
@click.option("--on", "on_day", help="模板所依据规定的日期，例如 2025-11-20；默认为记录的落款日期。")
@click.option("--blank", is_flag=True, help="写出供手工填写的空白表格。")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="写入的文件，以 .docx 或者 .pdf 结尾。")
def letter(
    key: str,
    data: str | None,
    template: str | None,
    new_template: bool,
    on_day: str | None,
    blank: bool,
    output: str | None,
) -> None:
    """把一件记录写成文书（DOCX 或 PDF）。

    文书：gongkai letter list 列出的名称，例如 correction_notice；写 list 列出全部。
    缺少的内容逐项说明，没有补齐就不写出文件。写完立即读回核对。
    """
    if key == _LIST:
        for one in letters().values():
            click.echo(f"{one.key}\t{one.title}\t{one.when}")
        return
    try:
        if new_template:
            click.echo(_template(key, data, on_day, output), err=True)
        else:
            click.echo(_written(key, data, template, output, blank=blank), err=True)
    except (PaperError, RegulationError, FontMissing) as error:
        raise Refused(str(error)) from None


def _written(key: str, data: str | None, template: str | None, output: str | None, *, blank: bool) -> str:
    if output is None or Path(output).suffix.lower() not in {".docx", ".pdf"}:
        raise Refused("请用 -o 指定写入的文件，以 .docx 或者 .pdf 结尾。")
    if data is None and not blank:
        raise Refused("缺少 --data：请给出记录的 JSON 文件，或者用 --blank 写出空白表格。")
    record = _record(data) if data else {}
    made = blank_form(key, record) if blank else draft(key, record)
    content = _content(made, record, template, output)
    found = () if template else differences(made.elements, content)
    if found:
        raise Refused(f"写出的文件与文书不一致，没有保存：{found[0]}")
    _save(content, output)
    return f"已写出《{made.title}》：{output}"


def _template(key: str, data: str | None, on_day: str | None, output: str | None) -> str:
    record = _record(data) if data else {}
    day = on_day or record.get("on")
    if output is None or Path(output).suffix.lower() != ".docx":
        raise Refused("请用 -o 指定写入的文件，以 .docx 结尾。")
    if not day:
        raise Refused("请用 --on 写明模板所依据规定的日期，例如 2025-11-20。")
    _save(default_template(key, on=read_day(str(day)), choice={**record, "on": None}), output)
    return f"已写出《{letters()[key].title}》的模板：{output}。可以用 Word、WPS 修改，保留双花括号里的名称。"


def _save(content: bytes, output: str) -> None:
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise Refused(f"{output}：不能写入（{error.strerror}）。请换一个位置。") from None


def _content(made: Draft, record: dict[str, Any], template: str | None, output: str) -> bytes:
    is_pdf = output.lower().endswith(".pdf")
    if template is None:
        return pdf_of(made, font_folders=font_folders()) if is_pdf else docx_of(made)
    if is_pdf:
        raise Refused("按本机关模板只能写出 DOCX。请把 -o 改为以 .docx 结尾的文件。")
    if "on" not in record:
        raise Refused("记录缺少落款日期（on），不能按模板写出。请补上，例如 2025-11-20。")
    return fill_template(content_of(template), made, on=read_day(str(record["on"])), choice=record)


def _record(path: str) -> dict[str, Any]:
    try:
        record = json.loads(content_of(path))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path}：不是 JSON（{error}）。请核对文件。") from None
    if not isinstance(record, dict):
        raise Refused(f"{path}：应当是一个 JSON 对象，键是内容的名称。请核对文件。")
    return record


def content_of(path: str) -> bytes:
    """The bytes of a file. Raises Refused."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refused(f"{path}：打不开（{error.strerror}）。请核对路径。") from None
