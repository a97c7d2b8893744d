"""A corpus on one page: a static file that carries its charts, the tables behind them and their definitions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

from gongkai.annual_report.corpus.charts import Bar, Stack, bars, columns, legend, stacks
from gongkai.annual_report.corpus.indicators import Indicator, indicators
from gongkai.annual_report.corpus.rank import ranking
from gongkai.annual_report.corpus.store import Store, column, opened, total
from gongkai.annual_report.finding import rules
from gongkai.annual_report.form.form import form
from gongkai.regulation.organs import LEVEL_LABELS, Level

_TITLE = "政府信息公开年度报告总览"
_OUTCOMES = {
    "予以公开": "granted",
    "部分公开": "partly_granted",
    "不予公开": "refused",
    "无法提供": "unavailable",
    "不予处理": "not_processed",
    "其他处理": "other",
}
_BY_LEVEL = ("granted", "refused", "carried_out")
_RANKED = ("granted", "carried_out", "reversals")
_BINS = 10
_MOST_RULES = 12


@dataclass(frozen=True, slots=True)
class _Card:
    """A chart, what it shows in words, and its numbers as a table."""

    title: str
    chart: str
    definition: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Any]]

    def html(self) -> str:
        if not self.rows:
            return f'<section><h2>{escape(self.title)}</h2><p class="empty">没有可以画出的数字。</p></section>'
        head = "".join(f"<th>{escape(text)}</th>" for text in self.head)
        body = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in self.rows)
        return (
            f'<section><h2>{escape(self.title)}</h2>{self.chart}<p class="definition">{escape(self.definition)}</p>'
            f'<details><summary>数据表</summary><div class="scroll"><table><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div></details></section>"
        )


def overview(path: Path) -> str:
    """The page of the table at that path. Raises CorpusError for a table that is none."""
    page = resources.files("gongkai.annual_report.corpus").joinpath("overview.template").read_text("utf-8")
    with opened(path) as store:
        first, last = store.all("SELECT min(year), max(year) FROM reports")[0]
        years = f"{first}—{last} 年" if first != last else f"{first} 年"
        return Template(page).substitute(
            title=_TITLE,
            scope=escape(f"{years}，来自 {path.name}" if first else f"来自 {path.name}，没有可读的报告"),
            numbers="".join(f"<li><b>{value}</b>{escape(label)}</li>" for label, value in _numbers(store)),
            cards="".join(card.html() for card in _cards(store)),
        )


def _numbers(store: Store) -> Iterator[tuple[str, str]]:
    files, bad, wrong = store.all(
        "SELECT greatest(1, count(*)), count(*) FILTER (error IS NOT NULL), count(*) FILTER (errors > 0) FROM rows"
    )[0]
    reports, organs = store.all("SELECT count(*), count(DISTINCT organ) FROM reports")[0]
    received = store.one(f"SELECT coalesce(sum({column('table3.received.total')}), 0) FROM reports")  # noqa: S608
    yield "份报告", f"{reports:,}"
    yield "个机关", f"{organs:,}"
    yield "件新收申请", f"{received:,}"
    yield f"个文件有核对错误（{wrong / files:.0%}）", f"{wrong:,}"
    yield "个文件读不了", f"{bad:,}"


def _cards(store: Store) -> Iterator[_Card]:
    yield _received(store)
    yield _outcomes(store)
    yield _grounds(store)
    yield _spread(store, indicators()["granted"])
    for name in _BY_LEVEL:
        yield _by_level(store, indicators()[name])
    yield _by_year(store, indicators()["reversals"])
    for name in _RANKED:
        yield _ranked(store, indicators()[name])
    yield _findings(store)


def _received(store: Store) -> _Card:
    sums = ", ".join(f"sum({column(f'table3.{row}.total')})" for row in ("received", "carried_in", "carried_out"))
    found = store.all(f"SELECT year, {sums}, count(*) FROM reports GROUP BY 1 ORDER BY 1")  # noqa: S608
    chart = columns([Bar(str(year), new or 0, f"{new or 0:,}") for year, new, *_ in found], name="各年新收申请")
    definition = "表三第一项“本年新收政府信息公开申请数量”总计之和；各年的报告份数不同，见数据表。"
    return _Card("新收申请", chart, definition, ("年份", "新收", "上年结转", "结转下年度", "报告"), _plain(found))


def _outcomes(store: Store) -> _Card:
    sums = ", ".join(f"sum({_row_total(row)})" for row in _OUTCOMES.values())
    found = store.all(f"SELECT year, {sums} FROM reports GROUP BY 1 ORDER BY 1")  # noqa: S608
    items = [Stack(str(year), tuple(float(value or 0) for value in values)) for year, *values in found]
    chart = stacks(items, name="各年办理结果的构成") + legend(_OUTCOMES)
    definition = "表三第三项六类办理结果总计占其和的比例；（六）其他处理只印一行的，取那一行。"
    return _Card("办理结果的构成", chart, definition, ("年份", *_OUTCOMES), _plain(found))


def _row_total(row: str) -> str:
    """The total of a row or of all its parts in SQL, nulls as nothing: shares of a sum bear a missing row."""
    cells = (form_row.cells[-1] for form_row in (*form().tables["table3"], *form().merged))
    return " + ".join(f"coalesce({column(cell)}, 0)" for cell in cells if cell.startswith(f"table3.{row}."))


def _grounds(store: Store) -> _Card:
    grounds = [row for row in form().tables["table3"] if row.name.startswith("refused.")]
    sums = ", ".join(f"coalesce(sum({column(row.cells[-1])}), 0)" for row in grounds)
    values = store.all(f"SELECT {sums} FROM reports")[0]  # noqa: S608
    whole = sum(values) or 1
    found = sorted(zip(grounds, values, strict=True), key=lambda pair: -pair[1])
    items = [Bar(row.label.text, float(value), f"{value:,}（{value / whole:.1%}）") for row, value in found]
    rows = [(row.label.text, f"{value:,}", f"{value / whole:.1%}") for row, value in found]
    definition = "表三第三项（三）不予公开各理由的总计，各年合计。"
    return _Card("不予公开的理由", bars(items, name="不予公开的理由"), definition, ("理由", "件", "份额"), rows)


def _spread(store: Store, indicator: Indicator) -> _Card:
    """How many organs have which share."""
    share = f"sum({total(indicator.numerator)}) / sum({total(indicator.denominator)})"
    found = store.all(
        f"SELECT least({_BINS - 1}, floor(share * {_BINS}))::INT AS bin, count(*) FROM "  # noqa: S608
        f"(SELECT {share} AS share FROM reports GROUP BY organ "
        f"HAVING sum({total(indicator.denominator)}) >= {indicator.at_least}) WHERE share IS NOT NULL GROUP BY 1"
    )
    counts = dict(found)
    items = [Bar(f"{index * 10}%", counts.get(index, 0), str(counts.get(index, 0))) for index in range(_BINS)]
    rows = [(f"{index * 10}% 至 {index * 10 + 10}%", counts.get(index, 0)) for index in range(_BINS)]
    definition = f"各机关的{indicator.label}：{indicator.definition}；办结不到 {indicator.at_least} 件的机关不计。"
    chart = columns(items, name=f"{indicator.label}的分布")
    return _Card(f"{indicator.label}的分布", chart, definition, ("区间", "机关数"), rows if found else [])


def _shares(store: Store, indicator: Indicator, group: str) -> list[tuple[Any, ...]]:
    above, below = total(indicator.numerator), total(indicator.denominator)
    return store.all(
        f"SELECT {group}, sum({above}) / nullif(sum({below}), 0), sum({above}), sum({below}), count(*) FROM reports "  # noqa: S608
        f"WHERE {group} IS NOT NULL AND ({above}) IS NOT NULL AND ({below}) IS NOT NULL GROUP BY 1 "
        f"HAVING sum({below}) >= {indicator.at_least} ORDER BY 1"
    )


def _by_level(store: Store, indicator: Indicator) -> _Card:
    found = {Level(row[0]): row[1:] for row in _shares(store, indicator, "level")}
    ordered = [(LEVEL_LABELS[level], *found[level]) for level in Level if level in found]
    return _shares_card(f"各级机关的{indicator.label}", indicator, ordered, "级别")


def _by_year(store: Store, indicator: Indicator) -> _Card:
    return _shares_card(f"各年的{indicator.label}", indicator, _shares(store, indicator, "year"), "年份")


def _shares_card(title: str, indicator: Indicator, found: Sequence[tuple[Any, ...]], head: str) -> _Card:
    items = [Bar(str(label), share, indicator.shown(share)) for label, share, *_ in found]
    rows = [(label, indicator.shown(share), above, below, count) for label, share, above, below, count in found]
    chart = bars(items, name=title)
    return _Card(title, chart, f"{indicator.definition}。", (head, "比例", "分子", "分母", "报告"), _plain(rows))


def _ranked(store: Store, indicator: Indicator) -> _Card:
    found = ranking(store, indicator, top=10)
    items = [Bar(place.organ, place.value, indicator.shown(place.value)) for place in found.places]
    rows = [(p.organ, indicator.shown(p.value), p.numerator, p.denominator, p.reports) for p in found.places]
    definition = f"{indicator.definition}。分母不到 {indicator.at_least} 的 {found.too_small} 个机关不排。"
    title = f"{indicator.label}最高的机关"
    return _Card(title, bars(items, name=title), definition, ("机关", "比例", "分子", "分母", "报告"), rows)


def _findings(store: Store) -> _Card:
    found = store.all(
        "SELECT finding.rule, count(DISTINCT source), count(*) FROM "  # noqa: S608
        f"(SELECT source, unnest(findings) AS finding FROM rows) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_MOST_RULES}"
    )
    named = [(rules()[rule].label if rule in rules() else rule, reports, count) for rule, reports, count in found]
    items = [Bar(label, reports, f"{reports:,} 份") for label, reports, _ in named]
    definition = f"核对时最常不合的 {_MOST_RULES} 条规则，按有此问题的报告份数排列。"
    return _Card("核对发现", bars(items, name="核对发现"), definition, ("规则", "报告", "处"), _plain(named))


def _plain(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    """Numbers with thousands marks, but for years."""
    return [
        [str(row[0]), *(f"{cell:,}" if isinstance(cell, int) else str(cell or 0) for cell in row[1:])] for row in rows
    ]
