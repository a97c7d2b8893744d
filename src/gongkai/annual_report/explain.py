"""How a paper was read, drawn as one self-contained page: what was found where, what was not, and every doubt."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from gongkai.annual_report.finding import Severity
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.readers.blocks import Block, Row, Source
from gongkai.annual_report.readers.numbers import figure
from gongkai.annual_report.reading import Place, Reading

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_STYLE = """
body{font:16px/1.75 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1a1a1a;
margin:0 auto;max-width:1100px;padding:16px 24px}
h1{font-size:24px}h2{font-size:20px;margin-top:32px;border-bottom:1px solid #c8c8c8}
table{border-collapse:collapse;margin:8px 0;font-variant-numeric:tabular-nums}
td,th{border:1px solid #b0b0b0;padding:4px 8px;text-align:left;vertical-align:top}
.found{background:#cfe8cf}.doubt{background:#ffe08a}.blank{background:#dfe7f2}.unread{background:#f6cccc}
.none{background:#f2f2f2;border-style:dotted}.heading{font-weight:bold;border-left:4px solid #1f5fa8;padding-left:8px}
.line{color:#5a5a5a;font-size:12px}.key span{padding:2px 8px;margin-right:8px}
@media print{body{max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
"""


def explain(reading: Reading, source: Source) -> str:
    """The page. Cells are coloured by what was read from them; hovering shows which cell of the form they are."""
    parts = (*_head(reading), *_findings(reading), *_missing(reading), *_paper(reading, source))
    title = escape(f"读取说明：{reading.source}")
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>{''.join(parts)}</body></html>\n"
    )


def _head(reading: Reading) -> Iterator[str]:
    report = reading.report
    found = sum(report.cells.get(cell) is not None for cell in reading.places)
    facts = {
        "标题": report.title or "没有找到",
        "行政机关": report.organ or "没有找到",
        "年度": str(report.year or "没有找到"),
        "格式": f"{report.form.year} 年格式",
        "联系方式": report.contact or "没有找到",
        "单元格": f"共 {len(report.cells)} 个，读出数字 {found} 个",
        "各部分": "；".join(f"{section.title}（{len(section.text)} 字）" for section in report.sections) or "没有找到",
    }
    yield "<table>"
    for name, fact in facts.items():
        yield f"<tr><th>{name}</th><td>{escape(fact)}</td></tr>"
    yield "</table>"


def _findings(reading: Reading) -> Iterator[str]:
    yield f"<h2>存疑和问题（{len(reading.findings)} 处）</h2>"
    if not reading.findings:
        yield "<p>没有。每个数字属于哪一格都是确定的。</p>"
        return
    yield "<table><tr><th>程度</th><th>位置</th><th>说明</th><th>依据</th></tr>"
    for finding in reading.findings:
        where = place_in_words(reading.report.form.year, finding.where)
        cells = (_WORDS[finding.severity], where, finding.message, str(finding.rule.citation))
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>"


def _missing(reading: Reading) -> Iterator[str]:
    """The cells that have no place on the paper, and the words that are not the form's own."""
    year = reading.report.form.year
    absent = [place_in_words(year, cell) for cell in reading.report.cells if cell not in reading.places]
    if absent:
        yield f"<h2>原文里没有找到的单元格（{len(absent)} 个）</h2><p>{escape('、'.join(absent))}</p>"
    if reading.printed:
        yield "<h2>与格式用语不同的文字</h2><table><tr><th>位置</th><th>原文写作</th></tr>"
        for place, printed in reading.printed.items():
            yield f"<tr><td>{escape(place_in_words(year, place))}</td><td>{escape(printed)}</td></tr>"
        yield "</table>"


def _paper(reading: Reading, source: Source) -> Iterator[str]:
    yield (
        '<h2>原文</h2><p class="key"><span class="found">读出的数字</span><span class="doubt">读出但有存疑或问题</span>'
        '<span class="blank">空格或斜线，记为空</span><span class="unread">没有读入的数字</span>'
        '<span class="none">合并单元格占去的位置</span></p>'
    )
    drawing = _Drawing(reading)
    pictures = list(source.pictures)
    for (table, _), blocks in groupby(source.blocks, key=_table_of):
        shown = list(blocks)
        while pictures and pictures[0] < shown[0].line:
            yield f'<p class="unread">这里有一张图片（第 {pictures.pop(0)} 行），图片里的文字没有读取。</p>'
        yield from drawing.rows(shown) if table else map(drawing.paragraph, shown)
    yield from (f'<p class="unread">这里有一张图片（第 {line} 行），图片里的文字没有读取。</p>' for line in pictures)


def _table_of(block: Block) -> tuple[bool, int]:
    """Rows of one table stand together."""
    return (True, block.table) if isinstance(block, Row) else (False, 0)


class _Drawing:
    """Draws blocks with the cells that were read from them. The cells of a line are used up from left to right."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.year = reading.report.form.year
        self.doubted = {cell for finding in reading.findings for cell in finding.cells}
        self.headings = {section.title for section in reading.report.sections}
        self.waiting: dict[int, list[tuple[str, Place]]] = {}
        for cell, place in reading.places.items():
            self.waiting.setdefault(place.line, []).append((cell, place))

    def paragraph(self, block: Block) -> str:
        text = block.text if not isinstance(block, Row) else " ".join(block.cells)
        cell = self._take(block.line, text, None)
        kind = self._kind(text, cell) if cell else "heading" if text in self.headings else ""
        return f'<p class="{kind}"{self._hint(cell)}>{_line(block)}{escape(text)}</p>'

    def rows(self, blocks: Sequence[Block]) -> Iterator[str]:
        yield "<table>"
        for block in blocks:
            if isinstance(block, Row):
                yield f"<tr><th>{_line(block)}</th>{''.join(self._cells(block))}</tr>"
        yield "</table>"

    def _cells(self, row: Row) -> Iterator[str]:
        """The row's cells at their columns; positions that other cells span over are drawn as none."""
        at = 0
        for index, text in enumerate(row.cells):
            column = row.columns[index] if row.columns else None
            if column is not None:
                yield '<td class="none"></td>' * max(0, column - at)
                at = column + 1
            cell = self._take(row.line, text, column)
            yield f'<td class="{self._kind(text, cell)}"{self._hint(cell)}>{escape(text)}</td>'

    def _take(self, line: int, text: str, column: int | None) -> str | None:
        """The cell of the form that was read here, if one was."""
        waiting = self.waiting.get(line, [])
        for index, (cell, place) in enumerate(waiting):
            if place.printed == text and column in (None, place.column):
                del waiting[index]
                return cell
        return None

    def _kind(self, text: str, cell: str | None) -> str:
        if cell is None:
            number = figure(text)
            return "unread" if number is not None and number.value is not None else ""
        if self.reading.report.cells.get(cell) is None:
            return "blank"
        return "doubt" if cell in self.doubted else "found"

    def _hint(self, cell: str | None) -> str:
        if cell is None:
            return ""
        value = self.reading.report.cells.get(cell)
        words = f"{place_in_words(self.year, cell)}〔{cell}〕= {'空' if value is None else value}"
        return f' title="{escape(words, quote=True)}"'


def _line(block: Block) -> str:
    page = f"第 {block.page} 页 " if block.page else ""
    return f'<span class="line">{page}{block.line}　</span>'
