"""The two sheets of registers: the empty one with lists to choose from, and the lines that were refused, to be mended
and sent again."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.web.applications.registers.columns import columns, words
from gongkai.web.applications.registers.reading import Register
from gongkai.web.directory.intake.sheet import word
from gongkai.web.office.export import harmless

_LINES = 5_000
_WIDE, _NARROW = 28, 15
_NEEDED = PatternFill("solid", start_color="FFF4E5")
_WRONG = PatternFill("solid", start_color="FDE7E4")
WHY = "要改之处"


def template() -> bytes:
    """登记簿模板: every column, days as days, words to choose from a list."""
    book = Workbook()
    sheet: Any = book.active
    lists = book.create_sheet("可选内容")
    sheet.title = "登记簿"
    for place, column in enumerate(columns().values(), start=1):
        letter = get_column_letter(place)
        head = sheet.cell(1, place, column.label)
        head.font = Font(bold=True)
        if column.is_required:
            head.fill = _NEEDED
        sheet.column_dimensions[letter].width = _WIDE if column.shape in {"text", "outcomes"} else _NARROW
        if column.shape == "day":
            for row in range(2, 202):
                sheet.cell(row, place).number_format = "yyyy-mm-dd"
            _checked(sheet, letter, DataValidation("date", operator="greaterThan", formula1="39569", allow_blank=True))
        elif column.shape not in {"text", "number"}:
            _choices(sheet, lists, letter, column.label, words(column.shape).offered)
    sheet.freeze_panes = "B2"
    _explained(book.create_sheet("填写说明"))
    return _bytes(book)


def _choices(sheet: Any, lists: Any, letter: str, label: str, offered: Sequence[str]) -> None:
    place = lists.max_column + 1 if lists.cell(1, 1).value else 1
    for row, text in enumerate((label, *offered), start=1):
        lists.cell(row, place, text)
    column = get_column_letter(place)
    area = f"'{lists.title}'!${column}$2:${column}${len(offered) + 1}"
    _checked(sheet, letter, DataValidation("list", formula1=area, allow_blank=True))


def _checked(sheet: Any, letter: str, rule: DataValidation) -> None:
    rule.error, rule.errorTitle, rule.showErrorMessage = "请按这一列的格式填写，或者从列表中选择。", "请核对", True
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_LINES}")


def _explained(sheet: Any) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    lines = (
        ("怎样填写", "一件申请一行。底色标出的列必须填写；其他列没有的可以空着，也可以整列删去。"),
        ("日期", "写成 2025-02-17 的样子，年、月、日都要有。"),
        ("编号", "照抄原来的编号，转入以后不变。同一编号转入两次，不会变成两件。"),
        (
            "个人信息",
            "申请人、证件号码、电话、邮箱、地址、申请内容会加密保存。“内容摘要”会出现在清单里，不要写个人信息。",
        ),
        ("核对", "转入以前，系统按条例逐件核对期限和程序；对不上的逐行列出，可以下载修改后再上传。"),
    )
    for row in lines:
        sheet.append(row)
    for row in sheet.iter_rows():
        row[0].font, row[1].alignment = Font(bold=True), Alignment(wrap_text=True)


def refused(register: Register, faults: Sequence[Mapping[str, Any]]) -> bytes:
    """The refused lines as they were, the wrong cells marked, with what is wrong: to be mended and uploaded again."""
    by_line: dict[int, list[Mapping[str, Any]]] = {}
    for fault in faults:
        by_line.setdefault(fault["line"], []).append(fault)
    places = {columns()[name].label: place for name, place in register.mapping.items()}
    heads = [head or f"第{place}列" for place, head in enumerate(register.heads, start=1)]
    for label, place in places.items():
        heads[place] = label
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "要改的行"
    sheet.append([*heads, "原行号", WHY])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in register.rows:
        if row.number in by_line:
            cells = [_kept(cell) for cell in row.cells[: len(heads)]]
            cells += [None] * (len(heads) - len(cells))
            told = "\n".join(f"“{one['column']}”：{one['why']}{one['instead']}" for one in by_line[row.number])
            sheet.append([*cells, row.number, told])
            _mark(sheet, by_line[row.number], places)
    sheet.column_dimensions[get_column_letter(len(heads) + 2)].width = 80
    sheet.freeze_panes = "A2"
    return _bytes(book)


def _kept(cell: Any) -> Any:
    return harmless(cell) if isinstance(cell, str) else cell if isinstance(cell, int | float) else word(cell) or None


def _mark(sheet: Any, faults: Sequence[Mapping[str, Any]], places: Mapping[str, int]) -> None:
    for fault in faults:
        place = places.get(fault["column"])
        if place is not None:
            sheet.cell(sheet.max_row, place + 1).fill = _WRONG
    sheet.cell(sheet.max_row, sheet.max_column).alignment = Alignment(wrap_text=True, vertical="top")


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
