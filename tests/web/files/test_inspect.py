"""What is taken in, and every kind of deceit that is not."""

from io import BytesIO

import pytest

from gongkai.web.files.accepted import accepted, chosen
from gongkai.web.files.checks.inspect import inspect
from gongkai.web.files.errors import FileRefused
from tests.web.files import samples as made

WORD_RELS, BOOK_RELS = "word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels"
BMP = made.picture("BMP")
SHEETS = made.sheet_record

GOOD = {
    "公开申请.pdf": (made.pdf, "pdf"),
    "申请书.docx": (made.docx, "docx"),
    "统计表.XLSX": (made.xlsx, "xlsx"),
    "请示.odt": (made.odt, "odf"),
    "说明.txt": ("你好，公开一下。".encode, "text"),
    "国标.txt": (lambda: "你好，公开一下。".encode("gb18030"), "text"),
    "宽字.txt": (lambda: "你好，公开一下。".encode("utf-16"), "text"),
    "表.csv": ("年度,件数\n2024,8\n".encode, "text"),
    "照片.jpg": (lambda: made.picture("JPEG"), "jpeg"),
    "扫描.tif": (lambda: made.picture("TIFF"), "tiff"),
    "截图.png": (made.picture, "png"),
    "旧图.bmp": (lambda: BMP, "bmp"),
    "动图.gif": (lambda: made.picture("GIF"), "gif"),
    "通知.rtf": (lambda: b"{\\rtf1\\ansi hello}", "rtf"),
    "公文.wps": (lambda: made.compound({"WordDocument": b"\xec\xa5\xc1\0"}), "doc"),
    "老表.xls": (lambda: made.compound({"Workbook": SHEETS(0)}), "xls"),
    "材料.zip": (lambda: made.archive({"内/申请.docx": made.docx(), "a.pdf": made.pdf()}), "zip"),
    "套了两层.zip": (lambda: made.nested(2), "zip"),
    "2024.年度.报告.pdf": (made.pdf, "pdf"),
    "没有扩展名": (made.pdf, "pdf"),
    "县政府.通知": (made.pdf, "pdf"),
    "带网址.docx": (
        lambda: made.with_relation(made.docx(), WORD_RELS, "hyperlink", "https://www.gov.cn/", external=True),
        "docx",
    ),
}


def taken(data: bytes, name: str) -> str:
    return inspect(BytesIO(data), name, size=len(data)).name


@pytest.mark.parametrize("name", GOOD)
def test_it_takes_what_people_send(name: str) -> None:
    make, expected = GOOD[name]
    assert taken(make(), name) == expected


VBA = {"word/vbaProject.bin": b"x"}
HOSTILE = {
    "empty": ("空.pdf", lambda: b"", "empty"),
    "program": ("程序.txt", lambda: b"MZ\x90\x00" + b"\0" * 200, "type"),
    "linux program": ("程序", lambda: b"\x7fELF\x02" + b"\0" * 200, "type"),
    "script": ("脚本.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "type"),
    "unknown bytes": ("数据.txt", lambda: b"\x00\x01\x02\x03" * 100, "type"),
    "not text to the end": ("说明.txt", lambda: b"hello " * 20_000 + b"\xff\xff\x00", "type"),
    "web page": ("页面.txt", lambda: b"<html><body><script>alert(1)</script></body></html>", "type"),
    "drawing with a script": ("图.txt", lambda: b'<svg xmlns="x" onload="alert(1)"/>', "type"),
    "xml": ("数据.txt", lambda: b'<?xml version="1.0"?><a/>', "type"),
    "php": ("数据.txt", lambda: b"<?php system($_GET[0]); ?>", "type"),
    "rar": ("包.rar", lambda: b"Rar!\x1a\x07\x00" + b"\0" * 50, "type"),
    "slides": ("汇报.pptx", lambda: made.archive({"ppt/presentation.xml": b"<p/>"}), "type"),
    "strange office file": ("图.vsdx", lambda: made.archive({"[Content_Types].xml": b"<Types/>"}), "type"),
    "old slides": ("汇报.ppt", lambda: made.compound({"PowerPoint Document": b"x"}), "type"),
    "letter of a mail program": ("信.doc", lambda: made.compound({"__properties_version1.0": b"x"}), "type"),
    "lying ending": ("申请.pdf", made.docx, "lying"),
    "lying picture": ("照片.jpg", made.picture, "lying"),
    "page called pdf": ("申请.pdf", lambda: b"<html><body>x</body></html>", "type"),
    "double ending": ("通知.exe.pdf", made.pdf, "name"),
    "ending of a program": ("通知.SCR", made.pdf, "name"),
    "macro part": ("表.docx", lambda: made.changed(made.docx(), VBA), "macro"),
    "macro sheet": ("表.xlsx", lambda: made.changed(made.xlsx(), {"xl/macrosheets/sheet1.xml": b"<x/>"}), "macro"),
    "macro type": (
        "表.docx",
        lambda: made.changed(
            made.docx(),
            {},
            put_in={
                "[Content_Types].xml": (
                    b"</Types>",
                    b'<Override PartName="/x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
                )
            },
        ),
        "macro",
    ),
    "active control": ("表.docx", lambda: made.changed(made.docx(), {"word/activeX/activeX1.bin": b"x"}), "macro"),
    "data exchange": ("信.docx", lambda: made.with_field("DDEAUTO c:\\windows\\system32\\cmd.exe"), "external"),
    "data exchange in pieces": ("信.docx", lambda: made.with_field("DDE excel", cut=True), "external"),
    "foreign template": (
        "信.docx",
        lambda: made.with_relation(
            made.docx(), WORD_RELS, "attachedTemplate", "https://evil.example/a.dotm", external=True
        ),
        "external",
    ),
    "foreign picture": (
        "信.docx",
        lambda: made.with_relation(made.docx(), WORD_RELS, "image", "\\\\evil\\a.png", external=True),
        "external",
    ),
    "object": (
        "信.docx",
        lambda: made.with_relation(made.docx(), WORD_RELS, "oleObject", "embeddings/oleObject1.bin", external=False),
        "embedded",
    ),
    "macro in an embedded table": (
        "信.docx",
        lambda: made.with_relation(
            made.changed(
                made.docx(),
                {"word/embeddings/t.xlsx": made.changed(made.xlsx(), {"xl/vbaProject.bin": b"x"})},
            ),
            WORD_RELS,
            "package",
            "embeddings/t.xlsx",
            external=False,
        ),
        "macro",
    ),
    "foreign workbook": (
        "表.xlsx",
        lambda: made.changed(made.xlsx(), {"xl/externalLinks/externalLink1.xml": b"<ddeLink/>"}),
        "external",
    ),
    "data connection": ("表.xlsx", lambda: made.changed(made.xlsx(), {"xl/connections.xml": b"<x/>"}), "external"),
    "entities": (
        "信.docx",
        lambda: made.changed(made.docx(), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "damaged",
    ),
    "old macro": ("表.xls", lambda: made.compound({"Workbook": SHEETS(0), "_VBA_PROJECT_CUR/VBA/dir": b"x"}), "macro"),
    "old macro sheet": ("表.xls", lambda: made.compound({"Workbook": SHEETS(1)}), "macro"),
    "old word macro": ("信.doc", lambda: made.compound({"WordDocument": b"x", "Macros/VBA/dir": b"x"}), "macro"),
    "old packed program": (
        "信.doc",
        lambda: made.compound({"WordDocument": b"x", "ObjectPool/_1/\x01Ole10Native": b"x"}),
        "embedded",
    ),
    "old locked": ("信.doc", lambda: made.compound({"WordDocument": b"\0" * 11 + b"\x01"}), "locked"),
    "locked": ("信.docx", lambda: made.compound({"EncryptedPackage": b"x"}), "locked"),
    "open document with scripts": ("信.odt", lambda: made.odt(Basic__script=b"x"), "macro"),
    "locked open document": (
        "信.odt",
        lambda: made.odt(**{"META-INF__manifest.xml": b"<manifest:encryption-data/>"}),
        "locked",
    ),
    "rtf with an object": ("信.rtf", lambda: b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", "embedded"),
    "pdf with a script": ("件.pdf", made.pdf_with_script, "macro"),
    "pdf with a packed script": ("件.pdf", made.pdf_with_packed_script, "macro"),
    "pdf with an escaped script": (
        "件.pdf",
        lambda: made.pdf() + b"\n9 0 obj<</S/J#61vaScript/#4aS(x)>>endobj",
        "macro",
    ),
    "pdf that starts a program": ("件.pdf", made.pdf_that_launches, "macro"),
    "pdf with a file inside": ("件.pdf", made.pdf_with_attachment, "embedded"),
    "locked pdf": ("件.pdf", made.locked_pdf, "locked"),
    "broken pdf": ("件.pdf", lambda: b"%PDF-1.7\n" + b"rubbish" * 50, "damaged"),
    "bomb": ("包.zip", made.bomb, "bomb"),
    "bomb in a bomb": ("包.zip", lambda: made.archive({"a.zip": made.bomb()}), "bomb"),
    "archives without end": ("包.zip", lambda: made.nested(6), "bomb"),
    "thousands of entries": ("包.zip", lambda: made.archive({f"{n}.txt": b"" for n in range(10_001)}), "bomb"),
    "word file that is a bomb": (
        "信.docx",
        lambda: made.changed(made.docx(), {"word/media/a.bin": b"0" * (64 * 2**20)}),
        "bomb",
    ),
    "way out of the folder": ("包.zip", lambda: made.archive({"../../etc/cron.d/x": b"x"}), "archive_name"),
    "absolute way": ("包.zip", lambda: made.archive({"/etc/passwd": b"x"}), "archive_name"),
    "drive": ("包.zip", lambda: made.archive({"C:\\Windows\\x.txt": b"x"}), "archive_name"),
    "link": ("包.zip", made.archive_with_link, "archive_name"),
    "locked archive": ("包.zip", made.locked_archive, "locked"),
    "empty archive": ("包.zip", lambda: made.archive({}), "empty"),
    "program in an archive": ("包.zip", lambda: made.archive({"安装.exe": b"MZ"}), "name"),
    "macro in an archive": ("包.zip", lambda: made.archive({"表.docx": made.changed(made.docx(), VBA)}), "macro"),
    "macro two archives down": (
        "包.zip",
        lambda: made.archive({"内.zip": made.archive({"表.docx": made.changed(made.docx(), VBA)})}),
        "macro",
    ),
    "cut off archive": ("包.zip", lambda: made.archive({"a.txt": b"x" * 999})[:60], "damaged"),
    "picture bomb": ("图.png", made.png_bomb, "picture_size"),
    "broken picture": ("图.png", lambda: made.picture()[:40], "damaged"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_it_refuses_what_could_do_harm(case: str) -> None:
    name, make, rule = HOSTILE[case]
    data = make()
    with pytest.raises(FileRefused) as caught:
        taken(data, name)
    assert caught.value.rule == rule, str(caught.value)
    sentence = str(caught.value.named(name))
    assert sentence.startswith(f"文件“{name}”没有收下：")
    assert sentence.endswith("。")
    assert "请" in sentence or "这里收" in sentence


def test_every_type_of_the_table_is_taken_somewhere_in_these_tests() -> None:
    made_here = {expected for _, expected in GOOD.values()} | {"ofd"}
    assert made_here == set(accepted())


def test_ofd_is_taken_by_its_package() -> None:
    assert taken(made.archive({"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<x/>"}), "公文.ofd") == "ofd"


def test_a_file_larger_than_its_type_may_be_says_how_large_it_may_be() -> None:
    data = made.pdf()
    with pytest.raises(FileRefused, match=r"PDF 文件最大 200 MB，这个文件有 200\.0 MB") as caught:
        inspect(BytesIO(data), "卷宗.pdf", size=200 * 2**20 + 1)
    assert caught.value.rule == "size"


def test_a_page_may_take_fewer_types() -> None:
    data = made.picture()
    with pytest.raises(FileRefused, match="它是PNG 图片，这里不收。这里收PDF 文件、Word 文件") as caught:
        inspect(BytesIO(data), "图.png", size=len(data), types=chosen(("pdf", "docx")))
    assert caught.value.rule == "type"
