"""Word, Excel and OFD files, which are ZIPs of parts: no macros, no programs, nothing fetched from elsewhere.

A link that a reader has to click is harmless; what is fetched or run as soon as the file is opened is not.
"""

import re
from io import BytesIO
from typing import IO
from zipfile import ZipFile

from lxml import etree

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.package import local, part, value, xml_part
from gongkai.web.files.checks.zipped import Member, opened
from gongkai.web.files.errors import FileRefused

_MACROS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/dialogsheets/", "/activex/", "customui/")
_TYPES = "[Content_Types].xml"
_DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_SAVE_AS = "请在办公软件里另存一份"


def look(file: IO[bytes]) -> None:
    """OFD: a sound package is all that is asked. Raises FileRefused."""
    opened(file)


def look_word(file: IO[bytes], member: Member) -> None:
    """Raises FileRefused."""
    package = _opened_office(file, member)
    for name in package.namelist():
        if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1:
            _refuse_dynamic_exchange(_xml(package, name))


def look_excel(file: IO[bytes], member: Member) -> None:
    """Raises FileRefused."""
    package = _opened_office(file, member)
    for name in package.namelist():
        if name.lower().startswith("xl/externallinks/"):
            raise FileRefused(
                "external",
                "表格连着别的工作簿或者程序（外部链接、DDE）",
                f"请在“数据—编辑链接”里断开链接，{_SAVE_AS}再上传",
            )
        if name.lower() == "xl/connections.xml":
            raise FileRefused("external", "表格连着外部数据源", f"请删除数据连接，{_SAVE_AS}再上传")


def _opened_office(file: IO[bytes], member: Member) -> ZipFile:
    package = opened(file)
    for name in package.namelist():
        if any(mark in f"/{name.lower()}" for mark in _MACROS):
            raise _macros()
    _refuse_macro_types(package)
    for name in package.namelist():
        if name.endswith(".rels"):
            _refuse_relations(package, name, member)
    return package


def _refuse_macro_types(package: ZipFile) -> None:
    for entry in _xml(package, _TYPES):
        if "macroenabled" in (value(entry, "ContentType") or "").lower():
            raise _macros()


def _macros() -> FileRefused:
    return FileRefused("macro", "文件里有宏或者控件，打开时可能运行程序", f"{_SAVE_AS}不带宏的 DOCX 或者 XLSX，再上传")


def _refuse_relations(package: ZipFile, name: str, member: Member) -> None:
    for entry in _xml(package, name):
        sort = (value(entry, "Type") or "").rpartition("/")[2].lower()
        if (value(entry, "TargetMode") or "").lower() == "external":
            if sort != "hyperlink":
                raise FileRefused(
                    "external",
                    "文件一打开就会到别处去取内容（外部模板、图片或者对象）",
                    f"请把链接的内容改为嵌入，或者删除，{_SAVE_AS}再上传",
                )
        elif sort in {"oleobject", "afchunk", "control", "attachedtoolbars", "vbaproject"}:
            raise FileRefused(
                "embedded", "文件里嵌有别的程序对象（OLE）", f"请删除对象，或者改贴成图片，{_SAVE_AS}再上传"
            )
        elif sort == "package":
            _refuse_embedded(package, name, value(entry, "Target") or "", member)


def _refuse_embedded(package: ZipFile, relations: str, target: str, member: Member) -> None:
    """The tables behind a chart lie in the file as whole workbooks: each is looked at as if it came alone."""
    folder = relations.partition("_rels/")[0]
    steps: list[str] = [] if target.startswith("/") else folder.split("/")[:-1]
    for step in filter(None, target.split("/")):
        steps = steps[:-1] if step == ".." else [*steps, step]
    try:
        content = part(package, "/".join(steps))
    except UnreadableSource as error:
        raise _damaged(error) from error
    member(BytesIO(content), "", len(content))


def _refuse_dynamic_exchange(document: etree._Element) -> None:
    """A field's words may be cut into any number of runs: they are read together, as Word reads them."""
    words = "".join(element.text or "" for element in document.iter() if local(element) == "instrText")
    simple = (value(element, "instr") or "" for element in document.iter() if local(element) == "fldSimple")
    if any(_DDE.search(one) for one in (words, *simple)):
        raise FileRefused(
            "external", "文件里有动态数据交换（DDE）域，打开时可能运行程序", f"请删除这个域，{_SAVE_AS}再上传"
        )


def _xml(package: ZipFile, name: str) -> etree._Element:
    try:
        return xml_part(package, name)
    except UnreadableSource as error:
        raise _damaged(error) from error


def _damaged(error: UnreadableSource) -> FileRefused:
    return FileRefused("damaged", str(error).partition("。")[0], f"{_SAVE_AS}再上传")
