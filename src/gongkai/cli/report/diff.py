"""gongkai report diff: two reports side by side."""

import json
import sys
from collections import Counter
from collections.abc import Iterator

import click

from gongkai.annual_report.compare import CellPair, Comparison, compare, comparison_as_data
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.interchange import plain
from gongkai.annual_report.report import Value
from gongkai.annual_report.sentences import Change, Fate
from gongkai.cli.report.columns import columns
from gongkai.cli.report.desk import Out, named, read_all, save

_FATES = {
    Fate.KEPT: "照录",
    Fate.RENUMBERED: "只换数字",
    Fate.CHANGED: "改写",
    Fate.ADDED: "新增",
    Fate.REMOVED: "删去",
}


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 给出全部单元格和句子。")
@Out
def diff(before: str, after: str, as_json: bool, output: str | None) -> None:
    """比较两份报告：A 在前（如上一年），B 在后。逐格列出不同的数字，逐句列出增、删、改写和照录。"""
    old, new = read_all([before, after])
    comparison = compare(old, new)
    if as_json:
        save(json.dumps(comparison_as_data(comparison), ensure_ascii=False, indent=2) + "\n", output)
    else:
        save("\n".join(_in_words(comparison)) + "\n", output)
    sys.exit(0)


def _in_words(comparison: Comparison) -> Iterator[str]:
    yield f"前：{named(comparison.before)}  {comparison.before.source}"
    yield f"后：{named(comparison.after)}  {comparison.after.source}"
    yield ""
    same = len(comparison.cells) - len(comparison.changed)
    yield f"数字：{len(comparison.cells)} 个单元格可比，{len(comparison.changed)} 个不同，{same} 个相同。"
    if comparison.only_before or comparison.only_after:
        yield (
            f"另有 {len(comparison.only_before)} 个单元格只有前一份有，{len(comparison.only_after)} 个只有后一份有"
            "（两种格式含义不同，不互相换算）。"
        )
    yield from columns(
        ("单元格", "前", "后", "增减", "增减%"), [_row(pair) for pair in comparison.changed], numbers=(1, 2, 3, 4)
    )
    yield ""
    yield _texts_in_brief(comparison)
    form_year, section = comparison.after.report.form.year, None
    for change in comparison.sentences:
        either = change.after or change.before
        if change.fate is Fate.KEPT or either is None:
            continue
        if either.section != section:
            section = either.section
            yield f"{place_in_words(form_year, f'section.{section}')}"
        yield from _sentence(change)


def _row(pair: CellPair) -> tuple[str, ...]:
    difference = "" if pair.difference is None else f"{pair.difference:+}"
    percent = "" if pair.percent is None else f"{pair.percent:+}"
    return pair.label, _shown(pair.before), _shown(pair.after), difference, percent


def _shown(value: Value) -> str:
    return "空白" if value is None else str(plain(value))


def _texts_in_brief(comparison: Comparison) -> str:
    counts = Counter(change.fate for change in comparison.sentences)
    parts = "，".join(f"{word} {counts[fate]} 句" for fate, word in _FATES.items())
    copied = "" if comparison.copied is None else f"后一份文字的 {comparison.copied:.0%} 与前一份相同或只换了数字。"
    return f"文字：{parts}。{copied}"


def _sentence(change: Change) -> Iterator[str]:
    word = _FATES[change.fate]
    if change.before and change.after:
        yield f"  {word}  － {change.before.text}"
        yield f"  {' ' * 2 * len(word)}  ＋ {change.after.text}"
    elif change.before:
        yield f"  {word}  － {change.before.text}"
    elif change.after:
        yield f"  {word}  ＋ {change.after.text}"
