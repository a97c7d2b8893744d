"""Tables of organs and people: every line is checked, all or none is entered, a rehearsal enters nothing."""

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.xml.constants import SHARED_STRINGS

from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory.intake import organs, people, sheet
from gongkai.web.directory.intake.table import UnreadableTable
from gongkai.web.organs.models import Organ
from tests.web.directory.conftest import DAY, enrolled

ORGANS = """机关代码,名称,简称,层级,类别,上级代码
shiju,青石县第十局,十局,县级,工作部门,xian
xian,白沙县人民政府,,县级,人民政府,
"""
PEOPLE = """账号,姓名,单位代码,岗位,自,至
zhang,张三,qingshi-shuili,收件人员,2025-01-01,
zhang,张三,qingshi-shuili,承办人员,2025-01-01,2025-12-31
li,李四,qingshi-shuili,系统管理员,2025-01-01,
"""


def xlsx(text: str) -> bytes:
    book = Workbook()
    for line in text.strip().splitlines():
        book.active.append([date.fromisoformat(cell) if cell.startswith("2025-") else cell for cell in line.split(",")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMS = [str.encode, lambda text: text.encode("gb18030"), lambda text: b"\xef\xbb\xbf" + text.encode(), xlsx]


@pytest.mark.parametrize("form", FORMS, ids=["utf-8", "gb18030", "bom", "xlsx"])
def test_it_enters_organs_in_whatever_order_they_stand(db, form) -> None:
    result = organs.enter(form(ORGANS), by=CONSOLE, on=DAY, is_rehearsal=False)
    assert str(result) == "已导入：机关 2 个。"
    assert Organ.objects.get(code="shiju").get_parent().name == "白沙县人民政府"


@pytest.mark.parametrize("form", FORMS, ids=["utf-8", "gb18030", "bom", "xlsx"])
def test_it_enters_people_with_all_their_roles(water, form) -> None:
    result = people.enter(form(PEOPLE), by=CONSOLE, on=DAY, is_rehearsal=False)
    assert str(result) == "已导入：人员 2 个，岗位 3 个。"
    rows = Membership.objects.filter(user__username="zhang").order_by("role").values_list("role", "until", "state")
    assert list(rows) == [("clerk", None, "active"), ("handler", date(2025, 12, 31), "active")]
    assert Membership.objects.get(user__username="li").state == "entrusted"
    assert not User.objects.get(username="li").has_usable_password()


def test_a_rehearsal_enters_nothing(water) -> None:
    assert str(organs.enter(ORGANS.encode(), by=CONSOLE, on=DAY, is_rehearsal=True)) == "可以导入：机关 2 个。"
    assert (
        str(people.enter(PEOPLE.encode(), by=CONSOLE, on=DAY, is_rehearsal=True)) == "可以导入：人员 2 个，岗位 3 个。"
    )
    assert (Organ.objects.count(), User.objects.count()) == (2, 0)


BAD_ORGANS = """机关代码,名称,统一社会信用代码,层级,类别,上级代码
Bad Code,甲局,,县级,工作部门,
a,,,县级,工作部门,
b,乙局,91350100M000100Y44,县级,工作部门,
c,丙局,,县,工作部门,nowhere
d,丁局,,县级,工作部门,e
e,戊局,,县级,工作部门,d
qingshi-shuili,己局,,县级,工作部门,
f,庚局,,县级,工作部门,
f,辛局,,县级,工作部门,
"""


def test_it_names_every_line_that_is_wrong_and_enters_none(water) -> None:
    result = organs.enter(BAD_ORGANS.encode(), by=CONSOLE, on=DAY, is_rehearsal=False)
    said = [str(fault) for fault in result.faults]
    wanted = [
        "第 2 行“机关代码”：机关代码用小写字母",
        "第 3 行“名称”：",
        "第 4 行“统一社会信用代码”：统一社会信用代码的校验位不对",
        "第 5 行“层级”：“县”不在可选的国务院、省级",
        "第 5 行“上级代码”：没有代码为“nowhere”的在册机关",
        "第 6 行“上级代码”：上下级绕成了圈",
        "第 7 行“上级代码”：上下级绕成了圈",
        "第 8 行“机关代码”：“qingshi-shuili”已经登记过",
        "第 9 行“机关代码”：“f”在文件中出现了 2 次",
        "第 10 行“机关代码”：“f”在文件中出现了 2 次",
    ]
    assert len(said) == len(wanted)
    assert all(text.startswith(start) for text, start in zip(said, wanted, strict=True))
    assert Organ.objects.count() == 2


BAD_PEOPLE = """账号,姓名,单位代码,岗位,自,至
Zhang,张三,qingshi-shuili,收件人员,2025-01-01,
li,,qingshi-shuili,收件人员,2025-01-01,
wang,王五,nowhere,收件人员,2025-01-01,
zhao,赵六,qingshi-shuili,收件,2025-01-01,
qian,钱七,qingshi-shuili,收件人员,昨天,
sun,孙八,qingshi-shuili,收件人员,2025-02-01,2025-01-01
zhou,周九,qingshi-shuili,收件人员,2025-01-01,
zhou,周十,qingshi-shuili,承办人员,2025-01-01,
clerk,吴一,qingshi-shuili,承办人员,2025-01-01,
wu,吴二,qingshi-shuili,承办人员,,
wu,吴二,qingshi-shuili,承办人员,2025-01-01,
"""


def test_it_names_every_line_about_people_that_is_wrong(water, clerk) -> None:
    result = people.enter(BAD_PEOPLE.encode(), by=CONSOLE, on=DAY, is_rehearsal=False)
    places = [(fault.line, fault.column) for fault in result.faults]
    assert places == [
        (2, "账号"), (3, "姓名"), (4, "单位代码"), (4, "岗位机关代码"), (5, "岗位"), (6, "自"), (7, "至"), (9, "姓名"),
        (10, "账号"), (11, "自"), (12, "岗位"),
    ]  # fmt: skip
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "缺少列"),
        ("机关代码,名称\n".encode(), "缺少列：层级、类别"),
        (ORGANS.replace("简称", "别名").encode(), "不认识的列：别名"),
        (ORGANS.replace("简称", "名称").encode(), "重复的列：名称"),
        (b"PK\x03\x04rubbish", "已经损坏"),
        (b"\xff\xfe\x00\x81\xff", "不是文本"),
        (ORGANS.encode() + b'"a', "引号或者分隔有误"),
    ],
)
def test_it_says_why_a_file_is_no_table(db, data, said) -> None:
    with pytest.raises(UnreadableTable, match=said):
        organs.enter(data, by=CONSOLE, on=DAY, is_rehearsal=False)


def test_it_enters_only_what_the_person_may_enter_line_by_line(water, school, head) -> None:
    with pytest.raises(Forbidden):
        organs.enter(ORGANS.replace(",\n", ",qingshi-shuili\n").encode(), by=head, on=DAY, is_rehearsal=False)
    with pytest.raises(Hidden):
        people.enter(
            PEOPLE.replace("li,李四,qingshi-shuili", "li,李四,qingshi-jiaoyu").encode(),
            by=head,
            on=DAY,
            is_rehearsal=False,
        )
    with pytest.raises(Forbidden):
        people.enter(PEOPLE.encode(), by=head, on=DAY, is_rehearsal=False)
    assert User.objects.count() == 1
    people.enter(PEOPLE.encode(), by=enrolled("op", Role.OPERATOR, at=water), on=DAY, is_rehearsal=False)


def with_shared_words(package: bytes) -> bytes:
    """As other programs write a workbook: with words that cells share, in a part of whatever name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            data = read.read(name)
            if name == "[Content_Types].xml":
                part = f'<Override PartName="/xl/worksheets/words.xml" ContentType="{SHARED_STRINGS}"/>'
                data = data.replace(b"</Types>", part.encode() + b"</Types>")
            written.writestr(name, data)
        words = "<si><t>长</t></si>" * 10
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        written.writestr("xl/worksheets/words.xml", f'<sst xmlns="{space}">{words}</sst>')
    return out.getvalue()


@pytest.mark.parametrize("limit", ["_MOST_WORDS", "_MOST_UNPACKED"])
def test_a_workbook_that_unpacks_to_more_than_memory_takes_is_not_read(limit: str, monkeypatch) -> None:
    data = with_shared_words(xlsx(ORGANS))
    sheet.sheet_of(data)
    monkeypatch.setattr(sheet, limit, 100)
    with pytest.raises(sheet.UnreadableTable, match="展开后大得不合常理"):
        sheet.sheet_of(data)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>", b"\xff\x00"])
def test_a_workbook_with_a_broken_part_is_refused_or_has_nothing_in_it(part: str, content: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(ORGANS))) as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            written.writestr(name, content if name == part else read.read(name))
    rows: list[object] = []
    with suppress(sheet.UnreadableTable):
        rows = list(sheet.sheet_of(out.getvalue()).rows)
    assert rows == []
