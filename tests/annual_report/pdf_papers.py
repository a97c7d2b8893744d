"""Papers printed as PDF in the ways that organs' files look, with typst; skipped where no Chinese font is found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

import pypdfium2
import pytest
import typst

from gongkai.annual_report.form.layout import Box, Grid, grids
from gongkai.regulation.numerals import chinese
from tests.annual_report.papers import PROSE, Paper

_FONTS = next(
    (folder for folder in map(Path, ("/usr/share/fonts", "/usr/local/share/fonts")) if any(folder.rglob("*CJK*"))),
    None,
)
needs_font = pytest.mark.skipif(_FONTS is None, reason="no Chinese font (Noto CJK) is installed to print papers with")

Table = Callable[[Grid, Mapping[str, str]], str]


@dataclass(frozen=True)
class Style:
    """How a paper looks: page set-up, how its tables are drawn, and what is done to each text."""

    page: str = 'paper: "a4", margin: (x: 2.5cm, y: 2.5cm), numbering: "- 1 -"'
    text: str = 'font: "Noto Serif CJK SC", size: 10.5pt, lang: "zh"'
    stroke: str = "0.5pt"
    columns: Mapping[str, str] = field(default_factory=dict)
    inset: str = "4pt"
    cell: Callable[[str], str] = str
    before: str = ""
    breakable: bool = True


RULED = Style()
NARROW = Style(
    columns={"table3": "(1.2em, 3.2em, 6em, " + "1fr, " * 7 + ")"},
    page='paper: "a4", margin: (x: 3cm, y: 3cm), numbering: "- 1 -"',
    inset="2pt",
)
UNRULED = Style(stroke="none", columns={"table3": "(auto, auto, auto, " + "1fr, " * 7 + ")"}, inset="3pt")
LANDSCAPE = Style(page='paper: "a4", flipped: true, margin: 2cm, numbering: "1 / 1"')
SPACED = Style(cell=" ".join, columns={"table3": "(2em, 5em, 12em, " + "1fr, " * 7 + ")"})
"""A blank between every two characters of a label."""


def escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\#$*_`<>@[]~-/+=" else char for char in text)


def _cell(box: Box, cells: Mapping[str, str], style: Style) -> str:
    text = box.text if box.cell is None else cells.get(box.cell, "0")
    shown = escaped(style.cell(text) if box.is_head else text)
    return f"table.cell(colspan: {box.columns}, rowspan: {box.rows})[{shown}]"


def _table(grid: Grid, cells: Mapping[str, str], style: Style) -> str:
    columns = style.columns.get(grid.name, f"({'1fr, ' * grid.width})" if grid.name != "table3" else _WIDE)
    body = ",\n".join(_cell(box, cells, style) for line in (*grid.head, *grid.body) for box in line)
    return f"#table(columns: {columns}, align: center + horizon, inset: {style.inset}, stroke: {style.stroke},\n{body})"


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
        prose = PROSE.get(head.number)
        parts.append(escaped(prose).replace("\n", "\n\n") if prose else _table(tables[head.number], paper.cells, style))
    return "\n\n".join(parts)


@cache
def _fonts() -> list[str]:
    return [str(_FONTS)] if _FONTS else []


def compiled(document: str) -> bytes:
    return typst.compile(document.encode(), font_paths=_fonts(), ignore_system_fonts=True)


def pdf(paper: Paper, style: Style = RULED) -> bytes:
    """The paper as PDF."""
    return compiled(source(paper, style))
