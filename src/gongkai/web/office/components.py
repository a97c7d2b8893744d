"""Something in every component, for the page that shows them all."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.web.accounts.acts import Act, tables
from gongkai.web.files.accepted import chosen
from gongkai.web.files.forms import Kept, shown
from gongkai.web.files.models import StoredFile
from gongkai.web.office.desk import DeskItem
from gongkai.web.office.month import month
from gongkai.web.office.object_page import Button, Changed, Fact, Happened
from gongkai.web.ui.icons import names
from gongkai.web.ui.marks import Mark, Tone, due_mark


def samples(on: date) -> dict[str, Any]:
    """Invented things around that day, none of them of a real organ."""
    return {
        "tones": [
            Mark(word, tone) for word, tone in zip(("待登记", "办理中", "正常", "临近", "逾期"), Tone, strict=True)
        ],
        "dues": [due_mark(on + timedelta(days), on) for days in (-2, 0, 2, 9)],
        "icons": names(),
        "items": [
            DeskItem(
                "青石县水利局防汛物资采购合同", on - timedelta(2), "#items", "青石县水利局", "20 个工作日届满", "答复"
            ),
            DeskItem("青石县教育局学区划分依据", on + timedelta(3), "#items", "青石县教育局", "第三方已答复", "审核"),
        ],
        "month": month({on: 2, on + timedelta(1): 1, on.replace(day=1): 3}, on),
        "today": on,
        "upload": shown("sample-file", chosen(), 5, [Kept("身份证明.pdf", 386_000, "")]),
        "files": [_some_file(on)],
        "facts": [Fact("收到日期", on.isoformat()), Fact("到期日", on.isoformat(), due_mark(on, on))],
        "buttons": [
            Button(_some_act(), "#acts"),
            Button(_some_act(), "#acts", "现在是“已办结”，只能在“办理中”时办理。"),
        ],
        "happened": [
            Happened(on, "登记", "李科员", citation="《中华人民共和国政府信息公开条例》第三十一条"),
            Happened(on - timedelta(1), "收到", "李科员", for_whom="王科员", detail="当面提交"),
        ],
        "changed": [
            Changed(datetime(on.year, on.month, on.day, 9, 30, tzinfo=_SHANGHAI), "李科员", "联系电话", "无", "2211000")
        ],
    }


def _some_file(on: date) -> StoredFile:
    """Not saved."""
    at = datetime(on.year, on.month, on.day, 9, 30, tzinfo=_SHANGHAI)
    digests = {"sha256": "9f86d081884c7d65" * 4, "sm3": "66c7f0f462eeedd9" * 4}
    return StoredFile(
        name="青石县水库除险加固工程初步设计批复.pdf", type="pdf", size=2_411_000, purpose="答复附件",
        holds_personal_data=True, scan=StoredFile.Scan.CLEAN, added_at=at, **digests,
    )  # fmt: skip


_SHANGHAI = ZoneInfo("Asia/Shanghai")


def _some_act() -> Act:
    """A row of whichever table came first: a button says what a table says."""
    return next(act for table in tables().values() for act in table.acts.values() if not act.starts)
