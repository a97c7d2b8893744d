"""Registers as they come: heads over two lines, merged cells, notes above, other encodings, missing columns."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from gongkai.web.applications.registers.columns import recognised
from gongkai.web.applications.registers.past import line_of
from gongkai.web.applications.registers.reading import read
from gongkai.web.directory.intake.sheet import UnreadableTable
from tests.web.applications.registers.sheets import GOOD, HEADS, OPEN, book, line


def test_heads_are_known_by_what_offices_call_them() -> None:
    heads = ["序号", "受理编号", "收件时间", "申请人性质", "所需信息（内容描述）", "答复结果", "答复时间", "备注"]
    assert recognised(heads) == {
        "number": 1, "received_on": 2, "applicant_kind": 3, "description": 4, "outcome": 5, "decided_on": 6,
    }  # fmt: skip


def test_heads_may_stand_below_a_title_and_over_two_lines() -> None:
    title = ("青石县水利局依申请公开登记簿", *[None] * 6)
    upper = ("登记编号", "收到申请日期", "申请人", None, "答复", None, None)
    lower = (None, None, "姓名", "类型", "结果", "日期", "文号")
    row = ("1号", date(2025, 3, 3), "沈不凡", "公民", "予以公开", date(2025, 3, 20), "〔2025〕1号")
    merged = ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:G2")
    register = read(book(row, heads=(title, upper, lower), merged=merged))
    assert register.heads[3:6] == ("申请人类型", "答复结果", "答复日期")
    assert set(register.mapping) == {
        "number", "received_on", "name", "applicant_kind", "outcome", "decided_on", "letter_number",
    }  # fmt: skip
    assert [one.number for one in register.rows] == [4]


def test_a_merged_cell_is_said_of_every_line_that_it_covers() -> None:
    register = read(book(GOOD, [*OPEN[:1], None, *OPEN[2:]], merged=("B2:B3",)))
    assert [row.cells[1].date() for row in register.rows] == [date(2025, 3, 3)] * 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("parted", [",", "\t", ";"])
def test_text_comes_in_the_usual_encodings(encoding: str, parted: str) -> None:
    text = f"{parted.join(HEADS)}\n{parted.join(str(cell) for cell in GOOD)}\n"
    register = read(text.encode(encoding))
    assert line_of(register, register.rows[0]).faults == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2025年3月3日", date(2025, 3, 3)), ("2025/3/3", date(2025, 3, 3)), ("2025.03.03", date(2025, 3, 3)),
        ("20250303", date(2025, 3, 3)), (45719, date(2025, 3, 3)), ("45719", date(2025, 3, 3)),
        ("２０２５－３－３", date(2025, 3, 3)), (20250303, date(2025, 3, 3)), ("2025-03-03 09:30", date(2025, 3, 3)),
    ],
)  # fmt: skip
def test_days_are_read_however_they_are_written(cell: object, expected: date) -> None:
    register = read(book(line(收到日期=cell)))
    assert line_of(register, register.rows[0])["received_on"] == expected


def test_serial_numbers_count_from_where_the_workbook_counts() -> None:
    made, out = Workbook(), io.BytesIO()
    made.epoch = CALENDAR_MAC_1904
    made.active.append(list(HEADS))
    made.active.append(line(收到日期=45719 - 1462, 答复日期=date(2025, 3, 20)))
    made.save(out)
    register = read(out.getvalue())
    read_line = line_of(register, register.rows[0])
    assert (read_line["received_on"], read_line["decided_on"]) == (date(2025, 3, 3), date(2025, 3, 20))


@pytest.mark.parametrize(
    ("head", "cell", "said"),
    [
        ("收到日期", "2025-02-30", "2月30日不存在"), ("收到日期", "三月初三", "读不成日期"),
        ("收到日期", "1925-03-03", "以后的合理范围内"), ("收到日期", None, "没有填写"),
        ("收到日期", "=TODAY()", "没有保存它的结果"), ("收到日期", "#REF!", "公式的结果是错误"),
        ("办理结果", "不予公开", "要写明是哪一种"), ("办理结果", "同意一半", "不是“办理结果”里可以有的"),
        ("申请人类别", "法人", "要分清"), ("登记编号", "x" * 41, "最长 40 个字"), ("答复日期", None, "却没有填写"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_line_cell_reason_and_way_out(head: str, cell: object, said: str) -> None:
    register = read(book(GOOD, line(**{head: cell})))
    (fault, *_) = line_of(register, register.rows[1]).faults
    assert fault.line == 3
    assert said in str(fault)
    assert fault.instead


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("（一）予以公开", "granted"), ("同意公开", "granted"), ("部分公开", "partly_granted"),
        ("（三）不予公开—6.属于四类过程性信息", "refused.process"), ("6.属于四类过程性信息", "refused.process"),
        ("信息不存在", "unavailable.not_held"), ("2.重复申请", "not_processed.repeated"), ("主动撤回", "withdrawn"),
        ("申请人无正当理由逾期不补正", "other.correction_lapsed"), ("不予公开：个人隐私", "refused.third_party"),
    ],
)  # fmt: skip
def test_outcomes_are_known_by_the_words_of_old_and_new_forms(written: str, outcome: str) -> None:
    register = read(book(line(办理结果=written)))
    assert line_of(register, register.rows[0])["outcome"] == outcome


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    register = read(book(GOOD[:2], heads=(HEADS[:2],)))
    with pytest.raises(UnreadableTable, match="没有找到“申请人类型”这样的列。登记簿里的列是：登记编号、收到日期"):
        register.mapped(register.mapping)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "没有找到登记簿的列名"), (b"PK\x03\x04broken", "已经损坏"), (bytes(range(256)), "不是文本"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧式的 XLS"), ("甲,乙\n1,2\n".encode(), "没有找到登记簿的列名"),
        (",".join(HEADS).encode(), "表头下面没有内容"),
    ],
)  # fmt: skip
def test_what_is_no_register_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableTable, match=said):
        read(data)


def test_a_torn_workbook_is_refused_with_a_sentence() -> None:
    whole = book(GOOD)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as package, zipfile.ZipFile(out, "w") as torn:
        for name in package.namelist():
            data = package.read(name)
            torn.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    with pytest.raises(UnreadableTable, match="已经损坏"):
        read(out.getvalue())


def test_more_lines_than_one_file_takes_are_refused() -> None:
    lines = "\n".join(f"{number},2025-03-03,公民" for number in range(200_001))
    with pytest.raises(UnreadableTable, match="一次最多转入 200,000 行"):
        read(f"登记编号,收到日期,申请人类型\n{lines}".encode())
