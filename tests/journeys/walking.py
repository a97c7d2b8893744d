"""One application on its way through a year, and what its people do on every step of it."""

import json
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument

from tests.journeys.conftest import PHONE
from tests.journeys.rehearsal import Rehearsal, Walker


@dataclass
class Year:
    """One application on its way. at: the citizen and the party that is asked, at a browser of one size; staff: the
    people of the organ by their role."""

    site: Rehearsal
    size: dict[str, int]
    citizen: Walker
    party: Walker
    staff: dict[str, Walker]
    number: str = ""
    code: str = ""
    case: str = ""

    @property
    def home(self) -> Path:
        return self.site.today.parent

    def of(self, role: str) -> Page:
        """That one's page, of this journey's size; the leader signs on a phone."""
        page = self.staff[role].page
        page.set_viewport_size(PHONE if role == "leader" else self.size)
        return page

    def act(self, role: str, act: str, label: str, /, **words: str | Path) -> None:
        """From the case to the form of an act, filled in, seen, confirmed."""
        walker, page = self.staff[role], self.of(role)
        walker.open(self.case)
        if page.locator(f"details.others a[href$='/{act}/']").count():
            page.get_by_text("其他可以办理的").click()
        page.locator(f"main a[href$='/{act}/']").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(label)
        for name, text in words.items():
            field = page.locator(f"main [name={name}]")
            if isinstance(text, Path):
                field.set_input_files(text)
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)
        walker.look()
        walker.press(label)
        if page.get_by_role("button", name=f"确认{label}", exact=True).count():
            walker.press(f"确认{label}")
        expect(page.get_by_role("status").first).to_contain_text(f"“{label}”已经办理")

    def due(self, day: date) -> None:
        """Office and citizen are shown that day."""
        page = self.of("handler")
        self.staff["handler"].open(self.case)
        expect(page.locator("dl.facts").first).to_contain_text(day.isoformat())
        self.track()
        expect(self.citizen.page.locator("#answer")).to_contain_text(f"{day.year}年{day.month}月{day.day}日")

    def track(self) -> None:
        """The citizen looks how it stands."""
        page = self.citizen.page
        page.goto("/track/")
        page.get_by_label("编号", exact=True).fill(self.number)
        page.get_by_label("查询码", exact=True).fill(self.code)
        self.citizen.press("查询")


def is_whole(year: Year, file: Path) -> None:
    """What is in the case file, read with nothing of the program; and what the program says of it."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    listed = {entry["name"]: entry["sha256"] for entry in json.loads(members.pop("清单.json"))["members"]}
    assert listed == {name: sha256(data).hexdigest() for name, data in members.items()}
    happened = [event["what"] for event in json.loads(members["办理经过.json"])]
    for act in ("登记到达的申请", "告知补正", "登记第三方的意见", "延长答复期限", "作出决定", "登记送达", "归档"):
        assert act in happened
    bound = year.home / "bound.pdf"
    bound.write_bytes(members["案卷.pdf"])
    for title in (
        "申请登记表",
        "补正告知书",
        "征求意见书",
        "延期答复告知书",
        "政府信息部分公开答复书",
        "遮挡后的复制件",
    ):
        assert title in text_of(bound), title
    verified = year.site.gongkai("case", "verify", str(file))
    assert (verified.returncode, verified.stderr) == (0, "")


def a_picture(home: Path) -> Path:
    """The scan of a receipt."""
    path = home / "receipt.png"
    Image.new("RGB", (400, 250), "white").save(path)
    return path


def text_of(pdf: Path) -> str:
    """Everything that can be read of it."""
    with closing(PdfDocument(pdf)) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
