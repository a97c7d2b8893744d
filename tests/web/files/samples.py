"""Files as people send them, good and hostile, made here byte by byte."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return _written(writer)


def pdf_with_script() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf()))
    writer.add_open_action(JavaScript("app.alert(1)"))
    return _written(writer)


def pdf_with_attachment() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf()))
    writer.add_attachment("evil.exe", b"MZ")
    return _written(writer)


def pdf_that_launches() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf()))
    writer.add_annotation(0, Link(rect=(0, 0, 50, 50), url="https://example.gov.cn/"))
    action = {"/S": NameObject("/Launch"), "/F": TextStringObject("calc.exe")}
    annotation = writer.pages[0]["/Annots"][0].get_object()
    annotation[NameObject("/A")] = DictionaryObject({NameObject(key): value for key, value in action.items()})
    return _written(writer)


def pdf_with_packed_script() -> bytes:
    """The script stands in a compressed object, where no search in the bytes finds it."""
    script = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    packed = zlib.compress(b"4 0 " + script)
    body = b"%PDF-1.5\n"
    offsets = {}
    for number, content in (
        (1, b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>"),
        (2, b"<</Type/Pages/Kids[]/Count 0>>"),
        (3, b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)),
    ):
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    table = b"".join(
        struct.pack(">BHB", *row)
        for row in ((0, 0, 0), *((1, offsets[number], 0) for number in (1, 2, 3)), (2, 3, 0), (1, start, 0))
    )
    body += b"5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n" % (
        len(table),
        table,
    )
    return body + b"startxref\n%d\n%%%%EOF" % start


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf()))
    writer.encrypt("secret", algorithm="AES-256")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(text: str = "关于公开水库工程资金使用情况的申请") -> bytes:
    document, out = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    book, out = Workbook(), BytesIO()
    book.active["A1"] = "年度"
    book.save(out)
    return out.getvalue()


def changed(
    package: bytes, replace: dict[str, bytes], *, put_in: dict[str, tuple[bytes, bytes]] | None = None
) -> bytes:
    """The package with more or other parts. put_in: in that part, before the first bytes put the second."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = replace.get(name, old.read(name))
            before, more = (put_in or {}).get(name, (b"", b""))
            assert before in data
            new.writestr(name, data.replace(before, more + before, 1) if before else data)
        for name in replace.keys() - set(old.namelist()):
            new.writestr(name, replace[name])
    return out.getvalue()


def with_relation(package: bytes, part: str, sort: str, target: str, *, external: bool) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    entry = f'<Relationship Id="rIdX" Type="{RELS}/{sort}" Target="{target}"{mode}/>'.encode()
    return changed(package, {}, put_in={part: (b"</Relationships>", entry)})


def with_field(instruction: str, *, cut: bool = False) -> bytes:
    runs = [instruction[:3], instruction[3:]] if cut else [instruction]
    xml = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    field = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{xml}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return changed(docx(), {}, put_in={"word/document.xml": (b"<w:sectPr", field.encode())})


def archive(members: dict[str, bytes], *, level: int = 6) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=level) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def archive_with_link() -> bytes:
    out, entry = BytesIO(), ZipInfo("link.txt")
    entry.external_attr = 0o120777 << 16
    with ZipFile(out, "w") as package:
        package.writestr(entry, "/etc/passwd")
    return out.getvalue()


def locked_archive() -> bytes:
    data = bytearray(archive({"a.txt": "内容".encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    return archive({"年报.txt": b"0" * (64 * 2**20)}, level=9)


def nested(depth: int) -> bytes:
    data = archive({"a.txt": "内容".encode()})
    for _ in range(depth):
        data = archive({"inner.zip": data})
    return data


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, form)
    return out.getvalue()


def png_bomb() -> bytes:
    """A head that promises 50,000 × 50,000 pixels; nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def odt(**more: bytes) -> bytes:
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office:document-content/>"}
    return archive({**parts, **{name.replace("__", "/"): data for name, data in more.items()}})


def sheet_record(kind: int) -> bytes:
    """A workbook's globals with one sheet of that kind: 0 a sheet, 1 a sheet of macros."""
    name = b"Sheet1"
    record = struct.pack("<IBB", 0, 0, kind) + bytes([len(name), 0]) + name
    return struct.pack("<HHHHII", 0x0809, 12, 0x0600, 5, 0, 0) + struct.pack("<HH", 0x0085, len(record)) + record


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB): the storages and streams of these paths, each stream at least 4096 bytes."""
    return _Compound(streams).written()


class _Compound:
    """The smallest writer that olefile reads: one table of sectors, no short streams."""

    def __init__(self, streams: dict[str, bytes]) -> None:
        self.entries: list[list] = [["Root Entry", 5, -1, -1, -1, 0xFFFFFFFE, 0]]
        self.sectors: list[bytes] = []
        self.table: list[int] = []
        for path, data in streams.items():
            *folders, name = path.split("/")
            parent = 0
            for folder in folders:
                parent = self._entry(parent, folder, 1)
            at = self._entry(parent, name, 2)
            padded = data.ljust(4096, b"\0")
            self.entries[at][5], self.entries[at][6] = self._store(padded), len(padded)

    def _entry(self, parent: int, name: str, kind: int) -> int:
        child = self.entries[parent][4]
        last = -1
        while child != -1:
            if self.entries[child][0] == name:
                return child
            last, child = child, self.entries[child][3]
        self.entries.append([name, kind, -1, -1, -1, 0xFFFFFFFE, 0])
        at = len(self.entries) - 1
        if last == -1:
            self.entries[parent][4] = at
        else:
            self.entries[last][3] = at
        return at

    def _store(self, data: bytes) -> int:
        start = len(self.sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        self.sectors += pieces
        self.table += [*range(start + 1, start + len(pieces)), 0xFFFFFFFE]
        return start

    def written(self) -> bytes:
        rows = b"".join(self._row(entry) for entry in self.entries)
        directory = self._store(rows.ljust(-(-len(rows) // 512) * 512, b"\0"))
        fat = len(self.sectors)
        self.table.append(0xFFFFFFFD)
        assert len(self.table) <= 128
        table = b"".join(struct.pack("<I", one) for one in self.table).ljust(512, b"\xff")
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        head += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        head += struct.pack("<I", fat) + b"\xff" * (512 - len(head) - 4)
        return head + b"".join(self.sectors) + table

    @staticmethod
    def _row(entry: list) -> bytes:
        name, kind, left, right, child, start, size = entry
        wide = (name + "\0").encode("utf-16-le")
        links = struct.pack("<III", *(one & 0xFFFFFFFF for one in (left, right, child)))
        return (
            wide.ljust(64, b"\0")
            + struct.pack("<HBB", len(wide), kind, 1)
            + links
            + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )
