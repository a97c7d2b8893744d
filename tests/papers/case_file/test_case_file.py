"""A case as one sealed file: complete, in order, the same each time, and every change is found."""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gongkai.papers.case_file.case import Case, CaseRecord, LoggedEvent, Paper
from gongkai.papers.case_file.digest import digest
from gongkai.papers.case_file.verify import verify_case_file
from gongkai.papers.case_file.writer import BOUND, EVENTS, MANIFEST, Written, case_file_pdf, write_case_file
from gongkai.papers.errors import BadValue, BrokenCaseFile
from gongkai.papers.letters.draft import draft
from gongkai.papers.writers.pdf import pdf_of
from gongkai.papers.writers.proof import flat, text_of_pdf
from tests.annual_report.writers.fonts import needs_fonts
from tests.papers.records import Made
from tests.papers.redaction.papers import SECRET, locked, secrets_everywhere

pytestmark = needs_fonts
DAY = date(2025, 11, 3)
RECORD = CaseRecord(
    "青石县水利局", "2025-0012", "张三申请案", "张三", DAY, date(2025, 11, 20), "（一）予以公开", "李四", "10年"
)


def paper(name: str, title: str, data: bytes, number: str = "") -> Paper:
    return Paper(name, title, "青石县水利局", DAY, lambda: data, number)


def picture(kind: str = "JPEG", size: tuple[int, int] = (800, 600)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "lightblue").save(out, kind)
    return out.getvalue()


def turned() -> bytes:
    pdf = pikepdf.Pdf.new()
    for angle in (0, 90, 180, 270):
        pdf.add_blank_page(page_size=(300, 500)).rotate(angle, relative=False)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def events(count: int = 3) -> list[LoggedEvent]:
    hashes = [f"{number:064x}" for number in range(count + 1)]
    return [
        LoggedEvent(n, f"事项{n}", DAY, f"2025-11-03 09:0{n}", "李四", hashes[n], hashes[n - 1])
        for n in range(1, count + 1)
    ]


def case(papers: Sequence[Paper] = ()) -> Case:
    notice = Made("correction_notice")
    usual = (
        paper("申请.jpg", "申请表", picture()),
        paper("补正.pdf", "补正告知书", pdf_of(draft(notice.key, notice.record())), "青水公补〔2025〕12号"),
        paper("../清单?.xlsx", "清单", b"PK\x03\x04 sheet"),
        paper("锁.pdf", "加密的附件", locked()),
        paper("转.pdf", "图纸", turned()),
    )
    return Case(RECORD, papers or usual, events())


def written(of: Case, path: Path) -> Written:
    with path.open("wb") as out:
        return write_case_file(of, out)


def test_it_holds_every_original_the_bound_file_the_events_and_their_digests(tmp_path: Path) -> None:
    path, of = tmp_path / "case.zip", case()
    done = written(of, path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        originals = [name for name in names if name.startswith("原件/")]
        assert originals == [
            "原件/001-申请.jpg",
            "原件/002-补正.pdf",
            "原件/003-清单_.xlsx",
            "原件/004-锁.pdf",
            "原件/005-转.pdf",
        ]
        for name, one in zip(originals, of.papers, strict=True):
            assert archive.read(name) == one.read()
        manifest = json.loads(archive.read(MANIFEST))
        assert {entry["name"] for entry in manifest["members"]} == set(names) - {MANIFEST}
        assert [event["hash"] for event in json.loads(archive.read(EVENTS))] == [event.hash for event in of.events]
    found = verify_case_file(path, seal=done.seal)
    assert (found.case, found.events, found.seal) == ("2025-0012", 3, done.seal)
    assert len(done.notes) == 2
    assert "加了密码" in done.notes[1]


def test_the_contents_give_the_page_on_which_each_paper_begins() -> None:
    data = case_file_pdf(case())
    with pikepdf.open(BytesIO(data)) as pdf:
        count = len(pdf.pages)
    words = flat(text_of_pdf(data))
    notice_pages = 1 if count == 11 else 2
    start = 2
    for number, title in (
        (start + notice_pages, "清单"),
        (start + notice_pages + 1, "加密的附件"),
        (start + notice_pages + 2, "图纸"),
    ):
        assert f"{title}20251103{number}" in words
    for heading in ("政府信息公开申请案卷", "卷内目录", "原件另存", "办理经过"):
        assert heading in words
    assert "顺序号文号责任者题名日期页号备注" in words


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    of, one, other = case(), tmp_path / "one.zip", tmp_path / "other.zip"
    assert written(of, one) == written(of, other)
    assert one.read_bytes() == other.read_bytes()


def test_the_bound_file_carries_nothing_that_acts() -> None:
    data = case_file_pdf(case([paper("a.pdf", "外来文件", secrets_everywhere())]))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not {"/OpenAction", "/AcroForm", "/Names", "/OCProperties", "/Outlines"} & set(pdf.Root.keys())
        assert all(not {"/Annots", "/AA"} & set(page.obj.keys()) for page in pdf.pages)
    assert b"JavaScript" not in data
    assert SECRET  # the text of the paper itself stays: a case file keeps what was received


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_become_pages_of_a4(kind: str) -> None:
    data = case_file_pdf(case([paper(f"a.{kind}", "扫描件", picture(kind, (3000, 2000)))]))
    with pikepdf.open(BytesIO(data)) as pdf:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[2].mediabox.as_list())
    assert (round(right - left), round(top - bottom)) == (842, 595)


def _with(path: Path, changes: dict[str, bytes | None], target: Path) -> None:
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = changes.get(name, source.read(name))
            if data is not None:
                out.writestr(name, data)
        for name, data in changes.items():
            if name not in source.namelist() and data is not None:
                out.writestr(name, data)


def test_it_finds_every_change(tmp_path: Path) -> None:
    path, spoilt = tmp_path / "case.zip", tmp_path / "spoilt.zip"
    done = written(case(), path)
    for changes, sentence in (
        ({BOUND: b"%PDF-1.7"}, "“案卷.pdf”与清单不符"),
        ({"原件/001-申请.jpg": None}, "“原件/001-申请.jpg”不在案卷里"),
        ({"原件/999.txt": b"new"}, "“原件/999.txt”不在清单里"),
        ({EVENTS: b"[]"}, "“办理经过.json”与清单不符"),
        ({MANIFEST: None}, "读不出清单"),
        ({MANIFEST: b"{}"}, "读不出清单"),
    ):
        _with(path, changes, spoilt)
        with pytest.raises(BrokenCaseFile, match=sentence):
            verify_case_file(spoilt)
    spoilt.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BrokenCaseFile, match="不是完整的案卷文件"):
        verify_case_file(spoilt, seal=done.seal)


def test_the_seal_finds_a_change_that_was_made_together_with_the_manifest(tmp_path: Path) -> None:
    path, spoilt = tmp_path / "case.zip", tmp_path / "spoilt.zip"
    done = written(case(), path)
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
    for entry in manifest["members"]:
        if entry["name"] == "原件/001-申请.jpg":
            changed = digest(b"other")
            entry.update(size=changed.size, sha256=changed.sha256, sm3=changed.sm3)
    _with(path, {"原件/001-申请.jpg": b"other", MANIFEST: json.dumps(manifest).encode()}, spoilt)
    verify_case_file(spoilt)
    with pytest.raises(BrokenCaseFile, match="封存值不符"):
        verify_case_file(spoilt, seal=done.seal)


def test_it_writes_no_case_whose_events_are_no_chain(tmp_path: Path) -> None:
    broken = events()
    broken[1] = replace(broken[1], previous="f" * 64)
    with pytest.raises(BadValue, match="第2项的摘要值与上一项接不上"):
        written(replace(case(), events=broken), tmp_path / "case.zip")


def test_digests_are_those_of_the_standards() -> None:
    found = digest(b"abc")
    assert found.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert found.sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
