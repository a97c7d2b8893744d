"""Tables whose columns are not the form's: in another order, one more, one less, numbered rows."""

from collections.abc import Callable, Sequence

import pytest

from gongkai.annual_report.form.layout import Box, Line
from gongkai.annual_report.reading import Reading
from gongkai.regulation.numerals import chinese
from tests.annual_report.html_papers import lines_of, text_of
from tests.annual_report.papers import PROSE, Paper, read_bytes, read_text

FILLED = {cell: number for number, cell in enumerate(Paper().form.cells, 11)}
PAPER = Paper(cells={cell: str(number) for cell, number in FILLED.items()})

Boxes = list[Box]
Change = Callable[[Boxes], Boxes]


def page(section: int, change: Change) -> str:
    """The paper as a page, each line of that section's table changed."""
    parts = [f"<p>{PAPER.organ}{PAPER.year}年政府信息公开工作年度报告</p>"]
    for head in PAPER.form.sections:
        parts.append(f"<p>{chinese(head.number)}、{head.label.text}</p>")
        lines = lines_of(PAPER, head.number) if head.number not in PROSE else ()
        rows = [change(list(line)) if head.number == section else line for line in lines]
        parts.append(f"<table>{''.join(map(_row, rows))}</table>" if rows else f"<p>{PROSE[head.number]}</p>")
    return "".join(parts)


def _row(line: Sequence[Box] | Line) -> str:
    cells = (f"<td colspan={box.columns} rowspan={box.rows}>{text_of(PAPER, box)}</td>" for box in line)
    return f"<tr>{''.join(cells)}</tr>"


def tabbed(section: int, change: Change) -> str:
    """The paper as text, a line a row, cells parted by tabs."""
    lines = [f"{PAPER.organ}{PAPER.year}年政府信息公开工作年度报告"]
    for head in PAPER.form.sections:
        lines.append(f"{chinese(head.number)}、{head.label.text}")
        rows = [list(line) for line in lines_of(PAPER, head.number)] if head.number not in PROSE else []
        changed = [change(row) if head.number == section else row for row in rows]
        lines += ["\t".join(text_of(PAPER, box) for box in row) for row in changed] or [PROSE[head.number]]
    return "\n".join(lines)


def first_cell(line: Boxes) -> int | None:
    return next((at for at, box in enumerate(line) if box.cell), None)


def swapped(line: Boxes) -> Boxes:
    """科研机构 before 商业企业, heads and figures."""
    if any(box.text == "商业企业" for box in line):
        return [line[1], line[0], *line[2:]]
    at = first_cell(line)
    return line if at is None else [*line[: at + 1], line[at + 2], line[at + 1], *line[at + 3 :]]


def total_first(line: Boxes) -> Boxes:
    if any(box.text == "总计" for box in line):
        return [line[0], line[2], line[1]]
    at = first_cell(line)
    return line if at is None else [*line[:at], line[-1], *line[at:-1]]


def repealed_first(line: Boxes) -> Boxes:
    return [line[0], line[2], line[1], line[3]] if len(line) == 4 else line


def totals_of_groups_first(line: Boxes) -> Boxes:
    groups = [line[at : at + 5] for at in (0, 5, 10)]
    return [box for group in groups for box in (group[4], *group[:4])] if len(line) == 15 else line


@pytest.mark.parametrize("written", [page, tabbed])
@pytest.mark.parametrize(
    ("section", "change"), [(2, repealed_first), (3, swapped), (3, total_first), (4, totals_of_groups_first)]
)
def test_it_reads_columns_in_another_order_by_their_heads_and_says_so(
    section: int, change: Change, written: Callable[[int, Change], str]
) -> None:
    reading = read(written(section, change))
    assert reading.report.cells == FILLED
    assert {finding.rule.name for finding in reading.findings} == {"columns_are_those_of_the_form"}


def without_total(line: Boxes) -> Boxes:
    return line[:-1] if line[-1].text == "总计" or first_cell(line) is not None else line


def without_natural_person(line: Boxes) -> Boxes:
    return [box for box in line if box.text != "自然人" and not (box.cell or "").endswith(".natural_person")]


@pytest.mark.parametrize("written", [page, tabbed])
@pytest.mark.parametrize(("change", "column"), [(without_total, "total"), (without_natural_person, "natural_person")])
def test_it_leaves_a_column_open_that_a_table_lacks_and_keeps_the_others(
    change: Change, column: str, written: Callable[[int, Change], str]
) -> None:
    missing = {cell for cell in FILLED if cell.startswith("table3") and cell.endswith(f".{column}")}
    cells = read(written(3, change)).report.cells
    assert {cell for cell, value in cells.items() if value is None} == missing
    assert all(cells[cell] == FILLED[cell] for cell in FILLED if cell not in missing)


def with_last_year(line: Boxes) -> Boxes:
    if any(box.text == "总计" for box in line):
        return [*line, Box("上年总计", rows=3)]
    return line if first_cell(line) is None else [*line, Box("987")]


def with_last_year_in_table2(line: Boxes) -> Boxes:
    if len(line) == 2 and (line[1].cell or "").startswith(("table2.licensing", "table2.penalty", "table2.coercion")):
        return [line[0], Box("987"), Box(cell=line[1].cell, columns=2)]
    return [line[0], Box("上年数量"), Box(line[1].text, columns=2)] if "处理决定" in line[-1].text else line


@pytest.mark.parametrize(("section", "change"), [(3, with_last_year), (2, with_last_year_in_table2)])
def test_it_leaves_out_a_column_that_the_form_does_not_have(section: int, change: Change) -> None:
    assert read(page(section, change)).report.cells == FILLED


def numbered(line: Boxes) -> Boxes:
    if any("勾稽" in box.text for box in line):
        return [Box("序号", rows=3), *line]
    return line if first_cell(line) is None else [Box("7"), *line]


def with_units(line: Boxes) -> Boxes:
    at = first_cell(line)
    if any("勾稽" in box.text for box in line):
        return [line[0], Box("单位", rows=3), *line[1:]]
    return line if at is None else [*line[:at], Box("件"), *line[at:]]


@pytest.mark.parametrize("written", [page, tabbed])
@pytest.mark.parametrize("change", [numbered, with_units])
def test_it_takes_neither_a_rows_number_nor_its_unit_for_a_figure(
    change: Change, written: Callable[[int, Change], str]
) -> None:
    reading = read(written(3, change))
    assert reading.report.cells == FILLED
    assert not reading.findings


def test_it_does_not_put_a_figure_by_heads_where_one_row_has_a_cell_too_many() -> None:
    def one_more(line: Boxes) -> Boxes:
        return [*line[:-4], Box("987"), *line[-4:]] if any("国家秘密" in box.text for box in line) else line

    cells = read(page(3, one_more)).report.cells
    torn = {cell for cell in FILLED if cell.startswith("table3.refused.state_secret")}
    assert {cell for cell, value in cells.items() if value is None} == torn
    assert all(cells[cell] == FILLED[cell] for cell in FILLED if cell not in torn)


def read(text: str) -> Reading:
    return read_bytes(text.encode(), source="test") if text.startswith("<") else read_text(text, source="test")
