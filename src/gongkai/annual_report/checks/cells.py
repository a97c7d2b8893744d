"""What a single cell must satisfy: it is filled, it is a whole number not below 0, it may be above 0 (V8, V9)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.checks.positions import TABLES, column_of, head_of
from gongkai.annual_report.checks.rule_makers import cannot_make_rules
from gongkai.annual_report.finding import Finding
from gongkai.annual_report.form.form import Row
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.report import Report

_MAY_FALL = "change"
"""The one column of counts (本年增/减, form 2019) that may be below 0."""

_MOST_DECIMALS = 4

_Gaps = tuple[int, ...]
"""Which cells of a row are blank, by their column."""


def tables_are_present(evidence: Evidence) -> Iterator[Finding]:
    """An error for each table of which the paper has nothing."""
    for table in evidence.report.form.tables:
        if _is_absent(evidence, table):
            message = (
                f"没有找到{TABLES[table]}：既没有数字，也没有表格的位置。年度报告应当有三张表，没有发生的事项填 0。"
            )
            yield finding("table_is_present", table, message, expected=TABLES[table])


def cells_have_numbers(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each row with blanks; rows below one another with the same blanks share it."""
    report = evidence.report
    if None not in report.cells.values():
        return
    for table in report.form.tables:
        if _is_absent(evidence, table):
            continue
        for gaps, rows in groupby(_rows_on_paper(report, table), lambda row: _gaps(report, row)):
            if gaps:
                yield _blanks(evidence, list(rows), gaps)


def counts_are_whole(evidence: Evidence) -> Iterator[Finding]:
    """An error for each count that is below 0 or not whole, and each amount that is below 0 or too finely divided."""
    official = evidence.report.form
    for cell, value in evidence.report.cells.items():
        if value is None or (type(value) is int and value >= 0):
            continue
        column = column_of(official, cell)
        if column.decimals:
            if value < 0 or _decimals(value) > _MOST_DECIMALS:
                message = (
                    f"{place_in_words(official.year, cell)}写的是 {value}：金额以万元为单位，不小于 0，最多四位小数。"
                )
                yield finding("amount_has_four_decimals_at_most", cell, message, found=value, cells=(cell,))
        elif value % 1 or (value < 0 and column.name != _MAY_FALL):
            message = f"{place_in_words(official.year, cell)}写的是 {value}：件数只能是不小于 0 的整数。"
            yield finding("count_is_whole_and_not_negative", cell, message, found=value, cells=(cell,))


def rules_are_made_by_those_who_may(evidence: Evidence) -> Iterator[Finding]:
    """An error for 规章 above 0 where the organ's name shows that it may make none (V9); none where it leaves doubt."""
    organ = evidence.report.organ
    filled = [cell for cell in _row(evidence.report, "table2", "rules").cells if evidence.report.number(cell) > 0]
    if not organ or not filled or not cannot_make_rules(organ):
        return
    for cell in filled:
        value = evidence.report.number(cell)
        message = (
            f"{place_in_words(evidence.report.form.year, cell)}写的是 {value}，而{organ}无权制定规章："
            "规章只能由国务院部门和省、自治区、直辖市、设区的市、自治州的人民政府制定。请核对是否把规范性文件填成了规章。"
        )
        yield finding("rules_are_made_by_those_who_may", cell, message, expected=0, found=value, cells=(cell,))


def _is_absent(evidence: Evidence, table: str) -> bool:
    cells, places = evidence.report.cells, evidence.places
    rows = _rows_on_paper(evidence.report, table)
    return all(cells[cell] is None and cell not in places for row in rows for cell in row.cells)


def _row(report: Report, table: str, name: str) -> Row:
    return next(row for row in report.form.tables[table] if row.name == name)


def _rows_on_paper(report: Report, table: str) -> Iterator[Row]:
    rows = report.form.tables[table] + (report.form.merged if table == "table3" else ())
    return (row for row in rows if row.cells[0] in report.cells)


def _gaps(report: Report, row: Row) -> _Gaps:
    """All blank is the same in a row of one cell and in a row of three."""
    blanks = tuple(index for index, cell in enumerate(row.cells) if report.cells[cell] is None)
    return (-1,) if len(blanks) == len(row.cells) else blanks


def _blanks(evidence: Evidence, rows: Sequence[Row], gaps: _Gaps) -> Finding:
    official = evidence.report.form
    cells = tuple(cell for row in rows for cell in row.cells if evidence.report.cells[cell] is None)
    if len(cells) == 1:
        where, place = cells[0], place_in_words(official.year, cells[0])
    else:
        where, place = head_of(official, rows[0]), _block(evidence, rows, gaps)
    printed = {evidence.places[cell].printed.strip() for cell in cells if cell in evidence.places} - {""}
    found = "、".join(sorted(printed)) or ("空白" if any(cell in evidence.places for cell in cells) else None)
    message = f"{place}没有填数字" + (f"（写的是“{found}”）" if printed else "") + "。没有发生的填 0，不留空，不画线。"
    return finding("cell_has_number", where, message, expected="数字，没有的填 0", found=found, cells=cells)


def _block(evidence: Evidence, rows: Sequence[Row], gaps: _Gaps) -> str:
    """表三从“（一）予以公开”到“（七）总计”的“自然人”、“商业企业”两列."""
    table = TABLES[head_of(evidence.report.form, rows[0]).split(".")[0]]
    first, last = rows[0].label.text, rows[-1].label.text
    extent = f"{table}“{first}”一行" if len(rows) == 1 else f"{table}从“{first}”到“{last}”共 {len(rows)} 行"
    if gaps == (-1,):
        return f"{extent}都"
    return f"{extent}的{'、'.join(f'“{rows[0].columns[index].label.text}”' for index in gaps)}"


def _decimals(value: int | Decimal) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
