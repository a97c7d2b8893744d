"""Papers printed as PDF in the ways that organs' files look, with typst; skipped where no Chinese font is found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import typst

from gongkai.annual_report.form.layout import Box, Grid, grids
from gongkai.regulation.numerals import chinese
from tests.annual_report.papers import PROSE, Paper

_FONTS = next(
    (folder for folder in map(Path, ("/usr/share/fonts", "/usr/local/share/fonts")) if any(folder.rglob("*CJK*"))),
    None,
)
has_font = _FONTS is not None
needs_font = pytest.mark.skipif(not has_font, reason="no Chinese font (Noto CJK) is installed to print papers with")


def escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\#$*_`<>@[]~-/+=" else char for char in text)


def _twice(text: str) -> str:
    return "".join(f"#box[#place(dx: 0.4pt)[{escaped(char)}]{escaped(char)}]" for char in text)


@dataclass(frozen=True)
class Style:
    """How a paper looks: page set-up, how its tables are drawn, and what is done to each label."""

    page: str = 'paper: "a4", margin: (x: 2.5cm, y: 2.5cm), numbering: "- 1 -"'
    text: str = 'font: "Noto Serif CJK SC", size: 10.5pt, lang: "zh"'
    stroke: str = "0.5pt"
    columns: Mapping[str, str] = field(default_factory=dict)
    inset: str = "4pt"
    label: Callable[[str], str] = str
    number: Callable[[str], str] = str
    ink: Callable[[str], str] = escaped
    before: str = ""
    prose: Mapping[int, str] = field(default_factory=lambda: PROSE)
    around: Callable[[str], str] = str


_SEVEN = "1fr, " * 7
_WATERMARK = (
    """paper: "a4", margin: 2.5cm, background: rotate(-45deg, text(60pt, fill: luma(220))[内部资料 2024 请勿外传])"""
)
_FRAME = """paper: "a4", margin: 2.5cm, background: rect(width: 92%, height: 94%, stroke: 1pt)"""
_HEAD = (
    'paper: "a4", margin: 2.5cm, header: align(right)[青石县水利局文件], '
    "footer: align(center, context counter(page).display())"
)
_OPEN_SIDES = "(x, y) => (y: 0.5pt, left: if x > 0 { 0.5pt } else { none })"
_NO_ROW_LINES = "(x, y) => (x: 0.5pt, top: if y == 0 { 0.5pt } else { none })"

STYLES = {
    "ruled": Style(),
    "narrow cells in which labels and vertical words wrap": Style(
        columns={"table3": f"(1.2em, 3.2em, 6em, {_SEVEN})"},
        page='paper: "a4", margin: 3cm, numbering: "- 1 -"',
        inset="2pt",
    ),
    "narrow cells in which numbers wrap": Style(
        number="\u200b".join,
        columns={"table2": "(1fr, 1.6em, 1.6em, 1.6em)", "table3": f"(4em, 6em, 1fr, {'1.2em, ' * 7})"},
        inset="2pt",
    ),
    "landscape": Style(page='paper: "a4", flipped: true, margin: 2cm, numbering: "1 / 1"'),
    "a blank between all characters of a label": Style(
        label=" ".join, columns={"table3": f"(2em, 5em, 12em, {_SEVEN})"}
    ),
    "no ruling lines": Style(stroke="none", inset="3pt"),
    "no ruling lines on a wide page": Style(
        stroke="none",
        page='paper: "a3", flipped: true, margin: 2cm',
        columns={"table3": f"(10em, 9em, auto, {_SEVEN})"},
        inset="3pt",
    ),
    "only lines between rows": Style(stroke="(y: 0.5pt)"),
    "only lines between columns": Style(stroke="(x: 0.5pt)"),
    "open sides": Style(stroke=_OPEN_SIDES),
    "columns and a frame without lines between rows": Style(stroke=_NO_ROW_LINES),
    "dashed lines": Style(stroke='(paint: black, thickness: 0.5pt, dash: "dashed")'),
    "thick lines": Style(stroke="2pt"),
    "tables turned on their page": Style(
        around=lambda table: f"#rotate(90deg, reflow: true, block(width: 23cm, text(6pt)[{table}]))",
        columns={"table3": f"(10em, 8em, 36em, {_SEVEN})"},
        inset="2pt",
    ),
    "a watermark": Style(page=_WATERMARK),
    "a frame around the page": Style(page=_FRAME),
    "running heads and bare page numbers": Style(page=_HEAD),
    "every character drawn twice to look bold": Style(ink=_twice),
    "large type on many pages": Style(text='font: "Noto Sans CJK SC", size: 16pt, lang: "zh"'),
    "a small page": Style(
        page='paper: "a5", margin: 1cm, numbering: "第 1 页 共 1 页"', text='font: "Noto Sans CJK SC", size: 8pt'
    ),
}


def _cell(box: Box, cells: Mapping[str, str], style: Style) -> str:
    text = box.text if box.cell is None else cells.get(box.cell, "0")
    shown = style.ink(style.label(text) if box.is_head else style.number(text))
    return f"table.cell(colspan: {box.columns}, rowspan: {box.rows})[{shown}]"


def table(grid: Grid, cells: Mapping[str, str], style: Style) -> str:
    columns = style.columns.get(grid.name, f"({'1fr, ' * grid.width})" if grid.name != "table3" else _WIDE)
    body = ",\n".join(_cell(box, cells, style) for line in (*grid.head, *grid.body) for box in line)
    return style.around(
        f"#table(columns: {columns}, align: center + horizon, inset: {style.inset}, stroke: {style.stroke},\n{body})"
    )


_WIDE = "(2em, 5em, 10em, " + "1fr, " * 7 + ")"


def source(paper: Paper, style: Style) -> str:
    """The paper as a typst document."""
    tables = {int(grid.name[-1]): grid for grid in grids(paper.form_year)}
    parts = [
        f"#set page({style.page})\n#set text({style.text})\n#set par(first-line-indent: (amount: 2em, all: true))",
        style.before,
        f"#align(center, text(size: 18pt)[{paper.organ}{paper.year}年政府信息公开工作年度报告])",
    ]
    for head in paper.form.sections:
        parts.append(f"{chinese(head.number)}、{head.label.text}")
        prose = {**PROSE, **style.prose}.get(head.number)
        parts.append(escaped(prose).replace("\n", "\n\n") if prose else table(tables[head.number], paper.cells, style))
    return "\n\n".join(parts)


@cache
def _fonts() -> list[str]:
    return [str(_FONTS)] if _FONTS else []


_RULED = STYLES["ruled"]


def compiled(document: str) -> bytes:
    return typst.compile(document.encode(), font_paths=_fonts(), ignore_system_fonts=True)


def pdf(paper: Paper, style: Style = _RULED) -> bytes:
    """The paper as PDF."""
    return compiled(source(paper, style))
