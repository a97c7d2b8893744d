"""A made DOCX whose headings are numbered by the word processor: the words 一、 are no longer in its text."""

import re
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_NUMBER = re.compile(r"[一二三四五六]、")
_LIST = 711


def with_lists(data: bytes) -> bytes:
    """The document with its six headings in a list of Chinese numbers; nothing else of it changes."""
    document = Document(BytesIO(data))
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/>'
            "</w:lvl></w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'))
    for paragraph in document.paragraphs:
        if _NUMBER.match(paragraph.text) and paragraph.runs:
            held: Any = paragraph.paragraph_format.element.get_or_add_pPr()
            properties = held.get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = _LIST
            paragraph.runs[0].text = _NUMBER.sub("", paragraph.runs[0].text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
