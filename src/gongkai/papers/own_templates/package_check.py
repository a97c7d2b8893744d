"""What a Word file from outside may not bring along: macros, links to elsewhere, embedded programs, bombs."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

LIMIT, _MEMBER, _MEMBERS = 20 << 20, 20 << 20, 500
_FORBIDDEN = {
    "宏": re.compile(r"vbaProject|vbaData|macroEnabled", re.IGNORECASE),
    "嵌入的程序或者控件": re.compile(r"activeX|/embeddings/|oleObject", re.IGNORECASE),
    "其他文件的内容": re.compile(r"afchunk|altChunk", re.IGNORECASE),
}
_LIVE_FIELD = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|LINK|IMPORT|DATABASE|HYPERLINK)\b")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def package_problems(data: bytes) -> tuple[str, ...]:
    """What is wrong with the file before its words are looked at, a sentence each."""
    if len(data) > LIMIT:
        return (f"模板有{len(data) >> 20}MB，最多{LIMIT >> 20}MB。请删去大图片。",)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return tuple(dict.fromkeys(_problems(archive)))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, OSError, NotImplementedError, RuntimeError):
        return ("模板不是 DOCX 文件，或者已经损坏。请用 Word、WPS 另存为“.docx”后再上传。",)


def _problems(archive: zipfile.ZipFile) -> Iterator[str]:
    members = archive.infolist()
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > 5 * _MEMBER:
        yield "模板解压后过大，没有打开。请删去大图片后另存。"
        return
    if "word/document.xml" not in archive.namelist():
        yield "模板不是 DOCX 文件。请用 Word、WPS 另存为“.docx”后再上传。"
        return
    for member in members:
        for what, pattern in _FORBIDDEN.items():
            if pattern.search(member.filename):
                yield f"模板里有{what}，不能使用。请删去后另存为“.docx”。"
        if member.filename.endswith((".xml", ".rels")):
            yield from _in_part(archive.read(member))


def _in_part(content: bytes) -> Iterator[str]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        yield "模板里有文档类型声明，不能使用。请用 Word、WPS 另存后再上传。"
        return
    for node in etree.fromstring(content, _PARSER).iter(etree.Element):
        name = etree.QName(node).localname
        if name == "Relationship" and node.get("TargetMode") == "External":
            yield "模板里有指向外部的链接，不能使用。请取消超链接、改为嵌入图片后再上传。"
        if name == "Override" and _FORBIDDEN["宏"].search(node.get("ContentType", "")):
            yield "模板里有宏，不能使用。请删去后另存为“.docx”。"
        if name == "altChunk":
            yield "模板里有其他文件的内容，不能使用。请粘贴为文字后再上传。"
        text = (
            node.text
            if name == "instrText"
            else " ".join(map(str, node.attrib.values()))
            if name == "fldSimple"
            else ""
        )
        if text and _LIVE_FIELD.search(text):
            yield "模板里有引用外部内容的域，不能使用。请改为普通文字后再上传。"
