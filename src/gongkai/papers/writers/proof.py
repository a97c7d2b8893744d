"""Reading back what was written: a letter that says something else in one of its files is not handed out."""

import re
import zipfile
from collections.abc import Iterable
from difflib import SequenceMatcher
from io import BytesIO

import pypdfium2
from docx.oxml.ns import qn
from lxml import etree

from gongkai.papers.letters.elements import Element
from gongkai.papers.writers.package import BODY
from gongkai.papers.writers.text import words_of

_PAGE_NUMBER = re.compile(r"\s*—\s*\d+\s*—\s*$")
_PDF = b"%PDF-"
_AROUND = 8


def differences(elements: Iterable[Element], written: bytes) -> tuple[str, ...]:
    """Where a DOCX or PDF of ours says something else than the paper, a sentence each. Blanks count for nothing."""
    mine = flat("".join(words_of(elements)))
    theirs = flat(text_of_pdf(written) if written.startswith(_PDF) else text_of_docx(written))
    if mine == theirs:
        return ()
    steps = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return tuple(
        f"原是“{mine[a:b] or '（无）'}”，读回来是“{theirs[c:d] or '（无）'}”，在“{mine[max(0, a - _AROUND) : a]}”之后。"
        for what, a, b, c, d in steps
        if what != "equal"
    )


def text_of_docx(data: bytes) -> str:
    """The text of the body, in document order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(BODY), etree.XMLParser(resolve_entities=False, no_network=True))
    return "\n".join("".join(run.text or "" for run in paragraph.iter(qn("w:t"))) for paragraph in root.iter(qn("w:p")))


def text_of_pdf(data: bytes) -> str:
    """The text of the pages, without their numbers at the foot."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(_PAGE_NUMBER.sub("", page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def flat(text: str) -> str:
    """The text without blanks and without what only a line break puts in."""
    return "".join(char for char in text if not char.isspace() and char not in "\ufffe\u200b")
