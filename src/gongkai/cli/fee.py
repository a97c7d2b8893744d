"""gongkai fee: what an application, or a month of applications, costs, and why."""

import json
from datetime import date

import click

from gongkai.regulation.errors import RegulationError
from gongkai.regulation.fees import Fee, month_fee, volume_fee

MOST = 1_000_000


class Refused(click.ClickException):
    """One plain line on stderr, and exit code 2: it cannot be done."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"gongkai fee：{self.format_message()}", err=True)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--items", metavar="N", help="同一申请人一个自然月内的申请件数（按件计收，算全月合计）。")
@click.option("--pages", metavar="N", help="一件申请提供的页数，A4 及以下单面为一页（按量计收）。")
@click.option("--on", metavar="日期", help="按哪一天施行的标准计算，如 2025-03-01；不写则按最新标准。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：yuan 是金额（元），steps 是计算步骤。")
def fee(items: str | None, pages: str | None, on: str | None, as_json: bool) -> None:
    """计算政府信息公开信息处理费（国办函〔2020〕109号）。

    \b
    gongkai fee --items 41     一个申请人一个月提出41件申请的合计
    gongkai fee --pages 120    一件申请提供120页的费用
    """
    if (items is None) == (pages is None):
        raise Refused("请在 --items 和 --pages 中恰好写一个：一件申请只能适用一种标准，不得重复计算。")
    try:
        day = date.fromisoformat(on) if on else date.max
    except ValueError:
        raise Refused(f"--on 的“{on}”不是日历上有的日期，应当写成 2025-03-01 这样。") from None
    try:
        found = month_fee(_number("--items", items), day) if items is not None else _of_pages(pages or "", day)
    except RegulationError as error:
        raise Refused(str(error)) from error
    click.echo(json.dumps(_as_data(found), ensure_ascii=False) if as_json else _as_text(found))


def _of_pages(pages: str, day: date) -> Fee:
    return volume_fee(_number("--pages", pages), day)


def _number(option: str, text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise Refused(f"{option} 后面应当是整数，收到的是“{text}”。请写成 {option} 41 这样。")
    if len(digits) > len(str(MOST)) or int(text) > MOST:
        raise Refused(f"{option} 最多算到 {MOST}，收到的是“{text}”。请核对数字。")
    return int(text)


def _as_data(found: Fee) -> dict[str, object]:
    steps = [
        {
            "what": step.what,
            "units": step.units,
            "rate": step.rate,
            "yuan": step.yuan,
            "reference": str(step.citation),
        }
        for step in found.steps
    ]
    return {"yuan": found.yuan, "steps": steps}


def _as_text(found: Fee) -> str:
    lines = [f"  {step.what}{step.citation}" for step in found.steps]
    return "\n".join([f"应收信息处理费：{found.yuan:,} 元", *lines])
