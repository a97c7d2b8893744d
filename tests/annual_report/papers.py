"""Papers made for tests: a report with chosen figures, printed in the shapes that organs' text files have."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from gongkai.annual_report.form.form import Form, Row, form
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.kinds import source_of
from gongkai.annual_report.readers.plain import blocks_of_text
from gongkai.annual_report.reading import Reading
from gongkai.regulation.numerals import chinese

SHARED = Path(__file__).resolve().parents[3] / "shared"
"""Real papers, where they lie beside the repository."""


def read_text(text: str, *, source: str) -> Reading:
    """Read a text as it stands, without checks."""
    return interpret(tuple(blocks_of_text(text)), source=source)


def read_bytes(data: bytes, *, source: str) -> Reading:
    """Read a file of any kind, without checks."""
    found = source_of(data)
    return interpret(found.blocks, source=source, pictures=found.pictures)


PROSE = {
    1: "2024年，本机关依法公开政府信息。\n（一）主动公开。全年公布各类信息 30 条。\n（二）依申请公开。按期答复。",
    5: "存在的问题：公开栏更新有时偏慢。改进措施：指定专人每周检查一次，及时补充。",
    6: "本年度没有收取政府信息公开信息处理费。",
}

Line = list[str]
Layout = Callable[[list[Line]], str]


@dataclass(frozen=True)
class Paper:
    """What a test wants a paper to say. Cells not named are 0."""

    organ: str = "青石县水利局"
    year: int = 2024
    cells: Mapping[str, str] = field(default_factory=dict)
    form_year: int = 2021
    merged_other: bool = False

    @property
    def form(self) -> Form:
        return form(self.form_year)

    def text(self, layout: Layout) -> str:
        """The whole paper with its tables in that layout."""
        parts = [f"{self.organ}{self.year}年政府信息公开工作年度报告"]
        for head in self.form.sections:
            parts.append(f"{chinese(head.number)}、{head.label.text}")
            parts.append(PROSE.get(head.number) or layout(self.lines(head.number)))
        return "\n\n".join(parts)

    def lines(self, section: int) -> list[Line]:
        """The lines of that section's table, each a list of cells, as wide as the official table."""
        return {2: self._table2, 3: self._table3, 4: self._table4}[section]()

    def _value(self, cell: str) -> str:
        return self.cells.get(cell, "0")

    def _table2(self) -> list[Line]:
        lines: list[Line] = []
        for caption, rows in groupby(self.form.tables["table2"], key=lambda row: row.caption):
            group = list(rows)
            lines += [[caption or ""], ["信息内容", *(column.label.text for column in group[0].columns)]]
            lines += [[row.label.text, *map(self._value, row.cells)] for row in group]
        return lines

    def _table3(self) -> list[Line]:
        lines = [
            [self.form.heads["table3"], "", "", "申请人情况", "", "", "", "", "", "总计"],
            ["", "", "", "自然人", "法人或其他组织", "", "", "", "", ""],
            ["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
        ]
        before: Sequence[str] = ()
        for row in self._rows3():
            heads = ["" if row.label.under[: i + 1] == before[: i + 1] else h for i, h in enumerate(row.label.under)]
            lines.append([*heads, row.label.text, *[""] * (2 - len(heads)), *map(self._value, row.cells)])
            before = row.label.under
        return lines

    def _rows3(self) -> Iterable[Row]:
        for row in self.form.tables["table3"]:
            if not (self.merged_other and row.name.startswith("other.")):
                yield row
            if self.merged_other and row.name == "other.other":
                yield self.form.merged[0]

    def _table4(self) -> list[Line]:
        groups = self.form.tables["table4"]
        heads = [column.label.text for row in groups for column in row.columns]
        return [
            ["行政复议", "", "", "", "", "行政诉讼"],
            ["", "", "", "", "", "未经复议直接起诉", "", "", "", "", "复议后起诉"],
            [*heads],
            [self._value(cell) for row in groups for cell in row.cells],
        ]


def tabs(lines: list[Line]) -> str:
    """A table copied from a browser: tabs between all cells, the head's blank cells kept."""
    return "\n".join("\t".join(line) + "\t" for line in lines)


def torn_tabs(lines: list[Line]) -> str:
    """The same with what goes wrong on the way: leading blanks lost on some lines, a blank line in the middle."""
    torn = []
    for number, line in enumerate(lines):
        cells = line[:]
        if number % 4 == 3:
            while not cells[0]:
                del cells[0]
        torn.append("\t".join(cells) + "\t" * (number % 3) + ("\n" if number == len(lines) // 2 else ""))
    return "\n".join(torn)


def pipes(lines: list[Line]) -> str:
    """Pipes after every cell, blank cells of spanning heads pushed to the end of the line."""
    out = []
    for line in lines:
        filled = [cell for cell in line if cell]
        out.append(" | ".join(filled) + " |" + "|" * (len(line) - len(filled)))
    return "\n".join(out)


def markdown(lines: list[Line]) -> str:
    rows = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([rows[0], "|" + "---|" * len(lines[0]), *rows[1:]])


def a_cell_a_line(lines: list[Line]) -> str:
    return "\n".join(cell for line in lines for cell in line if cell)


def a_pipe_a_line(lines: list[Line]) -> str:
    """Every cell on a line of its own, closed by a pipe."""
    return "\n".join(f"{cell} |" for line in lines for cell in line if cell)


def a_line_for_each_pipe(lines: list[Line]) -> str:
    """Every cell on a line of its own, and its pipe on the next."""
    return "\n".join(f"{cell}\n|" for line in lines for cell in line if cell)


def blanks(lines: list[Line]) -> str:
    """Only blanks between the cells."""
    return "\n".join("  ".join(cell for cell in line if cell) for line in lines)


LAYOUTS: tuple[Layout, ...] = (
    tabs,
    torn_tabs,
    pipes,
    markdown,
    a_cell_a_line,
    a_pipe_a_line,
    a_line_for_each_pipe,
    blanks,
)
