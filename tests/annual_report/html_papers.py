"""Papers made for tests as HTML: the official tables with their spans, in the markup that organs' pages have."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.annual_report.form.layout import Box, Grid, Line, grids
from gongkai.regulation.numerals import chinese
from tests.annual_report.papers import PROSE, Paper

_STYLE = 'style="text-align:{align};line-height:{height}pt;mso-line-height-rule:exactly;"'
_RUN = '<span {lang}style="font-family:{font};font-size:{size}pt;">'


@dataclass(frozen=True)
class Markup:
    """How a page writes what it says: one function for a paragraph, one for the content of a cell, and the words that
    open a table and a cell."""

    paragraph: Callable[[str], str]
    content: Callable[[str], str]
    table: str = "<table>"
    cell: str = "<td{spans}>"


def html_paper(paper: Paper, markup: Markup, *, page: str = "<html><body>{}</body></html>") -> str:
    """The whole paper as a page."""
    parts = [markup.paragraph(f"{paper.organ}{paper.year}年政府信息公开工作年度报告")]
    for head in paper.form.sections:
        parts.append(markup.paragraph(f"{chinese(head.number)}、{head.label.text}"))
        prose = PROSE.get(head.number)
        parts += map(markup.paragraph, prose.split("\n")) if prose else [table(paper, head.number, markup)]
    return page.format("\n".join(parts))


def table(paper: Paper, section: int, markup: Markup) -> str:
    """The table of that section."""
    lines = [row(paper, line, markup) for line in lines_of(paper, section)]
    return "\n".join([markup.table, *lines, "</table>"])


def row(paper: Paper, line: Line, markup: Markup) -> str:
    cells = (_cell(markup, box, text_of(paper, box)) for box in line)
    return "<tr>" + "".join(cells) + "</tr>"


def lines_of(paper: Paper, section: int) -> Sequence[Line]:
    """The lines of that section's table as the paper prints it: a merged row stands in place of its parts."""
    grid = grids(paper.form_year)[section - 2]
    return tuple(_merged(paper, grid)) if paper.merged_other and section == 3 else (*grid.head, *grid.body)


def text_of(paper: Paper, box: Box) -> str:
    return paper.cells.get(box.cell, "0") if box.cell else box.text


def _merged(paper: Paper, grid: Grid) -> Iterator[Line]:
    merged = paper.form.merged[0]
    parts = {cell for r in paper.form.tables["table3"] if r.name in merged.instead_of for cell in r.cells}
    drawn = False
    for line in (*grid.head, *grid.body):
        if not any(box.cell in parts for box in line):
            yield tuple(Box(b.text, columns=b.columns, rows=b.rows - 2) if b.rows > 20 else b for b in line)
        elif not drawn:
            drawn = True
            yield (Box(merged.label.text, columns=2), *(Box(cell=cell) for cell in merged.cells))


def _cell(markup: Markup, box: Box, text: str) -> str:
    spans = (f' colspan="{box.columns}"' if box.columns > 1 else "") + (
        f' rowspan="{box.rows}"' if box.rows > 1 else ""
    )
    return markup.cell.format(spans=spans) + markup.content(text) + "</td>"


def _word_run(text: str) -> str:
    """A text as a word processor exports it: a run for each kind of character, blanks as <o:p>."""
    run = _RUN.format(lang="" if not text.isascii() else 'lang="EN-US" ', font="仿宋_GB2312", size=10.5)
    return f'{run}{text or "&nbsp;"}</span><span lang="EN-US"><o:p></o:p></span>'


def _word_paragraph(text: str) -> str:
    return f'<p class="MsoNormal" {_STYLE.format(align="justify", height="28.0000")}>{_word_run(text)}</p>'


def _word_content(text: str) -> str:
    return (
        f'<p class="MsoNormal" align="center" {_STYLE.format(align="center", height="18.0000")}>{_word_run(text)}</p>'
    )


PLAIN = Markup("<p>{}</p>".format, str)
WORD = Markup(
    _word_paragraph,
    _word_content,
    table='<table class="MsoTableGrid" border="1" cellspacing="0" style="border-collapse:collapse;width:425.2pt;'
    'margin-left:6.7500pt;mso-table-layout-alt:fixed;border:none;mso-padding-alt:0pt 5.4pt 0pt 5.4pt;"><tbody>',
    cell='<td{spans} width="57" style="width:42.95pt;padding:0pt 5.4pt;border:solid windowtext 1.0pt;">',
)
